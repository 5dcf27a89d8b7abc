package dev.dspex.app.variable;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dspex.app.kit.FieldProblem;
import dev.dspex.app.testing.ManualFx;
import dev.dspex.app.testing.OnFx;
import dev.dspex.variable.Coordinator;
import dev.dspex.variable.Leases;

import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Labeled;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

class VariablesViewTest {
    private final ManualFx fx = new ManualFx();
    private final Coordinator coordinator = Sample.coordinator();
    private final VariablesModel model = OnFx.call(() -> Sample.model(coordinator, fx));
    private final VariablesView view =
            OnFx.call(
                    () -> {
                        fx.frame();
                        return new VariablesView(
                                model,
                                carried ->
                                        carried.isEmpty()
                                                ? Optional.empty()
                                                : model.places().stream()
                                                        .filter(p -> p.text().equals(carried))
                                                        .findFirst());
                    });

    @BeforeEach
    void show() {
        OnFx.run(
                () -> {
                    var scene = new Scene(view, 1200, 900);
                    settle();
                    scene.snapshot(null);
                });
    }

    private void settle() {
        fx.frame();
        view.applyCss();
        view.layout();
    }

    private <N extends Node> N find(String id, Class<N> kind) {
        return kind.cast(
                Objects.requireNonNull(
                        OnFx.call(
                                () ->
                                        view.lookupAll("*").stream()
                                                .filter(n -> id.equals(n.getId()))
                                                .findFirst()
                                                .orElse(null)),
                        id));
    }

    private void select(String name) {
        OnFx.run(
                () -> {
                    model.selectedProperty().set(name);
                    settle();
                });
    }

    private void type(String id, String words) {
        var field = find(id, TextField.class);
        OnFx.run(
                () -> {
                    field.setText(words);
                    field.fireEvent(
                            new KeyEvent(
                                    KeyEvent.KEY_PRESSED,
                                    "",
                                    "",
                                    KeyCode.ENTER,
                                    false,
                                    false,
                                    false,
                                    false));
                    settle();
                });
    }

    private boolean says(String words) {
        return OnFx.call(
                () ->
                        view.lookupAll(".label").stream()
                                .anyMatch(
                                        n ->
                                                n instanceof Labeled l
                                                        && l.getText().contains(words)));
    }

    @Test
    void theTableShowsEveryVariable() {
        var table = find("variables", VariableTable.class);

        assertThat(OnFx.call(() -> table.getItems().stream().map(VariableRow::name).toList()))
                .contains("temp.reason", "temp.reply", "retry.cooler", "classify.demos");
        assertThat(
                        OnFx.call(
                                () ->
                                        table.getItems().get(1).constraint()
                                                + ", "
                                                + table.getItems().get(2).lastBy(model.space())))
                .isEqualTo("0 to 1, step 0.05, Follows temp.reason");
    }

    @Test
    void aTypedValueSpreadsAndItsWayIsMarked() {
        select("temp.reason");

        type("variable-value", "0.4");

        assertThat(coordinator.now().space().value("temp.reply")).isEqualTo(0.6);
        assertThat(says("0.6, was 0.75")).isTrue();
        var box = find("variable-temp.reply", Node.class);
        assertThat(box.getPseudoClassStates()).contains(PseudoClass.getPseudoClass("changed"));
        assertThat(says("Each was told once")).isTrue();
    }

    @Test
    void aValueOutsideItsConstraintIsRefusedBelowItsField() {
        select("temp.reason");

        type("variable-value", "1.4");

        assertThat(coordinator.now().space().value("temp.reason")).isEqualTo(0.5);
        assertThat(OnFx.call(() -> view.lookupAll(".field-problem")))
                .hasAtLeastOneElementOfType(FieldProblem.class);
        assertThat(says("must be a number from 0 to 1 in steps of 0.05, not 1.4")).isTrue();
    }

    @Test
    void aCircleIsRefusedByName() {
        select("temp.reply");
        type("variable-expression", "temp.reply + 1.0");

        assertThat(says("temp.reply → temp.reply")).isTrue();
        assertThat(coordinator.now().revision()).isZero();
    }

    @Test
    void aRuleIsAdded() {
        select("temp.reason");
        type("variable-rule", "temp.reason < 0.9");

        assertThat(coordinator.now().space().rules()).hasSize(2);
        select("temp.reason");
        type("variable-value", "0.95");
        assertThat(says("The rule \"temp.reason < 0.9\" does not hold")).isTrue();
    }

    @Test
    void whatAStudyHoldsIsShownAndKept() throws InterruptedException {
        coordinator
                .leases()
                .acquire(Set.of("temp.reason"), "Study 14", Leases.WhenHeld.ABORT, () -> {});
        select("reply.style");
        select("temp.reason");
        assertThat(says("Study 14 holds it")).isTrue();

        type("variable-value", "0.4");

        assertThat(says("Study 14 is working on \"temp.reason\"")).isTrue();
        assertThat(coordinator.now().space().value("temp.reason")).isEqualTo(0.5);
    }

    @Test
    void theLastChangeIsTakenBack() {
        select("temp.reason");
        type("variable-value", "0.4");

        var undo = find("variable-undo", Button.class);
        OnFx.run(
                () -> {
                    undo.fire();
                    settle();
                });

        assertThat(coordinator.now().space().value("temp.reason")).isEqualTo(0.5);
        assertThat(model.row("temp.reason").orElseThrow().history()).hasSize(2);
    }

    @Test
    void aParameterIsBoundToAVariableOrBecomesOne() {
        var places = OnFx.call(model::free);
        var top = places.stream().filter(p -> p.text().endsWith("classify.top_p")).findFirst();
        var tokens =
                places.stream().filter(p -> p.text().endsWith("classify.max_tokens")).findFirst();

        OnFx.run(
                () -> {
                    model.make(top.orElseThrow(), problems -> assertThat(problems).isEmpty());
                    model.bind(
                            "reply.max_tokens",
                            tokens.orElseThrow(),
                            problems -> assertThat(problems).isEmpty());
                    settle();
                });

        assertThat(coordinator.now().space().variable("classify.top_p")).isPresent();
        assertThat(coordinator.now().space().bindingsOf("reply.max_tokens")).hasSize(2);
        assertThat(OnFx.call(model::free)).doesNotContain(top.get(), tokens.get());
    }

    @Test
    void withoutVariablesItSaysHowToBegin() {
        var none =
                OnFx.call(
                        () -> {
                            var empty = Sample.model(Sample.empty(), fx);
                            fx.frame();
                            var made = new VariablesView(empty, _ -> Optional.empty());
                            new Scene(made, 800, 600);
                            made.applyCss();
                            return made;
                        });

        assertThat(
                        OnFx.call(
                                () ->
                                        none.lookupAll(".label").stream()
                                                .map(n -> ((Labeled) n).getText())
                                                .toList()))
                .containsAll(List.of("No variables yet"));
    }
}
