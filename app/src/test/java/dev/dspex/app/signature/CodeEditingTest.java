package dev.dspex.app.signature;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dspex.app.canvas.TriageProgram;
import dev.dspex.app.testing.OnFx;
import dev.dspex.program.Field;
import dev.dspex.program.FieldType;
import dev.dspex.program.ModuleNode;
import dev.dspex.program.Port;
import dev.dspex.program.Program;
import dev.dspex.program.ProgramFile;
import dev.dspex.program.RecordType;
import dev.dspex.program.Signature;

import javafx.scene.control.Labeled;
import javafx.scene.input.KeyCode;

import org.fxmisc.richtext.CodeArea;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.testfx.util.WaitForAsyncUtils;

import java.util.List;

/** The code of a signature as a person types it, and the form beside it. */
class CodeEditingTest {
    private final SignatureWindow window = new SignatureWindow(program(), "classify");
    private final CodeArea area = (CodeArea) window.node("signature-code");

    private static Program program() {
        var customer =
                new RecordType("Customer", "", List.of(new Field("tier", FieldType.Basic.STR)));
        return TriageProgram.make().withTypes(List.of(customer));
    }

    @AfterEach
    void close() {
        window.close();
    }

    @Test
    void theFormFollowsEachLetterOfTheCodeAndLinksStay() {
        put("subject", "title");
        assertThat(window.words("inputs-0-name")).isEqualTo("title");
        assertThat(window.document.program().linkInto(new Port("classify", "title"))).isPresent();
        assertThat(window.document.undoName()).contains("Edit code");
        window.press(KeyCode.CONTROL, KeyCode.Z);
        assertThat(window.document.program()).isEqualTo(program());
        assertThat(code()).contains("    subject: str");
        window.press(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.Z);
        assertThat(code()).contains("    title: str");
    }

    @Test
    void theCodeFollowsTheForm() {
        window.type("outputs-1-limits", "ge 0");
        assertThat(code()).contains("confidence: float = dspy.OutputField(").contains("ge=0)");
        window.type("inputs-0-type", "list[str]");
        assertThat(code()).contains("subject: list[str]");
    }

    @Test
    void aWrongTypeIsMarkedAtItsPlaceAndNothingIsLost() {
        put("subject: str", "subject: strr");
        assertThat(shows("There is no type \"strr\". Did you mean str?")).isTrue();
        assertThat(signature().inputs().getFirst().type()).isEqualTo(FieldType.Basic.STR);
        assertThat(window.words("inputs-0-type")).isEqualTo("str");
        var at = OnFx.call(() -> code().indexOf("strr"));
        assertThat(OnFx.call(() -> area.getStyleOfChar(at))).contains("wrong");
        window.press(KeyCode.BACK_SPACE);
        assertThat(shows("There is no type")).isFalse();
        assertThat(window.document.program()).isEqualTo(program());
    }

    @Test
    void commentsSurviveAnEditInTheFormAndTheFile() {
        put("    subject: str", "    # what the mail is about\n    subject: str");
        window.type("inputs-0-name", "title");
        assertThat(code()).contains("    # what the mail is about\n    title: str");
        var saved = ProgramFile.text(window.document.program());
        assertThat(saved).contains("what the mail is about");
        window.press(KeyCode.CONTROL, KeyCode.Z);
        assertThat(code()).contains("    # what the mail is about\n    subject: str");
    }

    @Test
    void commentsAndSpacingStayWhileTypingAndComeBackWithUndo() {
        put("    subject: str", "    # first\n    subject :  str");
        put("body: str", "body: int");
        assertThat(code()).contains("    # first\n    subject :  str").contains("body: int");
        assertThat(signature().inputs().get(1).type()).isEqualTo(FieldType.Basic.INT);
        window.press(KeyCode.CONTROL, KeyCode.Z);
        assertThat(signature().inputs().get(1).type()).isEqualTo(FieldType.Basic.STR);
        assertThat(code()).contains("    # first\n    subject :  str");
    }

