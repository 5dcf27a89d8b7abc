package dev.dspex.app.canvas;

import dev.dspex.program.Kind;

import java.util.Locale;

/** How a box is told from others at a glance: the outline says what it does, without colour. */
enum Look {
    /** One of the two ends of the program. */
    END,
    /** Asks an LM. */
    MODULE,
    /** Runs a module several times, or for each item of a list. */
    WRAPPING,
    /** Looks things up. */
    DATA,
    /** Decides the way. */
    FLOW,
    /** Python of the project. */
    CODE,
    /** A program within the program. */
    PROGRAM;

    static Look of(String kindName) {
        if (kindName.equals("program")) return PROGRAM;
        return Kind.of(kindName)
                .map(
                        kind ->
                                switch (kind.group()) {
                                    case MODULE -> kind.inner() ? WRAPPING : MODULE;
                                    case PATTERN -> WRAPPING;
                                    case DATA -> DATA;
                                    case FLOW -> FLOW;
                                    case CODE -> CODE;
                                })
                .orElse(END);
    }

    /** Whether it asks an LM. */
    boolean lm() {
        return this == MODULE || this == WRAPPING;
    }

    /** Half the arc of its corners, as canvas.css has it. */
    double corner() {
        return switch (this) {
            case CODE -> 2;
            case FLOW, DATA -> 14;
            default -> 8;
        };
    }

    String style() {
        return "look-" + name().toLowerCase(Locale.ROOT);
    }
}
