package dev.dspex.app.signature;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dspex.app.canvas.TriageProgram;
import dev.dspex.app.testing.OnFx;
import dev.dspex.program.Field;
import dev.dspex.program.FieldType;
import dev.dspex.program.Link;
import dev.dspex.program.ModuleNode;
import dev.dspex.program.Port;
import dev.dspex.program.Program;
import dev.dspex.program.RecordType;
import dev.dspex.program.Signature;

import javafx.scene.control.ComboBox;
import javafx.scene.control.Labeled;
import javafx.scene.input.KeyCode;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.util.List;

/** The form of a signature as a person fills it in, with mouse and keys. */
class FormEditingTest {
    private final SignatureWindow window = new SignatureWindow(program(), "classify");

    private static Program program() {
        var customer =
                new RecordType(
                        "Customer", "", List.of(new Field("tier", FieldType.Literal.of("a", "b"))));
        return TriageProgram.make().withTypes(List.of(customer));
    }

    @AfterEach
    void close() {
        window.close();
    }

    @Test
    void aFieldThatIsRenamedKeepsItsLinksAndIsOneStep() {
        var before = window.document.program();
        window.type("inputs-0-name", "title");
        assertThat(names(signature().inputs())).containsExactly("title", "body", "customer");
        assertThat(window.document.program().linkInto(new Port("classify", "title")))
                .map(Link::from)
                .contains(new Port("input", "subject"));
        window.press(KeyCode.CONTROL, KeyCode.Z);
        assertThat(window.document.program()).isEqualTo(before);
        assertThat(window.words("inputs-0-name")).isEqualTo("subject");
        window.press(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.Z);
        assertThat(window.words("inputs-0-name")).isEqualTo("title");
    }

    @Test
    void aReservedNameIsRefusedWithTheReasonAndStaysInTheField() {
        window.type("inputs-0-name", "config");
        assertThat(signature().inputs().getFirst().name()).isEqualTo("confi");
        assertThat(window.words("inputs-0-name")).isEqualTo("config");
        assertThat(shows("is an argument of Predict")).isTrue();
        window.focus("inputs-1-name");
        assertThat(window.words("inputs-0-name")).isEqualTo("config");
        window.robot.clickOn(window.node("fix-inputs-0-name"));
        assertThat(signature().inputs().getFirst().name()).isEqualTo("settings");
        assertThat(shows("is an argument of Predict")).isFalse();
    }

    @Test
    void undoTakesBackAWrongNameBeforeAnythingElse() {
        var before = window.document.program();
        window.type("inputs-0-name", "body");
        assertThat(shows("something")).isFalse();
        assertThat(shows("another one has it")).isTrue();
        window.press(KeyCode.CONTROL, KeyCode.Z);
        assertThat(window.words("inputs-0-name")).isEqualTo("bod");
        window.press(KeyCode.CONTROL, KeyCode.Z);
        assertThat(window.document.program()).isEqualTo(before);
    }

    @Test
    void fieldsAreDraggedWithinAndBetweenInputsAndOutputs() {
        drag("inputs-0-name", "inputs-2-name", 30);
        assertThat(names(signature().inputs())).containsExactly("body", "customer", "subject");
        assertThat(window.document.undoName()).contains("Move subject");
        drag("inputs-0-name", "outputs-1-name", -30);
        assertThat(names(signature().inputs())).containsExactly("customer", "subject");
        assertThat(names(signature().outputs())).containsExactly("urgency", "body", "confidence");
        OnFx.run(window.document::undo);
        OnFx.run(window.document::undo);
        assertThat(window.document.program()).isEqualTo(program());
    }

    @Test
    void keysMoveAndRemoveFieldsToo() {
        window.focus("inputs-2-description");
        window.press(KeyCode.ALT, KeyCode.UP);
        assertThat(names(signature().inputs())).containsExactly("subject", "customer", "body");
        window.focus("inputs-2-description");
        window.press(KeyCode.ALT, KeyCode.DOWN);
        assertThat(names(signature().outputs())).containsExactly("body", "urgency", "confidence");
        window.focus("outputs-0-type");
        window.press(KeyCode.ALT, KeyCode.SHIFT, KeyCode.DELETE);
        assertThat(names(signature().outputs())).containsExactly("urgency", "confidence");
    }

