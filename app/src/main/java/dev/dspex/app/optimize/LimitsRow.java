package dev.dspex.app.optimize;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.app.kit.Buttons;
import dev.dspex.app.kit.Layout;
import dev.dspex.run.Limits;

import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;

import java.util.function.Consumer;

/** The limits of a study that was started, to be changed: what it may use, calls at a time. */
final class LimitsRow extends HBox {
    private final StudySteering steering;
    private BudgetModel model = new BudgetModel();
    private boolean running;

    LimitsRow(StudySteering steering) {
        this.steering = steering;
        setId("study-limits");
        getStyleClass().add("figures-row");
        close();
    }

    /** Reads the limits and shows them, or closes. */
    void toggle(boolean runs) {
        running = runs;
        if (isVisible()) close();
        else steering.limits(this::open);
    }

    private void open(Limits limits) {
        model = BudgetModel.of(limits);
        var apply =
                Buttons.primary(
                        text(running ? "optimize.limits.apply" : "optimize.limits.resume"), null);
        apply.setId("limits-apply");
        apply.setOnAction(_ -> apply());
        Runnable check = () -> apply.setDisable(!model.valid());
        apply.setTooltip(new Tooltip(text("optimize.limits.help")));
        var usd =
                BudgetFields.field(
                        "limit-usd",
                        text("optimize.budget.usd"),
                        model.usd(),
                        BudgetModel::amount,
                        model::usd,
                        check);
        var fields =
                new FlowPane(
                        16,
                        8,
                        field(
                                "limit-calls",
                                "optimize.budget.calls",
                                model.calls(),
                                model::calls,
                                check),
                        field(
                                "limit-tokens",
                                "optimize.budget.tokens",
                                model.tokens(),
                                model::tokens,
                                check),
                        usd,
                        field(
                                "limit-at-once",
                                "optimize.limits.at_once",
                                model.atOnce(),
                                model::atOnce,
                                check),
                        field(
                                "limit-workers",
                                "optimize.limits.workers",
                                model.workers(),
                                model::workers,
                                check));
        fields.setPrefWrapLength(0);
        fields.setAlignment(Pos.CENTER_LEFT);
        getChildren().setAll(Layout.wide(fields), apply, closing());
        setVisible(true);
        setManaged(true);
        fields.requestFocus();
    }

    private static HBox field(
            String id, String name, String value, Consumer<String> edit, Runnable check) {
        return BudgetFields.field(id, text(name), value, BudgetModel::whole, edit, check);
    }

    private Button closing() {
        var close = Buttons.icon("close", text("optimize.limits.close"));
        close.setOnAction(_ -> close());
        return close;
    }

    void close() {
        setVisible(false);
        setManaged(false);
    }

    private void apply() {
        close();
        if (running) steering.limit(model.limits());
        else steering.resume(model.limits());
    }
}
