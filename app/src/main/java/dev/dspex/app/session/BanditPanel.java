package dev.dspex.app.session;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.app.chart.Axis;
import dev.dspex.app.chart.ChartPanel;
import dev.dspex.app.chart.Legend;
import dev.dspex.app.chart.LineChart;
import dev.dspex.app.chart.Unit;
import dev.dspex.app.kit.EmptyState;
import dev.dspex.app.kit.Fields;
import dev.dspex.app.kit.Figures;
import dev.dspex.app.kit.Labels;
import dev.dspex.app.kit.Layout;

import javafx.geometry.HPos;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What is believed of each module: how likely its mean score is, and how often it was chosen. */
final class BanditPanel extends VBox {
    private static final int STEPS = 160;
    private static final double OUTER = 0.002;

    private final LiveSessionModel model;
    private final LineChart chart =
            new LineChart(
                    Axis.of(text("session.bandit.mean"), Unit.SCORE), Axis.of("", Unit.VALUE));
    private final ChartPanel panel = new ChartPanel(text("session.bandit"), chart);
    private final ComboBox<String> kind =
            Fields.combo(
                    text("session.bandit.class"),
                    one -> one.equals(Beliefs.ALL) ? text("session.bandit.all") : one,
                    _ -> null);
    private final GridPane table = new GridPane();
    private boolean filling;

    BanditPanel(LiveSessionModel model) {
        this.model = model;
        chart.setId("session-bandit-chart");
        kind.setId("session-class");
        kind.getItems().setAll(Beliefs.ALL);
        kind.setValue(Beliefs.ALL);
        kind.valueProperty()
                .subscribe(
                        () -> {
                            if (!filling) draw();
                        });
        panel.setControls(kind);
        table.setId("session-arms");
        table.getStyleClass().add("session-arms");
        table.setAccessibleText(text("session.bandit"));
        columns();
        var scroll = new ScrollPane(table);
        scroll.setFitToWidth(true);
        scroll.setMinHeight(0);
        scroll.setPrefHeight(170);
        scroll.getStyleClass().add("edge-to-edge");
        getStyleClass().add("island");
        getChildren().addAll(Layout.tall(panel), scroll);
        setMinSize(0, 0);
    }

    private void columns() {
        var name = new ColumnConstraints();
        name.setHgrow(Priority.ALWAYS);
        name.setMinWidth(132);
        table.getColumnConstraints().add(name);
        for (int i = 0; i < 4; i++) {
            var number = new ColumnConstraints();
            number.setHalignment(HPos.RIGHT);
            number.setMinWidth(USE_PREF_SIZE);
            table.getColumnConstraints().add(number);
        }
    }

    void refresh() {
        filling = true;
        var kinds = new ArrayList<String>();
        kinds.add(Beliefs.ALL);
        kinds.addAll(model.beliefs().kinds());
        if (!kind.getItems().equals(kinds)) {
            var chosen = kind.getValue();
            kind.getItems().setAll(kinds);
            kind.setValue(kinds.contains(chosen) ? chosen : Beliefs.ALL);
        }
        kind.setDisable(kinds.size() < 3);
        filling = false;
        draw();
    }

    private void draw() {
        var known = model.beliefs().of(kind.getValue() == null ? Beliefs.ALL : kind.getValue());
        chart.clear();
        if (known.isEmpty() || model.tasks().isEmpty()) {
            panel.showEmpty(
                    new EmptyState(
                            "chart-bell-curve",
                            text("session.bandit.none"),
                            text("session.bandit.none.todo")));
            rows(List.of());
            return;
        }
        double low = 1;
        for (var one : known)
            if (one.calls() > 0) low = Math.min(low, one.belief().quantile(OUTER));
        low = Math.clamp(Math.floor(low * 10) / 10, 0, 0.9);
        for (var one : known) {
            var points = chart.line(one.arm()).points();
            for (int i = 0; i <= STEPS; i++) {
                double at = low + (1 - low) * i / STEPS;
                points.add(at, one.belief().density(at));
            }
        }
        chart.refresh();
        panel.showChart();
        rows(known);
    }

    private void rows(List<Beliefs.Known> known) {
        table.getChildren().clear();
        if (known.isEmpty()) return;
        table.addRow(
                0,
                Labels.muted(text("session.arm")),
                heading(text("session.arm.mean")),
                heading(text("session.arm.interval")),
                heading(text("session.arm.calls")),
                heading(text("session.arm.chosen")));
        double best = known.stream().mapToDouble(one -> one.belief().mean()).max().orElse(0);
        var keys = chart.legend();
        for (int i = 0; i < known.size(); i++) {
            var one = known.get(i);
            boolean leads = one.calls() > 0 && one.belief().mean() == best;
            table.addRow(
                    i + 1,
                    keys.size() > i ? Legend.of(List.of(keys.get(i))) : Labels.cut(one.arm()),
                    figure(two(one.belief().mean()), leads ? "strong" : "figure"),
                    figure(
                            text(
                                    "session.arm.range",
                                    two(one.belief().quantile(.025)),
                                    two(one.belief().quantile(.975))),
                            "muted"),
                    figure(Figures.count(one.calls()), "figure"),
                    figure(Figures.percent(one.share()), "figure"));
        }
    }

    private static Label heading(String words) {
        var label = Labels.muted(words);
        label.setMinWidth(USE_PREF_SIZE);
        return label;
    }

    private static Node figure(String words, String style) {
        var label = Labels.mono(words, style);
        label.setMinWidth(USE_PREF_SIZE);
        return label;
    }

    private static String two(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }
}
