package dev.dspex.edit;

import dev.dspex.dataset.Table;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;

/**
 * A table that is being edited: its present value, undo, and whether it differs from its file. One
 * thread, which the listeners are called on.
 */
public final class TableDocument {

    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private History<Table> history;
    private Table saved;

    /**
     * @param saved the table as its file has it
     */
    public TableDocument(Table saved) {
        this.saved = saved;
        history = new History<>(saved);
    }

    public Table table() {
        return history.now();
    }

    public boolean dirty() {
        return !table().equals(saved);
    }

    /**
     * One step of undo. An edit that changes nothing is no step.
     *
     * @param name as the Undo button shows it
     * @throws IllegalArgumentException from the edit; nothing has changed then
     */
    public boolean apply(String name, UnaryOperator<Table> edit) {
        return told(history.add(name, edit.apply(table()), null));
    }

    public Optional<String> undoName() {
        return history.undoName();
    }

    public Optional<String> redoName() {
        return history.redoName();
    }

    public boolean undo() {
        return told(history.undo());
    }

    public boolean redo() {
        return told(history.redo());
    }

    /** The file now has this table, which may be an earlier one than the present. */
    public void markSaved(Table written) {
        saved = written;
        tell();
    }

    /** Forgets all steps, as when the file was read again. */
    public void reset(Table fromFile) {
        saved = fromFile;
        history = new History<>(fromFile);
        tell();
    }

    /** The listener is called after each change until the returned action is run. */
    public Runnable listen(Runnable listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    private boolean told(boolean changed) {
        if (changed) tell();
        return changed;
    }

    private void tell() {
        listeners.forEach(Runnable::run);
    }
}
