package dev.dspex.app.variable;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.app.kit.Fields;
import dev.dspex.app.kit.Labels;
import dev.dspex.app.kit.Layout;
import dev.dspex.app.kit.Panels;
import dev.dspex.program.Problem;
import dev.dspex.variable.Domain;
import dev.dspex.variable.Variable;
import dev.dspex.variable.VariableValues;

import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** What a variable may be. */
final class ConstraintEditor extends VBox {
    private final Variable.Chosen variable;
    private final BiConsumer<Variable, Consumer<List<Problem>>> apply;

    /**
     * @param apply takes the changed variable, and what to tell why it was refused
     */
    ConstraintEditor(
            Variable.Chosen variable, BiConsumer<Variable, Consumer<List<Problem>>> apply) {
        this.variable = variable;
        this.apply = apply;
        getStyleClass().add("inspector-section");
        getChildren().add(Panels.sectionTitle(text("variable.column.constraint")));
        switch (variable.domain()) {
            case Domain.FloatRange(double from, double to, Double step) ->
                    range(from, to, step, false);
            case Domain.IntegerRange(long from, long to, long step) -> range(from, to, step, true);
            case Domain.Choice(var options) -> options(options);
            case Domain.Modules(var kinds) -> options(kinds);
            case Domain.Instruction(int words) -> most(text("variable.most.words"), words);
            case Domain.DemoSet(int most) -> most(text("variable.most.demos"), most);
        }
    }

    private void range(Number from, Number to, @Nullable Number step, boolean whole) {
        var least = field("variable-minimum", from, text("variable.minimum"));
        var most = field("variable-maximum", to, text("variable.maximum"));
        var steps = field("variable-step", step, text("variable.step"));
        Consumer<String> commit =
                _ -> {
                    var a = number(least.getText());
                    var b = number(most.getText());
                    var c = number(steps.getText());
                    if (a == null || b == null) say(text("variable.no.number"));
                    else changed(whole ? whole(a, b, c) : new Domain.FloatRange(a, b, c));
                };
        for (var field : List.of(least, most, steps))
            ValueEditor.commits(field, field.getText(), commit);
        getChildren()
                .add(
                        Layout.row(
                                8,
                                least,
                                whole(text("variable.to")),
                                most,
                                whole(text("variable.step")),
                                steps));
    }

    /** A word that is never cut. */
    private static Label whole(String words) {
        var label = Labels.muted(words);
        label.setMinWidth(USE_PREF_SIZE);
        return label;
    }

    private static Domain whole(double from, double to, @Nullable Double step) {
        return new Domain.IntegerRange((long) from, (long) to, step == null ? 1 : step.longValue());
    }

    private static TextField field(String id, @Nullable Number value, String name) {
        var field = Fields.mono(value == null ? "" : shown(value), name);
        field.setId(id);
        field.setMinWidth(40);
        field.setPrefWidth(64);
        return Layout.wide(field);
    }

    private static String shown(Number value) {
        return VariableValues.text(value instanceof Double d ? (Object) d : value.longValue());
    }

    private void options(List<?> options) {
        var words = String.join(", ", options.stream().map(VariableRow::shown).toList());
        var field = Fields.mono(words, text("variable.column.constraint"));
        field.setId("variable-choices");
        ValueEditor.commits(
                field,
                words,
                typed -> {
                    var parts = new ArrayList<String>();
                    for (var part : typed.split(",")) {
                        if (!part.isBlank()) parts.add(part.strip());
                    }
                    changed(
                            variable.domain() instanceof Domain.Modules
                                    ? new Domain.Modules(parts)
                                    : new Domain.Choice(kept(parts, options)));
                });
        getChildren().add(field);
    }

    /** Numbers and truths that were there stay what they were. */
    private static List<Object> kept(List<String> parts, List<?> before) {
        var kept = new ArrayList<Object>();
        for (var part : parts) {
            Object same = part;
            for (var known : before) if (VariableRow.shown(known).equals(part)) same = known;
            kept.add(same);
        }
        return kept;
    }

    private void most(String words, int most) {
        var field = field("variable-most", most, words);
        ValueEditor.commits(
                field,
                field.getText(),
                typed -> {
                    var number = number(typed);
                    if (number == null) say(text("variable.no.number"));
                    else
                        changed(
                                variable.domain() instanceof Domain.DemoSet
                                        ? new Domain.DemoSet(number.intValue())
                                        : new Domain.Instruction(number.intValue()));
                });
        getChildren().add(Layout.row(8, Labels.muted(words), field));
    }

    private static @Nullable Double number(String typed) {
        try {
            return Double.valueOf(typed.strip().replace(',', '.'));
        } catch (NumberFormatException _) {
            return null;
        }
    }

    private void say(String sentence) {
        VariableDetails.say(this, List.of(Problem.error("no_number", sentence, "")));
    }

    private void changed(Domain domain) {
        var value = domain.canonical(variable.value());
        Variable other =
                switch (variable) {
                    case Variable.Free free ->
                            new Variable.Free(free.name(), domain, value, free.about());
                    case Variable.Conditional c ->
                            new Variable.Conditional(c.name(), c.when(), domain, value, c.about());
                };
        apply.accept(other, problems -> VariableDetails.say(this, problems));
    }
}
