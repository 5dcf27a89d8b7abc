package dev.dspex.dataset;

import dev.dspex.program.Problem;

import tools.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.util.function.Consumer;

/** How rows lie in a file: JSON lines, or comma-separated values. */
interface RowFormat {

    /**
     * Reads a whole file, and says where each row begins.
     *
     * @param problems takes what is wrong; reading goes on where it can
     */
    void scan(CheckedText in, RowIndex index, Consumer<Problem> problems)
            throws IOException, TooManyProblems;

    /** The values of the row that is in this text, which {@link #scan} has found to be sound. */
    ObjectNode row(String text) throws IOException;

    /** Thrown by a consumer of problems that has enough. */
    final class TooManyProblems extends RuntimeException {
        TooManyProblems() {
            super("too many problems", null, false, false);
        }
    }
}
