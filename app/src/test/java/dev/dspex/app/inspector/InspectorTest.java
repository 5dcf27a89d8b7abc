package dev.dspex.app.inspector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dspex.app.canvas.TriageProgram;
import dev.dspex.app.kit.FieldProblem;
import dev.dspex.app.kit.RunState;
import dev.dspex.app.testing.OnFx;
import dev.dspex.edit.ProgramDocument;
import dev.dspex.program.CodeNode;
import dev.dspex.program.Field;
import dev.dspex.program.FieldType;
import dev.dspex.program.ModuleKind;
import dev.dspex.program.ModuleNode;
import dev.dspex.program.NodeHead;
import dev.dspex.program.Program;
import dev.dspex.program.RetrieverNode;

import javafx.event.Event;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Slider;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;

import org.fxmisc.richtext.CodeArea;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Objects;
import java.util.Set;

class InspectorTest {
    private final Around around = new Around();
    private final Program program = withOtherKinds(TriageProgram.make());
    private final ProgramDocument document = new ProgramDocument(program);
    private final Inspector inspector = OnFx.call(Inspector::new);
    private Selected selected = new Selected.Whole();

    private static Program withOtherKinds(Program program) {
        var code =
                new CodeNode(
                        new NodeHead("shout"),
                        List.of(new Field("text", FieldType.Basic.STR)),
                        List.of(new Field("loud", FieldType.Basic.STR)),
                        "def run(text):\n    return {'loud': text}\n");
        var retriever =
                new RetrieverNode(
                        new NodeHead("find"),
                        "data/*.md",
                        RetrieverNode.Method.BM25,
                        null,
                        dev.dspex.program.Parameters.NONE);
        var nodes = new java.util.ArrayList<dev.dspex.program.Node>(program.nodes());
        nodes.add(code);
        nodes.add(retriever);
        return program.withNodes(nodes);
    }

    @BeforeEach
    void open() {
        OnFx.run(
                () -> {
                    new Scene(inspector, 304, 900);
                    document.listen(_ -> show());
                    show();
                });
    }

    @Test
    void titlesAreTypedAsOneStepOfUndo() {
        select(new Selected.One("classify"));
        type("inspector-title", "So");
        type("inspector-title", "Sort");

        assertThat(module("classify").title()).isEqualTo("Sort");
        assertThat(document.undoName()).contains("Rename");
        press("inspector-title", KeyCode.Z);
        assertThat(document.program()).isEqualTo(program);
        assertThat(text("inspector-title")).isEqualTo("Classify urgency");
    }

    @Test
    void aWrongValueStaysInItsFieldAndSaysWhy() {
        select(new Selected.One("classify"));
        type("parameter-temperature", "3");

        assertThat(module("classify").parameters().temperature()).isEqualTo(0.3);
        assertThat(text("parameter-temperature")).isEqualTo("3");
        assertThat(problems()).containsExactly("temperature must be a number from 0 to 2.");
        press("parameter-temperature", KeyCode.Z);
        assertThat(text("parameter-temperature")).isEqualTo("0.3");
        assertThat(problems()).isEmpty();
        assertThat(document.program()).isEqualTo(program);
    }

    @Test
    void aGestureOfASliderIsOneStepAndTheDefaultComesBack() {
        select(new Selected.One("classify"));
        Slider slider = find("slide-temperature");
        OnFx.run(
                () -> {
                    slider.setValueChanging(true);
                    slider.setValue(0.81);
                    slider.setValue(1.204);
                    slider.setValueChanging(false);
                });
        assertThat(module("classify").parameters().temperature()).isEqualTo(1.2);
        assertThat(text("parameter-temperature")).isEqualTo("1.2");
        OnFx.run(document::undo);
        assertThat(document.program()).isEqualTo(program);

        click("reset-temperature");
        assertThat(module("classify").parameters().temperature()).isNull();
        assertThat(text("parameter-temperature")).isEmpty();
    }

    @Test
    void aNodeBecomesAnotherKindAndAnotherLmAnswers() {
        select(new Selected.One("investigate"));
        choose("inspector-kind", ModuleKind.BEST_OF_N);
        assertThat(module("investigate").asking()).isEqualTo(ModuleKind.REACT);
        choose("inspector-reward", "code/metric.py:good");
        assertThat(module("investigate").wrapping().reward()).isEqualTo("code/metric.py:good");
        choose("inspector-lm", "practice");
        assertThat(module("investigate").lm()).isEqualTo("practice");
        choose("inspector-inner", ModuleKind.PREDICT);
        assertThat(module("investigate").tools()).isEmpty();
        for (var i = 0; i < 4; i++) OnFx.run(document::undo);
        assertThat(document.program()).isEqualTo(program);
    }

    @Test
    void toolsAreRemovedAndFollowUndo() {
        select(new Selected.One("investigate"));
        click("inspector-tool-remove-0");
        assertThat(module("investigate").tools())
                .containsExactly("code/tools.py:service_health", "code/tools.py:search_kb");
        OnFx.run(document::undo);
        assertThat((Node) find("inspector-tool-remove-2")).isNotNull();
    }

    @Test
    void aToolOfAServerIsNamedByItsPlaceAndItsName() {
        select(new Selected.One("investigate"));
        Button add = find("inspector-tools-server-add");
        type("inspector-tools-server-place", "uvx files --root .");
        type("inspector-tools-server-tool", "read:file");
        assertThat(OnFx.call(add::isDisable)).as("no name of a tool").isTrue();
        type("inspector-tools-server-tool", "read_file");
        click("inspector-tools-server-add");
        assertThat(module("investigate").tools()).endsWith("mcp:uvx files --root .:read_file");
        OnFx.run(document::undo);
        assertThat(document.program()).isEqualTo(program);
    }

