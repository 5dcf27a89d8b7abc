package dev.dspex.app.inspector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dspex.app.canvas.TriageProgram;
import dev.dspex.app.kit.FieldProblem;
import dev.dspex.app.kit.RunState;
import dev.dspex.app.testing.OnFx;
import dev.dspex.edit.Edits;
import dev.dspex.edit.KindChange;
import dev.dspex.edit.ProgramDocument;
import dev.dspex.program.Member;
import dev.dspex.program.ModuleKind;
import dev.dspex.program.ModuleNode;
import dev.dspex.program.Program;

import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextInputControl;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Objects;

class MembersPartTest {
    private final Around around = new Around();
    private final Program program = voting(TriageProgram.make());
    private final ProgramDocument document = new ProgramDocument(program);
    private final Inspector inspector = OnFx.call(Inspector::new);

    private static Program voting(Program program) {
        var node = (ModuleNode) program.node("classify").orElseThrow();
        return Edits.replace(program, KindChange.to(node, ModuleKind.CONSENSUS));
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
    void eachMemberHasItsKindItsLmAndItsTemperature() {
        assertThat(shown("inspector-inner")).isTrue();
        click("inspector-members-apart");
        assertThat(members()).hasSize(3);
        assertThat(shown("inspector-inner")).isFalse();

        choose("member-kind-1", ModuleKind.REACT);
        choose("member-lm-1", "main");
        type("member-temperature-1", "0.9");
        type("member-temperature-0", "");
        click("member-remove-2");
        assertThat(members())
                .containsExactly(
                        new Member(members().getFirst().kind(), null, null),
                        new Member(ModuleKind.REACT, "main", 0.9));
        assertThat(shown("inspector-tools-add")).as("one of them uses tools").isTrue();

        type("member-temperature-1", "7");
        assertThat(members().getLast().temperature()).isEqualTo(0.9);
        assertThat(problems())
                .containsExactly("Use a number from 0 to 2, or nothing for the LM's own.");

        click("inspector-members-add");
        assertThat(members()).hasSize(3).endsWith(members().get(1));
        click("inspector-members-alike");
        assertThat(members()).isEmpty();
        while (document.undoName().isPresent()) OnFx.run(document::undo);
        assertThat(document.program()).isEqualTo(program);
    }

    private List<Member> members() {
        return ((ModuleNode) document.program().node("classify").orElseThrow())
                .wrapping()
                .members();
    }

    private void show() {
        inspector.show(document, List.of(), new Selected.One("classify"), RunState.IDLE, around);
        inspector.applyCss();
        inspector.layout();
    }

    private boolean shown(String id) {
        return OnFx.call(() -> inspector.lookup("#" + id) instanceof Node n && n.isVisible());
    }

    @SuppressWarnings("unchecked") // the test knows what stands under an id
    private <N extends Node> N find(String id) {
        return (N) Objects.requireNonNull(OnFx.call(() -> inspector.lookup("#" + id)), id);
    }

    private void click(String id) {
        Button button = find(id);
        OnFx.run(button::fire);
    }

    private void type(String id, String words) {
        TextInputControl field = find(id);
        OnFx.run(() -> field.setText(words));
    }

    private <T> void choose(String id, T value) {
        ComboBox<T> choice = find(id);
        OnFx.run(() -> choice.setValue(value));
    }

    private List<String> problems() {
        return OnFx.call(
                () ->
                        inspector.lookupAll(".field-problem").stream()
                                .map(p -> ((FieldProblem) p).getChildren().get(1))
                                .map(label -> ((Label) label).getText())
                                .toList());
    }
}
