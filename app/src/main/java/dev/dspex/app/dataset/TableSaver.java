package dev.dspex.app.dataset;

import dev.dspex.app.fx.Background;
import dev.dspex.dataset.Table;
import dev.dspex.dataset.TableDisk;
import dev.dspex.edit.TableDocument;

import javafx.animation.PauseTransition;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.util.Duration;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Writes a table into its file shortly after each gesture, and never over what others wrote there
 * meanwhile. JavaFX thread only.
 */
final class TableSaver {
    private static final Logger LOG = LoggerFactory.getLogger(TableSaver.class);
    private static final Duration REST = Duration.millis(600);

    enum State {
        SAVED,
        WAITING,
        /** Others changed the file: the person says whose rows stay. */
        CONFLICT,
        FAILED
    }

    private final TableDocument document;
    private final TableDisk disk;
    private final Background background;
    private final Runnable written;
    private final ReadOnlyObjectWrapper<State> state = new ReadOnlyObjectWrapper<>(State.SAVED);
    private final PauseTransition rest = new PauseTransition(REST);
    private boolean writing;
    private String failure = "";

    /**
     * @param written called when the file has other rows than before
     */
    TableSaver(TableDocument document, TableDisk disk, Background background, Runnable written) {
        this.document = document;
        this.disk = disk;
        this.background = background;
        this.written = written;
        rest.setOnFinished(_ -> save());
        document.listen(this::changed);
    }

    ReadOnlyObjectProperty<State> stateProperty() {
        return state.getReadOnlyProperty();
    }

    /** Why the file could not be written. */
    String failure() {
        return failure;
    }

    private void changed() {
        if (state.get() == State.CONFLICT) return;
        if (!document.dirty()) {
            rest.stop();
            if (!writing) state.set(State.SAVED);
            return;
        }
        state.set(State.WAITING);
        rest.playFromStart();
    }

    private void save() {
        if (writing || !document.dirty()) return;
        var table = document.table();
        writing = true;
        background.run(() -> disk.save(table), saved -> saved(table, saved), this::failed);
    }

    private void saved(Table table, TableDisk.Saved saved) {
        writing = false;
        if (saved == TableDisk.Saved.CHANGED_MEANWHILE) {
            state.set(State.CONFLICT);
            return;
        }
        state.set(State.WAITING);
        document.markSaved(table);
        written.run();
    }

    private void failed(Throwable error) {
        writing = false;
        LOG.warn("{} not saved", disk.file(), error);
        failure = String.valueOf(error.getMessage());
        state.set(State.FAILED);
    }

    /** Once more after a failure. */
    void keepTrying() {
        state.set(State.WAITING);
        save();
    }

    /** The person's rows go over those of the file. */
    void keepMine() {
        var table = document.table();
        writing = true;
        background.run(
                () -> {
                    disk.overwrite(table);
                    return TableDisk.Saved.DONE;
                },
                saved -> saved(table, saved),
                this::failed);
    }

    /** The file's rows are shown; the person's own are left out. */
    void takeTheirs() {
        background.run(
                disk::read,
                opened -> {
                    if (!(opened instanceof TableDisk.Opened.Ok(var table))) {
                        failure = disk.file().getFileName().toString();
                        state.set(State.FAILED);
                        return;
                    }
                    state.set(State.WAITING);
                    document.reset(table);
                },
                this::failed);
    }

    /** Takes in what others wrote while nothing was edited here. */
    void look() {
        if (writing || document.dirty() || state.get() != State.SAVED) return;
        background.run(
                disk::changedMeanwhile,
                changed -> {
                    if (changed && !document.dirty()) takeTheirs();
                    else if (changed) state.set(State.CONFLICT);
                },
                error -> LOG.warn("{} not looked at", disk.file(), error));
    }

    /**
     * Writes at once what is not written yet: the view closes. Where others changed the file, the
     * rows go into a file of their own beside it.
     */
    void flush() {
        rest.stop();
        if (!document.dirty()) return;
        var table = document.table();
        try {
            if (disk.save(table) == TableDisk.Saved.DONE) saved(table, TableDisk.Saved.DONE);
            else keepBeside(table);
        } catch (IOException e) {
            failed(e);
        }
    }

    private void keepBeside(Table table) throws IOException {
        var file = disk.file();
        var name = String.valueOf(file.getFileName());
        var dot = name.lastIndexOf('.');
        Path beside = file;
        for (int i = 1; Files.exists(beside); i++)
            beside =
                    file.resolveSibling(name.substring(0, dot) + ".mine" + i + name.substring(dot));
        new TableDisk(beside, beside.toString()).overwrite(table);
        LOG.warn("{} was changed by others; the rows are kept in {}", file, beside);
        document.markSaved(table);
    }
}
