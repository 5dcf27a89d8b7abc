package dev.dspex.app.optimize;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.app.kit.Buttons;
import dev.dspex.app.kit.Figures;
import dev.dspex.app.kit.Labels;
import dev.dspex.app.kit.Layout;
import dev.dspex.app.kit.Panels;
import dev.dspex.app.kit.RunState;
import dev.dspex.app.kit.StateIcon;
import dev.dspex.optimize.Forecast;
import dev.dspex.program.Words;

import javafx.animation.PauseTransition;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.VBox;
import javafx.util.Duration;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.DoubleFunction;

/** What a study will cost, and which optimizer fits, with a button that takes it. */
final class ForecastPane extends VBox {
    /** So long after the last edit it is asked anew. */
    private static final Duration SETTLED = Duration.millis(350);

    private final Forecaster forecaster;
    private final Consumer<Forecast.Advice> take;
    private final VBox content = new VBox(8);
    private final PauseTransition settled = new PauseTransition(SETTLED);
    private OptimizeFormModel.@Nullable Start asked;
    private int question;
    private boolean shown;

    /**
     * @param take told when the person takes the optimizer that fits
     */
    ForecastPane(Forecaster forecaster, Consumer<Forecast.Advice> take) {
        this.forecaster = forecaster;
        this.take = take;
        setId("forecast");
        getChildren().add(Panels.section(Panels.sectionTitle(text("optimize.forecast")), content));
        settled.setOnFinished(_ -> ask());
        content.getChildren().setAll(Labels.muted(text("optimize.forecast.asking")));
    }

    /** What would be started is another now; null where nothing can be. */
    void changed(OptimizeFormModel.@Nullable Start start) {
        if (shown && Objects.equals(start, asked)) return;
        asked = start;
        shown = true;
        question++;
        settled.playFromStart();
    }

    private void ask() {
        var mine = question;
        forecaster.ask(
                asked,
                told -> {
                    if (mine == question) show(told);
                });
    }

    private void show(Forecaster.Told told) {
        content.getChildren()
                .setAll(
                        switch (told) {
                            case Forecaster.Told.Unknown(var why) ->
                                    List.of(Labels.prose(why, "muted"));
                            case Forecaster.Told.Known(var forecast) -> known(forecast);
                        });
    }

    private List<Node> known(Forecast forecast) {
        var all = new ArrayList<Node>(List.of(advice(forecast)));
        if (!forecast.objection().isEmpty() && asked != null)
            all.add(
                    Layout.row(
                            8,
                            new StateIcon(RunState.WARNING, 14),
                            Layout.wide(Labels.prose(Words.told(forecast.objection())))));
        all.add(cost(forecast));
        all.add(Labels.prose(source(forecast), "muted"));
        return all;
    }

    private VBox advice(Forecast forecast) {
        var advice = forecast.advice();
        var button = takeButton(advice);
        var taken = asked != null && forecast.isAdvised();
        button.setVisible(!taken);
        button.setManaged(!taken);
        var name = text("optimize.forecast.recommended", advice.optimizer());
        return new VBox(
                2,
                Layout.row(12, Labels.label(name, "medium"), button),
                Labels.prose(Words.told(advice.reason()), "muted"));
    }

    private Button takeButton(Forecast.Advice advice) {
        var button = Buttons.small(text("optimize.forecast.take"), null);
        button.setId("take-advice");
        button.setAccessibleText(text("optimize.forecast.take.help", advice.optimizer()));
        button.setTooltip(new Tooltip(text("optimize.forecast.take.help", advice.optimizer())));
        button.setOnAction(_ -> take.accept(advice));
        return button;
    }

    private static VBox cost(Forecast forecast) {
        var usd = forecast.usd();
        var rows = new VBox(4);
        rows.getChildren()
                .addAll(
                        figure(
                                text("optimize.forecast.calls"),
                                range(forecast.calls(), calls -> Figures.count(Math.round(calls)))),
                        figure(
                                text("optimize.forecast.usd"),
                                usd == null
                                        ? text(
                                                "optimize.forecast.noprice",
                                                String.join(", ", forecast.unknownPrices()))
                                        : range(usd, Figures::dollars)),
                        figure(
                                text("optimize.forecast.time"),
                                range(forecast.seconds(), Figures::seconds)));
        if (forecast.capped())
            rows.getChildren().add(Labels.prose(text("optimize.forecast.capped"), "muted"));
        return rows;
    }

    private static Node figure(String name, String value) {
        return Layout.row(
                8, Layout.width(Labels.label(name, "small"), 96), Layout.wide(Labels.mono(value)));
    }

    private static String range(Forecast.Span span, DoubleFunction<String> form) {
        var low = form.apply(span.low());
        var likely = form.apply(span.likely());
        var high = form.apply(span.high());
        return low.equals(high) ? likely : text("optimize.forecast.range", likely, low, high);
    }

    private static String source(Forecast forecast) {
        return switch (forecast.source()) {
            case RUNS -> text("optimize.forecast.from.runs");
            case REHEARSAL -> text("optimize.forecast.from.rehearsal");
            case SHAPE -> text("optimize.forecast.from.shape");
        };
    }
}
