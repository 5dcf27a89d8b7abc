package dev.dspex.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.dspex.app.shell.TreeEntry;
import dev.dspex.app.testing.OnFx;
import dev.dspex.project.Opened;
import dev.dspex.project.Projects;

import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TableView;

import org.junit.jupiter.api.Test;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/** Metrics tried on rows of the project from its window, on a real worker. */
class MetricTrialTest extends WindowFixture {
    private static final String METRIC =
            """
            import dspy


            def helper():
                return 1


            def score(example, prediction, trace=None):
                if example.queue == "Amber":
                    return prediction.queue.nothing
                return dspy.Prediction(score=0.25, feedback="only a quarter")
            """;

    @Test
    void builtInAndOwnMetricsScoreTheAnswersAndBecomeTheProjects() throws Exception {
        assumeTrue(
                Files.exists(Path.of(System.getProperty("dspex.interpreter.file", "none")))
                        || System.getenv("DSPEX_PYTHON") != null,
                "the Python environment is made by the build");
        OnFx.run(bench::start);
        openSample("support-triage");
        waitFor(bench.canRun()::get);
        var folder = OnFx.call(() -> Objects.requireNonNull(bench.project()).folder());
        Files.createDirectories(folder.resolve("code"));
        Files.writeString(folder.resolve("code/metric.py"), METRIC);
        OnFx.run(() -> bench.open(folder)); // the new file is listed
        waitFor(() -> tree().contains("code:code/metric.py"));

        OnFx.run(() -> bench.design().open("data:train"));
        choose("data-metric");
        waitFor(() -> find("#metric-tester") != null);
        set("#metric-answers", "EXPECTED");
        tried();
        assertThat(outcome()).isEqualTo("Mean score 1.000");

        set("#metric-kind", "CODE");
        waitFor(() -> "code/metric.py:score".equals(label("#metric-text")));
        click("#metric-try");
        click("#trust-yes");
        waitFor(() -> outcome().contains("errors"));
        assertThat(outcome()).isEqualTo("Mean score 0.175 · 3 errors");
        var open = Objects.requireNonNull(OnFx.call(bench::project));
        assertThat(open.trusting().trusted()).as("a run does not ask once more").isTrue();
        OnFx.run(
                () -> {
                    var table = (TableView<?>) there("#trial-rows");
                    table.scrollToColumnIndex(table.getColumns().size() - 1);
                });
        waitFor(() -> words("trial-rows").contains("only a quarter"));
        assertThat(words("trial-rows"))
                .anyMatch(
                        w ->
                                w.contains("AttributeError")
                                        && w.contains("code/metric.py at line 10"));

        click("#metric-use");
        waitFor(() -> metric(folder).equals("code/metric.py:score"));
    }

    private void tried() {
        waitFor(() -> find("#metric-try") instanceof Button b && !OnFx.call(b::isDisable));
        click("#metric-try");
        waitFor(() -> outcome().startsWith("Mean score"));
    }

    private String outcome() {
        return label("#metric-outcome");
    }

    private String label(String id) {
        return find(id) instanceof Label label ? OnFx.call(label::getText) : "";
    }

    /** Chooses a value by its name. */
    private <T> void set(String id, String name) {
        waitFor(() -> find(id) != null);
        OnFx.run(
                () -> {
                    @SuppressWarnings("unchecked")
                    var combo = (ComboBox<T>) there(id);
                    combo.getItems().stream()
                            .filter(item -> String.valueOf(item).equals(name))
                            .forEach(combo::setValue);
                });
    }

    private void choose(String id) {
        waitFor(() -> find("#data-more") != null);
        OnFx.run(
                () ->
                        ((MenuButton) there("#data-more"))
                                .getItems().stream()
                                        .filter(item -> id.equals(item.getId()))
                                        .forEach(MenuItem::fire));
    }

    private List<String> words(String within) {
        return OnFx.call(
                () ->
                        there("#" + within).lookupAll(".table-cell").stream()
                                .filter(Node::isVisible)
                                .map(node -> String.valueOf(((Labeled) node).getText()))
                                .toList());
    }

    private List<String> tree() {
        return OnFx.call(
                () ->
                        bench.design().tree().stream()
                                .flatMap(entry -> entry.children().stream())
                                .map(TreeEntry::id)
                                .toList());
    }

    private static String metric(Path folder) {
        return Projects.open(folder) instanceof Opened.Ok ok ? ok.project().file().metric() : "";
    }
}
