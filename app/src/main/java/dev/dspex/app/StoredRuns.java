package dev.dspex.app;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.event.EventFormatException;
import dev.dspex.store.ProjectStore;
import dev.dspex.store.Recordings;
import dev.dspex.store.RunFilter;
import dev.dspex.store.RunNote;
import dev.dspex.store.RunStore;
import dev.dspex.store.RunSummary;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * The runs of a project as they are found when it is opened.
 *
 * @param runs oldest first
 * @param toShow id of the recorded run that is shown at once, empty for none
 */
record StoredRuns(ProjectStore opened, List<RunSummary> runs, String toShow) {
    private static final Logger LOG = LoggerFactory.getLogger(StoredRuns.class);

    /**
     * Opens the store of a project; into a new one go the runs that came with the project. Not on
     * the JavaFX thread.
     *
     * @throws dev.dspex.store.StoreException when it cannot be opened
     */
    static StoredRuns open(Path project, Path personalData) {
        var opened = ProjectStore.open(project, personalData);
        var store = opened.store();
        var recorded = opened.fresh() ? recorded(project, store) : List.<String>of();
        return new StoredRuns(
                opened,
                store.runs(RunFilter.ALL).reversed(),
                recorded.isEmpty() ? "" : recorded.getFirst());
    }

    /** A project is opened without what cannot be read of them. */
    private static List<String> recorded(Path project, RunStore store) {
        try {
            var runs = Recordings.take(project, store);
            runs.forEach(run -> store.note(run, RunNote.NONE.tagged(text("workbench.recorded"))));
            return runs;
        } catch (IOException | EventFormatException e) {
            LOG.warn("recorded runs of {} not taken", project, e);
            return List.of();
        }
    }

    RunStore store() {
        return opened.store();
    }
}
