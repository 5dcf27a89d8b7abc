package dev.dspex.variable;

import java.util.List;

/** Spaces for tests. */
final class Spaces {
    private Spaces() {}

    static VariableSpace of(Variable... variables) {
        return of(List.of(variables), List.of(), List.of());
    }

    static VariableSpace of(List<Variable> variables, List<Binding> bindings, List<Rule> rules) {
        return switch (VariableSpace.of(variables, bindings, rules)) {
            case Checked.Ok(var space) -> space;
            case Checked.Bad(var problems) -> throw new AssertionError(problems);
        };
    }

    static Variable.Free number(String name, double value) {
        return new Variable.Free(name, new Domain.FloatRange(0, 1, null), value);
    }

    static Variable.Free whole(String name, long value) {
        return new Variable.Free(name, new Domain.IntegerRange(0, 1_000_000, 1), value);
    }

    static Variable.Free choice(String name, Object value, Object... options) {
        return new Variable.Free(name, new Domain.Choice(List.of(options)), value);
    }

    static Variable.Composite composite(String name, String expression) {
        return new Variable.Composite(name, expression, About.NOTHING);
    }

    static Variable.Conditional conditional(String name, String when, long value) {
        return new Variable.Conditional(
                name, when, new Domain.IntegerRange(1, 50, 1), value, About.NOTHING);
    }
}
