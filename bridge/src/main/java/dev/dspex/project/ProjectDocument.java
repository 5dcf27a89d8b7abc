package dev.dspex.project;

import dev.dspex.edit.History;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;

/**
 * The settings of a project that is open, as they are being edited: description, LM, adapter,
 * metric and seed. What else {@code dspex.json} says stays as its file has it. One thread, which
 * the listeners are called on; {@link #now} and {@link #write} on any.
 */
public final class ProjectDocument {
    private final Path folder;
    private final History<ProjectFile> history;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private ProjectFile written;

    /**
     * @param file as it was read from the folder
     */
    public ProjectDocument(Path folder, ProjectFile file) {
        this.folder = folder;
        history = new History<>(file);
        written = file;
    }

    public ProjectFile now() {
        return history.now();
    }

    /**
     * One step of undo; steps with an equal gesture that follow each other become one.
     *
     * @param gesture null for none
     */
    public void apply(String name, @Nullable Object gesture, UnaryOperator<ProjectFile> edit) {
        if (history.add(name, edit.apply(now()), gesture)) {
            tell();
        }
    }

    /** Ends a gesture: what comes next is a step of its own. */
    public void seal() {
        history.seal();
    }

    public boolean canUndo() {
        return history.undoName().isPresent();
    }

    public boolean canRedo() {
        return history.redoName().isPresent();
    }

    public void undo() {
        if (history.undo()) {
            tell();
        }
    }

    public void redo() {
        if (history.redo()) {
            tell();
        }
    }

    /** The listener is called after each change. */
    public void listen(Runnable listener) {
        listeners.add(listener);
    }

    /**
     * Writes what was edited since the last time; what others wrote into the file meanwhile stays.
     *
     * @throws IOException when the file was not changed, as it cannot be read or written
     */
    public synchronized void write() throws IOException {
        ProjectFile mine = now();
        if (mine.equals(written)) {
            return;
        }
        ProjectFile theirs =
                switch (Projects.open(folder)) {
                    case Opened.Ok ok -> ok.project().file();
                    case Opened.Bad(var problems) ->
                            throw new IOException(problems.getFirst().text());
                };
        theirs.taking(written, mine).write(folder);
        written = mine;
    }

    private void tell() {
        listeners.forEach(Runnable::run);
    }
}
