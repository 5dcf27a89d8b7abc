package dev.dspex.app.scaffold;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.app.kit.Icons;
import dev.dspex.app.kit.Labels;
import dev.dspex.app.kit.Layout;
import dev.dspex.app.kit.PythonCode;

import javafx.scene.control.ScrollPane;
import javafx.scene.layout.VBox;

import java.util.List;

/** The trials of a function: the verdict on each, code and tests of the last. */
final class TrialsView extends VBox {
    private static final double CODE = 200;

    TrialsView(List<Scaffolded.Trial> trials) {
        super(8);
        setId("scaffold-trials");
        for (var i = 0; i < trials.size(); i++) getChildren().add(verdict(i + 1, trials.get(i)));
        if (trials.isEmpty()) return;
        var last = trials.getLast();
        getChildren()
                .addAll(
                        Labels.section(text("scaffold.code")),
                        code(last.code(), text("scaffold.code")),
                        Labels.section(text("scaffold.tests", last.tests().size())),
                        code(String.join("\n", last.tests()), text("scaffold.tests.name")));
        if (!last.killed().isEmpty())
            getChildren()
                    .addAll(
                            Labels.section(text("scaffold.mutants", last.noticed(), last.tried())),
                            Labels.prose(text("scaffold.mutants.help"), "muted"),
                            Labels.muted(text("scaffold.mutant")),
                            code(last.killed(), text("scaffold.mutant")));
        if (last.accepted() && !last.survived().isEmpty())
            getChildren()
                    .addAll(
                            Labels.muted(text("scaffold.survivor")),
                            code(last.survived(), text("scaffold.survivor")));
        if (last.accepted()) getChildren().add(Labels.prose(text("scaffold.read"), "muted"));
    }

    private static VBox verdict(int number, Scaffolded.Trial trial) {
        var icon = trial.accepted() ? "check-circle-outline" : "close-circle-outline";
        var words = Labels.strong(text("scaffold.trial", number, outcome(trial.outcome())));
        var line = Labels.withIcon(words, Icons.icon(icon, "icon-16"), 8);
        return trial.reason().isEmpty()
                ? new VBox(line)
                : new VBox(2, line, Labels.prose(trial.reason(), "small"));
    }

    private static ScrollPane code(String source, String name) {
        var lines = source.lines().count();
        var area = PythonCode.area(source, name);
        var scroll = new ScrollPane(area);
        scroll.setFitToWidth(true);
        scroll.setFitToHeight(true);
        scroll.setMinHeight(0);
        Layout.wide(scroll);
        scroll.setPrefHeight(Math.min(CODE, 12 + 20.0 * Math.max(1, lines)));
        scroll.setMinHeight(scroll.getPrefHeight());
        return scroll;
    }

    private static String outcome(String outcome) {
        return switch (outcome) {
            case "accepted" -> text("scaffold.outcome.accepted");
            case "not_python" -> text("scaffold.outcome.not_python");
            case "refused" -> text("scaffold.outcome.refused");
            case "failed" -> text("scaffold.outcome.failed");
            case "too_long" -> text("scaffold.outcome.too_long");
            case "ended" -> text("scaffold.outcome.ended");
            case "no_tests" -> text("scaffold.outcome.no_tests");
            case "vacuous" -> text("scaffold.outcome.vacuous");
            default -> outcome;
        };
    }
}
