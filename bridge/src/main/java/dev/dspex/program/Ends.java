package dev.dspex.program;

import org.jspecify.annotations.Nullable;

/** Where the program's own two ends stand on the canvas; null until somebody has moved them. */
public record Ends(@Nullable Point input, @Nullable Point output) {

    public static final Ends NOWHERE = new Ends(null, null);

    /** Moves what is given and leaves the rest. */
    public Ends with(@Nullable Point newInput, @Nullable Point newOutput) {
        return new Ends(
                newInput == null ? input : newInput, newOutput == null ? output : newOutput);
    }
}
