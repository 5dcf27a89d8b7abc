package dev.dspex.run;

import dev.dspex.event.RunError;

/** Rows that a session worked on and that are not where they were. */
final class RowsGone {
    private RowsGone() {}

    static RunFailure row(String row) {
        return new RunFailure(
                RunError.of(
                        "row_missing",
                        "The row " + row + " that the session worked on is not there any more.",
                        "Put the file back as it was. Requests over HTTP cannot be replayed.",
                        "no row " + row));
    }
}
