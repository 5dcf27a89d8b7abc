package dev.dspex.app.shell;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.app.kit.Figures;
import dev.dspex.app.kit.Icons;
import dev.dspex.app.kit.Labels;
import dev.dspex.app.kit.Layout;
import dev.dspex.app.kit.RunState;
import dev.dspex.app.kit.StateIcon;

import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;

import org.jspecify.annotations.Nullable;

/** Two lights, problems, trend, tokens, cost and the last save. */
final class StatusBar extends HBox {
    StatusBar(SessionModel session, Runnable showProblems) {
        getStyleClass().add("status-bar");
        getChildren()
                .addAll(
                        light(session.poolProperty()),
                        light(session.pythonProperty()),
                        problems(session, showProblems),
                        Layout.grow(),
                        trend(session),
                        figure(
                                text("shell.status.tokens"),
                                session.usageProperty().map(u -> Figures.large(u.tokens()))),
                        figure(
                                text("shell.status.cost"),
                                session.usageProperty().map(u -> cost(u.usd()))),
                        saved(session));
    }

    private static HBox light(ObservableValue<SessionModel.Light> light) {
        var icon = new StateIcon(RunState.IDLE, 14);
        var name = Labels.label("", "value");
        var words = Labels.cut("");
        light.subscribe(
                now -> {
                    icon.setState(now.state());
                    name.setText(now.name());
                    words.setText(now.text());
                });
        return Layout.row(6, icon, Layout.row(4, name, words));
    }

    private static Button problems(SessionModel session, Runnable show) {
        var icon = new StateIcon(RunState.ERROR, 14);
        var button = new Button("", icon);
        button.setId("status-problems");
        button.getStyleClass().add("status-button");
        button.setTooltip(new Tooltip(text("shell.status.problems.show")));
        button.setOnAction(_ -> show.run());
        Runnable update =
                () -> {
                    int errors = session.errorsProperty().get();
                    int warnings = session.warningsProperty().get();
                    icon.setState(errors > 0 ? RunState.ERROR : RunState.WARNING);
                    button.setText(problemText(errors, warnings));
                    button.setVisible(errors + warnings > 0);
                    button.setManaged(errors + warnings > 0);
                };
        session.errorsProperty().subscribe(_ -> update.run());
        session.warningsProperty().subscribe(_ -> update.run());
        return button;
    }

    private static String problemText(int errors, int warnings) {
        if (errors == 1) return text("shell.status.error");
        if (errors > 1) return text("shell.status.errors", errors);
        return warnings == 1
                ? text("shell.status.warning")
                : text("shell.status.warnings", warnings);
    }

    private static HBox trend(SessionModel session) {
        var box = Layout.row(6);
        session.trendProperty()
                .subscribe(
                        now -> {
                            if (now == null) box.getChildren().clear();
                            else {
                                var style = now.good() ? "icon-ok" : "icon-plain";
                                var word = Labels.label(now.word(), "value");
                                box.getChildren().setAll(Icons.icon(now.icon(), style), word);
                            }
                        });
        return box;
    }

    private static HBox figure(String name, ObservableValue<String> value) {
        var figure = Labels.mono("");
        value.subscribe(figure::setText);
        return Layout.row(4, Labels.label(name), figure);
    }

    private static String cost(@Nullable Double usd) {
        return usd == null ? text("shell.status.cost.unknown") : Figures.dollars(usd);
    }

    private static Node saved(SessionModel session) {
        Label label = Labels.label("");
        label.textProperty()
                .bind(
                        session.savedProperty()
                                .flatMap(
                                        saved ->
                                                session.projectProperty()
                                                        .map(p -> savedText(saved, p))));
        return Layout.row(6, Icons.icon("content-save-outline", "icon-14"), label);
    }

    private static String savedText(String saved, String project) {
        if (project.isEmpty()) return text("shell.status.noproject");
        return saved.isEmpty() ? text("shell.status.unchanged") : saved;
    }
}
