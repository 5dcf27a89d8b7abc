package dev.dspex.program;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What the table of kinds says about one kind of node. The table is {@code kinds.json} of the
 * Python worker, which reads the same file.
 *
 * @param name what program files say under {@code kind}; for modules the name of the DSPy class
 * @param icon name of a Material Design icon
 * @param summary one sentence for the palette
 * @param signature whether it has a signature
 * @param tools whether it calls tools
 * @param interpreter whether it runs Python that an LM wrote
 * @param inner whether it wraps another module
 * @param reward whether it judges attempts by a function of the project
 * @param check whether a function of the project may check its answers
 * @param members whether it may ask several modules of different kinds
 * @param over whether it works on each item of a list
 * @param deprecated why to use something else, null when there is no reason
 * @param outputs outputs that it has beside those of its signature
 * @param parameters settings, those of the LM call last
 */
public record Kind(
        String name,
        Group group,
        String icon,
        String summary,
        boolean signature,
        boolean tools,
        boolean interpreter,
        boolean inner,
        boolean reward,
        boolean check,
        boolean members,
        boolean over,
        @Nullable String deprecated,
        List<Field> outputs,
        List<ParameterSpec> parameters) {

    /** How the palette groups kinds. */
    public enum Group {
        MODULE,
        PATTERN,
        FLOW,
        DATA,
        CODE
    }

    public Kind {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(group, "group");
        outputs = List.copyOf(outputs);
        parameters = List.copyOf(parameters);
    }

    /** Every kind that a node can have, in the order of the palette. */
    public static List<Kind> all() {
        return KindTable.KINDS;
    }

    public static Optional<Kind> of(String name) {
        return all().stream().filter(kind -> kind.name.equals(name)).findFirst();
    }

    /** A kind that the table has for sure. */
    static Kind required(String name) {
        return of(name).orElseThrow(() -> new IllegalStateException("no kind " + name));
    }

    /** Whether it has a place for a function of the project that judges. */
    public boolean judged() {
        return reward || check;
    }

    public Optional<ParameterSpec> parameter(String parameter) {
        return parameters.stream().filter(spec -> spec.name().equals(parameter)).findFirst();
    }
}