    @Test
    void aTypeIsTypedOrChosen() {
        window.type("inputs-0-type", "list[optional[Cust");
        assertThat(shows("This is no type")).isTrue();
        assertThat(type(0).text()).isEqualTo("str");
        window.robot.write("omer]]");
        assertThat(type(0).text()).isEqualTo("list[optional[Customer]]");
        window.press(KeyCode.ALT, KeyCode.ENTER);
        choose("inputs-0-type-kind-0", "dict");
        choose("inputs-0-type-kind-1", "literal");
        assertThat(type(0).text()).isEqualTo("dict[str, literal['yes', 'no']]");
        window.type("inputs-0-type-value-1", "never");
        window.press(KeyCode.ENTER);
        window.robot.write("later");
        assertThat(type(0).text()).isEqualTo("dict[str, literal['yes', 'never', 'later']]");
        assertThat(window.words("inputs-0-type"))
                .isEqualTo("dict[str, literal['yes', 'never', 'later']]");
    }

    @Test
    void aRecordTypeIsMadeForAFieldRenamedAndEdited() {
        window.focus("inputs-0-type");
        window.press(KeyCode.ALT, KeyCode.ENTER);
        choose("inputs-0-type-kind-0", TypeShape.NEW_RECORD);
        assertThat(type(0).text()).isEqualTo("Subject");
        assertThat(window.document.undoName()).contains("Add Subject");
        window.type("record-1-name", "Topic");
        assertThat(type(0).text()).isEqualTo("Topic");
        window.type("record-1-0-name", "area");
        window.type("record-1-0-type", "literal['sport', 'art']");
        assertThat(window.document.program().type("Topic").orElseThrow().fields())
                .containsExactly(new Field("area", FieldType.Literal.of("sport", "art")));
    }

    @Test
    void limitsFitTheTypeAndAWrongOneLosesNothing() {
        window.focus("outputs-1-limits");
        window.type("outputs-1-limits", "ge 0, le 1");
        var limits = signature().outputs().get(1).constraints();
        assertThat(limits.ge()).isEqualTo(0.0);
        assertThat(limits.le()).isEqualTo(1.0);
        window.type("outputs-1-limits", "ge 0, le one");
        assertThat(shows("le needs a number.")).isTrue();
        assertThat(signature().outputs().get(1).constraints().ge()).isEqualTo(0.0);
        window.press(KeyCode.ESCAPE);
        window.press(KeyCode.ALT, KeyCode.ENTER);
        window.type("outputs-1-multiple_of", "0.5");
        assertThat(signature().outputs().get(1).constraints().multipleOf()).isEqualTo(0.5);
        assertThat(window.has("outputs-1-pattern")).isFalse();
    }

    @Test
    void fieldsAreAddedAndTheInstructionIsOneStep() {
        window.robot.clickOn(window.node("inputs-add"));
        window.robot.write("mood");
        assertThat(names(signature().inputs()))
                .containsExactly("subject", "body", "customer", "mood");
        window.type("signature-instruction", "Be brief.");
        window.press(KeyCode.ENTER);
        window.robot.write("Be kind.");
        assertThat(signature().instructions()).isEqualTo("Be brief.\nBe kind.");
        window.press(KeyCode.CONTROL, KeyCode.Z);
        assertThat(signature().instructions()).startsWith("Decide how soon");
    }

    private void choose(String combo, String word) {
        OnFx.run(() -> set((ComboBox<?>) window.node(combo), word));
    }

    @SuppressWarnings("unchecked")
    private static void set(ComboBox<?> combo, String word) {
        ((ComboBox<String>) combo).setValue(word);
    }

    /** Drags the field by its handle to below or above the middle of another. */
    private void drag(String field, String to, double beyond) {
        var handle = OnFx.call(() -> window.node(field).getParent().lookup(".drag-handle"));
        var target = OnFx.call(() -> window.middle(window.node(to)));
        window.drag(handle, target.getMinX() - 12, target.getCenterY() + beyond / 2);
    }

    private boolean shows(String part) {
        return window.robot
                .lookup(
                        n ->
                                n instanceof Labeled l
                                        && l.getText() != null
                                        && l.getText().contains(part))
                .tryQuery()
                .isPresent();
    }

    private FieldType type(int input) {
        return signature().inputs().get(input).type();
    }

    private Signature signature() {
        return ((ModuleNode) window.document.program().node("classify").orElseThrow()).signature();
    }

    private static List<String> names(List<Field> fields) {
        return fields.stream().map(Field::name).toList();
    }
}
