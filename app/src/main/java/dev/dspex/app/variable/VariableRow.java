package dev.dspex.app.variable;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.variable.ChangeLog;
import dev.dspex.variable.Demos;
import dev.dspex.variable.Domain;
import dev.dspex.variable.Variable;
import dev.dspex.variable.VariableSpace;
import dev.dspex.variable.VariableValues;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A variable as the table shows it.
 *
 * @param history its entries, newest first
 */
record VariableRow(
        String name,
        Variable variable,
        Object value,
        boolean active,
        int drives,
        List<ChangeLog.Entry> history) {

    static VariableRow of(Variable variable, VariableSpace space, List<ChangeLog.Entry> history) {
        var name = variable.name();
        return new VariableRow(
                name,
                variable,
                space.value(name),
                space.isActive(name),
                space.bindingsOf(name).size(),
                history);
    }

    String kind() {
        return kind(variable);
    }

    static String kind(Variable variable) {
        return switch (variable.kind()) {
            case "float" -> text("variable.kind.float");
            case "integer" -> text("variable.kind.integer");
            case "choice" -> text("variable.kind.choice");
            case "module" -> text("variable.kind.module");
            case "instruction" -> text("variable.kind.instruction");
            case "demos" -> text("variable.kind.demos");
            case "composite" -> text("variable.kind.composite");
            default -> text("variable.kind.conditional");
        };
    }

    static String icon(Variable variable) {
        return switch (variable.kind()) {
            case "float" -> "thermometer";
            case "integer" -> "numeric";
            case "choice" -> "format-list-bulleted";
            case "module" -> "cube-outline";
            case "instruction" -> "text-box-outline";
            case "demos" -> "school-outline";
            case "composite" -> "function-variant";
            default -> "call-split";
        };
    }

    String valueText() {
        return shown(value);
    }

    static String shown(Object value) {
        return value instanceof Demos demos
                ? demos.size() == 1 ? text("variable.demo") : text("variable.demos", demos.size())
                : VariableValues.text(value).replace('\n', ' ');
    }

    String constraint() {
        return constraint(variable);
    }

    static String constraint(Variable variable) {
        return switch (variable) {
            case Variable.Free free -> range(free.domain());
            case Variable.Composite composite -> composite.expression();
            case Variable.Conditional conditional ->
                    text("variable.if", conditional.when(), range(conditional.domain()));
        };
    }

    private static String range(Domain domain) {
        return switch (domain) {
            case Domain.FloatRange(double from, double to, Double step) ->
                    step == null
                            ? text("variable.range", shown(from), shown(to))
                            : text("variable.range.step", shown(from), shown(to), shown(step));
            case Domain.IntegerRange(long from, long to, long step) ->
                    step == 1
                            ? text("variable.range", shown(from), shown(to))
                            : text("variable.range.step", shown(from), shown(to), shown(step));
            case Domain.Choice(var options) ->
                    options.stream().map(VariableRow::shown).collect(Collectors.joining(", "));
            case Domain.Modules(var kinds) -> text("variable.modules", kinds.size());
            case Domain.Instruction(int words) ->
                    words == 0 ? text("variable.any") : text("variable.words", words);
            case Domain.DemoSet(int most) -> text("variable.most", most);
        };
    }

    String optimizer() {
        var chosen = variable.about().optimizer();
        if (chosen != null) return chosen;
        return switch (variable.kind()) {
            case "composite" -> text("variable.none");
            case "instruction", "demos" -> "MIPROv2";
            default -> "TPE";
        };
    }

    String drivesText() {
        if (drives == 0) return "";
        return drives == 1 ? text("variable.drives.one") : text("variable.drives", drives);
    }

    String lastBy(VariableSpace space) {
        if (variable instanceof Variable.Composite)
            return text(
                    "variable.follows",
                    space.dependencies(name).stream().collect(Collectors.joining(", ")));
        return history.isEmpty() ? "" : history.getFirst().by();
    }

    /** A value as a height in a small chart. */
    double height(Object of) {
        return switch (of) {
            case Number number -> number.doubleValue();
            case Boolean truth -> truth ? 1 : 0;
            case Demos demos -> demos.size();
            default -> place(of);
        };
    }

    private double place(Object of) {
        return variable instanceof Variable.Chosen chosen
                ? switch (chosen.domain()) {
                    case Domain.Choice(var options) -> options.indexOf(of);
                    case Domain.Modules(var kinds) -> kinds.indexOf(of.toString());
                    default -> of.toString().length();
                }
                : of.toString().length();
    }
}
