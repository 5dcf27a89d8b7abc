package dev.dspex.app.scaffold;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dspex.app.i18n.Texts;
import dev.dspex.app.testing.OnFx;
import dev.dspex.program.CodeNode;
import dev.dspex.program.Field;
import dev.dspex.program.FieldType;

import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Labeled;
import javafx.scene.control.TextInputControl;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import tools.jackson.databind.json.JsonMapper;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

class ScaffoldSheetTest {
    private static final String REFUSED =
            """
            {"code": "def double(x):\\n    return x", "tests": ["assert double(3) == 6"],
             "outcome": "failed", "reason": "In test 1: no", "tried": 0, "killed": ""}\
            """;
    private static final String KEPT =
            """
            {"code": "def double(x):\\n    return 2 * x", "tests": ["assert double(3) == 6"],
             "outcome": "accepted", "reason": "", "tried": 3, "noticed": 2,
             "survived": "def double(x):\\n    return x * 2 + 0",
             "killed": "def double(x):\\n    return 2 // x"}\
            """;
    private static final String NODE =
            """
            {"name": "double", "source": "def run(x):\\n    return {'result': 2 * x}\\n",
             "inputs": [{"name": "x", "type": "float", "description": ""}],
             "outputs": [{"name": "result", "type": "any", "description": ""}]}\
            """;

    private final List<String> asked = new ArrayList<>();
    private final List<CodeNode> kept = new ArrayList<>();
    private final ScaffoldSheet sheet =
            OnFx.call(
                    () ->
                            new ScaffoldSheet(
                                    "main",
                                    new ScaffoldSheet.Host(
                                            (task, function) -> asked.add(task + " / " + function),
                                            () -> asked.add("stop"),
                                            kept::add,
                                            () -> asked.add("close"))));

    @BeforeEach
    void open() {
        OnFx.run(() -> new Scene(sheet, 800, 900));
    }

    @Test
    void whatHoldsIsShownWithItsTestsAndAddedOnceItIsAccepted() {
        assertThat(disabled("scaffold-write")).isTrue();
        type("scaffold-task", " Double a number. ");
        type("scaffold-function", "double(x: float)");
        click("scaffold-write");
        assertThat(asked).containsExactly("Double a number. / double(x: float)");
        assertThat(disabled("scaffold-write")).as("one at a time").isTrue();

        show("{\"trials\": [%s, %s], \"node\": %s}".formatted(REFUSED, KEPT, NODE));
        assertThat(words())
                .contains(
                        "Trial 1: a test fails",
                        "In test 1: no",
                        "Trial 2: accepted",
                        Texts.text("scaffold.mutants", 2, 3),
                        Texts.text("scaffold.survivor"));
        assertThat(disabled("scaffold-write")).isFalse();
        click("scaffold-add");
        assertThat(kept)
                .singleElement()
                .satisfies(
                        node -> {
                            assertThat(node.id()).isEqualTo("double");
                            assertThat(node.source()).contains("def run(x)");
                            assertThat(node.inputs())
                                    .containsExactly(new Field("x", FieldType.Basic.FLOAT));
                        });
    }

    @Test
    void eachTrialIsToldAndTheWritingCanBeStopped() {
        type("scaffold-task", "Double a number.");
        type("scaffold-function", "double(x: float)");
        click("scaffold-write");
        OnFx.run(
                () -> {
                    sheet.step(1, false, "");
                    sheet.step(1, true, "In test 1: no");
                    sheet.step(2, false, "");
                });
        assertThat(words()).contains("Trial 1: In test 1: no", Texts.text("scaffold.trying", 2));
        click("scaffold-leave");
        OnFx.run(() -> sheet.failed(Texts.text("scaffold.stopped")));
        click("scaffold-leave");
        assertThat(asked).containsExactly("Double a number. / double(x: float)", "stop", "close");
    }

    @Test
    void whatDoesNotHoldSaysWhyAndCannotBeAdded() {
        show("{\"trials\": [%s], \"node\": null}".formatted(REFUSED));
        assertThat(words()).contains("Trial 1: a test fails", "In test 1: no");
        assertThat(OnFx.call(() -> find("scaffold-add").isVisible())).isFalse();

        OnFx.run(() -> sheet.failed("This system cannot hold code."));
        assertThat(words()).contains("This system cannot hold code.");
        assertThat(kept).isEmpty();
    }

    private void show(String json) {
        OnFx.run(
                () -> {
                    sheet.show(Scaffolded.of(JsonMapper.shared().readTree(json)));
                    sheet.applyCss();
                    sheet.layout();
                });
    }

    private List<String> words() {
        return OnFx.call(
                () ->
                        sheet.lookupAll(".label").stream()
                                .map(label -> ((Labeled) label).getText())
                                .filter(Objects::nonNull)
                                .toList());
    }

    private Node find(String id) {
        return Objects.requireNonNull(sheet.lookup("#" + id), id);
    }

    private boolean disabled(String id) {
        return OnFx.call(() -> find(id).isDisabled());
    }

    private void click(String id) {
        OnFx.run(() -> ((Button) find(id)).fire());
    }

    private void type(String id, String words) {
        OnFx.run(() -> ((TextInputControl) find(id)).setText(words));
    }
}
