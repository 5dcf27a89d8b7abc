package dev.dspex.app.dataset;

import dev.dspex.dataset.SplitFiles;

import java.nio.file.Path;
import java.util.Map;

/** The splits of the project that a data file belongs to. JavaFX thread only. */
public interface Splits {
    /** Folder of the project. */
    Path project();

    /** Files of the project by split, relative to its folder. */
    Map<String, String> data();

    /** What the project's own generators start with. */
    long seed();

    /** Whether a run is using the data, which then stay as they are. */
    boolean busy();

    /** These files were written: the project's splits are in them from now on. */
    void use(SplitFiles made);

    /**
     * Takes a split back.
     *
     * @param folder that holds its files and its note
     */
    void undo(Path folder);
}