    @Test
    void aLineThatIsMovedKeepsItsLinks() {
        var line = OnFx.call(() -> line("    subject"));
        put(line, "");
        assertThat(names(signature().inputs())).containsExactly("body", "customer");
        var customer = OnFx.call(() -> line("    customer"));
        put(customer, customer + line);
        assertThat(names(signature().inputs())).containsExactly("body", "customer", "subject");
        assertThat(window.document.program().links())
                .containsExactlyInAnyOrderElementsOf(program().links());
    }

    @Test
    void aRecordTypeIsRenamedInTheCodeLetterByLetter() {
        put("class Customer(", "class C(");
        put("customer: Customer", "customer: C");
        put("class C(", "class Client(");
        put("customer: C ", "customer: Client ");
        assertThat(signature().inputs().get(2).type().text()).isEqualTo("Client");
        assertThat(window.document.program().types())
                .extracting(RecordType::name)
                .contains("Client")
                .doesNotContain("C");
    }

    @Test
    void unfinishedCodeCanBeHadBackAfterTheFormWroteOverIt() {
        put("subject: str", "subject: list[");
        window.type("outputs-1-name", "sure");
        assertThat(code()).contains("sure: float").doesNotContain("list[");
        window.robot.clickOn(window.node("code-back"));
        assertThat(code()).contains("subject: list[");
    }

    @Test
    void aReservedNameIsRefusedInTheCodeToo() {
        put("subject: str", "config: str");
        assertThat(shows("is an argument of Predict")).isTrue();
        assertThat(signature().inputs().getFirst().name()).isEqualTo("subject");
        assertThat(code()).contains("config: str");
    }

    @Test
    void enterIndentsAsTheLineBefore() {
        var line = OnFx.call(() -> line("    body").stripTrailing());
        OnFx.run(
                () -> {
                    area.requestFocus();
                    area.moveTo(code().indexOf(line) + line.length());
                });
        window.press(KeyCode.ENTER);
        window.robot.write("mood: str = dspy.InputField()");
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(names(signature().inputs()))
                .containsExactly("subject", "body", "mood", "customer");
    }

    @Test
    void typesAreCompletedByKeysAndImported() {
        put("body: str", "body: ");
        window.robot.write("Opt");
        WaitForAsyncUtils.waitForFxEvents();
        window.press(KeyCode.ENTER);
        window.robot.write("Cus");
        WaitForAsyncUtils.waitForFxEvents();
        window.press(KeyCode.TAB);
        assertThat(code()).contains("body: Optional[Customer] = ");
        assertThat(code()).contains("from typing import Literal, Optional");
        assertThat(signature().inputs().get(1).type().text()).isEqualTo("optional[Customer]");
    }

    @Test
    void theListOpensWithControlSpaceAndEscapeClosesIt() {
        put("body: str", "body: ");
        window.press(KeyCode.CONTROL, KeyCode.SPACE);
        window.press(KeyCode.DOWN);
        window.press(KeyCode.ENTER);
        assertThat(signature().inputs().get(1).type()).isEqualTo(FieldType.Basic.INT);
        put("body: int", "body: ");
        window.press(KeyCode.CONTROL, KeyCode.SPACE);
        window.press(KeyCode.ESCAPE);
        window.press(KeyCode.ENTER);
        assertThat(code()).contains("body: \n");
    }

    /** Selects what stands in the code and types over it. */
    private void put(String what, String instead) {
        OnFx.run(
                () -> {
                    area.requestFocus();
                    var at = code().indexOf(what);
                    area.selectRange(at, at + what.length());
                    area.replaceSelection(instead);
                });
        WaitForAsyncUtils.waitForFxEvents();
    }

    private String line(String start) {
        var from = code().indexOf(start);
        return code().substring(from, code().indexOf('\n', from) + 1);
    }

    private String code() {
        return area.getText();
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

    private Signature signature() {
        return ((ModuleNode) window.document.program().node("classify").orElseThrow()).signature();
    }

    private static List<String> names(List<Field> fields) {
        return fields.stream().map(Field::name).toList();
    }
}