    @Test
    void fieldsOfTheEndsAreAddedRenamedTypedAndRemovedAndLinksFollow() {
        select(new Selected.One("input"));
        var links = program.links().size();
        type("inputs-0-name", "topic");
        assertThat(document.program().inputs().getFirst().name()).isEqualTo("topic");
        assertThat(document.program().links()).hasSize(links);

        type("inputs-0-type", "lits[str]");
        assertThat(problems()).hasSize(1);
        type("inputs-0-type", "list[str]");
        assertThat(document.program().inputs().getFirst().type())
                .isEqualTo(new FieldType.ListOf(FieldType.Basic.STR));
        type("inputs-0-name", "class");
        assertThat(problems())
                .containsExactly("class cannot be the name: it is a keyword of Python.");

        click("inputs-add");
        var count = document.program().inputs().size();
        assertThat(document.program().inputs().getLast().name()).isEqualTo("field");
        click("inputs-" + (count - 1) + "-remove");
        assertThat(document.program().inputs()).hasSize(count - 1);
    }

    @Test
    void anIdIsRenamedWithItsLinksOnceItIsWhole() {
        select(new Selected.One("classify"));
        type("inspector-id", "draft");
        assertThat(problems()).containsExactly("There is a node draft already.");
        type("inspector-id", "sort");
        assertThat(document.program()).isEqualTo(program);
        press("inspector-id", KeyCode.ENTER);
        assertThat(document.program().node("sort")).isPresent();
        assertThat(document.program().links()).anyMatch(l -> l.from().node().equals("sort"));
        assertThat(around.selected).isEqualTo("sort");
    }

    @Test
    void codeIsWrittenInPlace() {
        select(new Selected.One("shout"));
        CodeArea area = find("inspector-source");
        OnFx.run(() -> area.replaceText("def run(text):\n    return {'loud': text.upper()}\n"));
        assertThat(((CodeNode) document.program().node("shout").orElseThrow()).source())
                .contains("upper()");
        OnFx.run(document::undo);
        String source = OnFx.call(area::getText);
        assertThat(source).doesNotContain("upper");
    }

    @Test
    void aRetrieverGetsItsFilesAndNumberOfPassages() {
        select(new Selected.One("find"));
        type("inspector-corpus", "data/handbook/*.md");
        type("parameter-k", "5");
        var node = (RetrieverNode) document.program().node("find").orElseThrow();
        assertThat(node.corpus()).isEqualTo("data/handbook/*.md");
        assertThat(node.parameters().whole("k")).isEqualTo(5);
    }

    @Test
    void whatSeveralNodesHaveInCommonIsSetInOneStep() {
        select(new Selected.Many(Set.of("classify", "investigate", "draft")));
        assertThat(text("parameter-temperature")).isEmpty();
        type("parameter-temperature", "0.9");
        for (var id : List.of("classify", "investigate", "draft"))
            assertThat(module(id).parameters().temperature()).isEqualTo(0.9);
        OnFx.run(document::undo);
        assertThat(document.program()).isEqualTo(program);
    }

    @Test
    void aLinkIsRemovedAndAPinTakenOff() {
        var link = program.links().getFirst();
        select(new Selected.Connection(link));
        click("inspector-link-remove");
        assertThat(document.program().links()).doesNotContain(link);
        OnFx.run(document::undo);

        select(new Selected.Whole());
        type("inspector-description", "Routes mail.");
        assertThat(document.program().description()).isEqualTo("Routes mail.");
    }

    private void show() {
        inspector.show(document, List.of(), selected, RunState.IDLE, around);
        inspector.applyCss();
        inspector.layout();
    }

    private void select(Selected now) {
        selected = now;
        OnFx.run(this::show);
    }

    private ModuleNode module(String id) {
        return (ModuleNode) document.program().node(id).orElseThrow();
    }

    @SuppressWarnings("unchecked") // each test knows what stands under an id
    private <N extends Node> N find(String id) {
        return (N) Objects.requireNonNull(OnFx.call(() -> inspector.lookup("#" + id)), id);
    }

    private void type(String id, String words) {
        TextInputControl field = find(id);
        OnFx.run(() -> field.setText(words));
    }

    private String text(String id) {
        TextInputControl field = find(id);
        return OnFx.call(field::getText);
    }

    private void click(String id) {
        Button button = find(id);
        OnFx.run(button::fire);
    }

    private <T> void choose(String id, T value) {
        ComboBox<T> choice = find(id);
        OnFx.run(() -> choice.setValue(value));
    }

    private void press(String id, KeyCode key) {
        Node field = find(id);
        var control = key == KeyCode.Z;
        OnFx.run(
                () ->
                        Event.fireEvent(
                                field,
                                new KeyEvent(
                                        KeyEvent.KEY_PRESSED,
                                        "",
                                        "",
                                        key,
                                        false,
                                        control,
                                        false,
                                        false)));
    }

    private List<String> problems() {
        return OnFx.call(
                () ->
                        inspector.lookupAll(".field-problem").stream()
                                .map(FieldProblem.class::cast)
                                .map(
                                        p ->
                                                ((javafx.scene.control.Label)
                                                                p.getChildren().get(1))
                                                        .getText())
                                .toList());
    }
}
