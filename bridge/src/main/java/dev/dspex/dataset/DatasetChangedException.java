package dev.dspex.dataset;

import java.nio.file.Path;

/** A data file was changed or removed after it was checked. The message is fit for the person. */
public final class DatasetChangedException extends RuntimeException {

    DatasetChangedException(Path file, Throwable cause) {
        super(
                "The file "
                        + file.getFileName()
                        + " was changed while it was in use. Load it again.",
                cause);
    }

    DatasetChangedException(Path file) {
        super(
                "The file "
                        + file.getFileName()
                        + " was changed while it was in use. Load it again.");
    }
}
