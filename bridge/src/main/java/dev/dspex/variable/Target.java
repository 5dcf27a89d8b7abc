package dev.dspex.variable;

import org.jspecify.annotations.Nullable;

import java.util.Objects;

/**
 * A parameter of a program that a variable may drive.
 *
 * <p>Parameters of a node: its settings by name ({@code temperature}, {@code max_iters}, {@code N}
 * …), {@code lm}, {@code kind}, {@code instructions}, {@code demos}, {@code description.FIELD} and
 * {@code tools.FUNCTION} (whether it has the tool). Of the program as a whole: {@code adapter}.
 *
 * @param node as in {@link Binding}
 * @param domain what it can be, inferred
 * @param now its value in the program; null when that is left to DSPy or the run
 * @param typical a value to start from where there is none now
 */
public record Target(
        String node, String parameter, Domain domain, @Nullable Object now, Object typical) {

    /** Demonstrations that a node is given at most, where nothing else is said. */
    public static final int MOST_DEMOS = 8;

    public Target {
        Objects.requireNonNull(domain, "domain");
        now = now == null ? null : domain.canonical(now);
    }

    /** Where it is, for lists: {@code classify.temperature}, or {@code adapter}. */
    public String path() {
        return node.isEmpty() ? parameter : node + "." + parameter;
    }

    /** A variable for it, with the inferred type and constraint, and the present value. */
    public Variable.Free variable(String name) {
        Object present = now;
        return new Variable.Free(
                name, domain, present != null && domain.has(present) ? present : typical);
    }

    public Binding bind(String variable, String program) {
        return new Binding(variable, program, node, parameter);
    }
}
