package dev.dspex.dataset;

import static dev.dspex.program.Words.say;

import java.nio.file.Path;

/** A data file was changed or removed after it was checked. The message is fit for the person. */
public final class DatasetChangedException extends RuntimeException {

    DatasetChangedException(Path file, Throwable cause) {
        super(
                say(
                        "The file %s was changed while it was in use. Load it again.",
                        file.getFileName()),
                cause);
    }

    DatasetChangedException(Path file) {
        super(
                say(
                        "The file %s was changed while it was in use. Load it again.",
                        file.getFileName()));
    }
}
