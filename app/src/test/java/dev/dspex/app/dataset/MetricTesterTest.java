package dev.dspex.app.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dspex.app.testing.OnFx;

import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.TextArea;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.util.WaitForAsyncUtils;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The form of a metric and the answers it scores, as a person uses them. */
class MetricTesterTest {
    @TempDir Path folder;
    private DataWindow window;

    @BeforeEach
    void open() throws Exception {
        var rows =
                """
                {"ticket": "The bill is wrong", "team": "billing"}
                {"ticket": "No signal", "team": "tech"}
                {"ticket": "Crash", "team": "tech"}
                """;
        window = new DataWindow(Files.writeString(folder.resolve("train.jsonl"), rows));
        window.choose("data-metric");
        window.until(() -> window.there("metric-try") && !button("metric-try").isDisable());
    }

    @AfterEach
    void close() {
        window.close();
    }

    @Test
    void theLastAnswersAreScoredAndTypedOnesToo() {
        window.click("metric-try");
        assertThat(window.metrics.asked).containsExactly("exact");
        assertThat(window.metrics.outputs).containsOnlyKeys("2");
        OnFx.run(
                () -> {
                    var table = (TableView<?>) window.node("trial-rows");
                    var column =
                            table.getColumns().stream()
                                    .filter(c -> "answer-team".equals(c.getId()))
                                    .findFirst()
                                    .orElseThrow();
                    edit(table, column);
                });
        WaitForAsyncUtils.waitForFxEvents();
        window.robot.write("billing\n");
        WaitForAsyncUtils.waitForFxEvents();
        window.click("metric-try");
        assertThat(window.metrics.outputs).containsOnlyKeys("1", "2");
        assertThat(window.metrics.outputs.get("1")).hasToString("{\"team\":\"billing\"}");
        assertThat(OnFx.call(() -> ((Label) window.node("metric-outcome")).getText()))
                .isEqualTo("Mean score 0.500");
    }

    @SuppressWarnings("unchecked") // the column is one of the table
    private static <S> void edit(TableView<S> table, TableColumn<?, ?> column) {
        table.edit(0, (TableColumn<S, ?>) column);
    }

    @Test
    void eachParameterHasItsEditorAndWhatIsMissingIsSaid() {
        kind(MetricDraft.Kind.NEAR);
        assertThat(text()).isEqualTo("near:team:0");
        window.type("metric-tolerance", "5");
        set("metric-unit", true);
        assertThat(text()).isEqualTo("near:team:5%");
        window.type("metric-tolerance", "much");
        assertThat(button("metric-try").isDisable()).isTrue();
        kind(MetricDraft.Kind.JUDGE);
        assertThat(button("metric-use").isDisable()).as("no rubric yet").isTrue();
        OnFx.run(() -> ((TextArea) window.node("metric-rubric")).setText("Polite: 1,\nelse 0"));
        set("metric-judge", "main");
        assertThat(text()).isEqualTo("judge:main:Polite: 1, else 0");
        kind(MetricDraft.Kind.EXACT);
        OnFx.run(() -> ((CheckBox) window.node("metric-compare-team")).setSelected(false));
        assertThat(button("metric-try").isDisable()).isTrue();
        kind(MetricDraft.Kind.CODE);
        assertThat(text()).isEqualTo("code/metric.py:score");
        window.click("metric-use");
        assertThat(window.metrics.used).isEqualTo(List.of("code/metric.py:score"));
        window.click("metric-close");
        assertThat(window.there("metric-tester")).isFalse();
    }

    private void kind(MetricDraft.Kind kind) {
        set("metric-kind", kind);
    }

    private <T> void set(String id, T value) {
        OnFx.run(
                () -> {
                    @SuppressWarnings("unchecked")
                    var combo = (ComboBox<T>) window.node(id);
                    combo.setValue(value);
                });
        WaitForAsyncUtils.waitForFxEvents();
    }

    private String text() {
        return OnFx.call(() -> ((Label) window.node("metric-text")).getText());
    }

    private Button button(String id) {
        return (Button) window.node(id);
    }
}
