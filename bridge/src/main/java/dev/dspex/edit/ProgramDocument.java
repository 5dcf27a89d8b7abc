package dev.dspex.edit;

import dev.dspex.program.Problem;
import dev.dspex.program.Program;
import dev.dspex.program.Validation;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * A program that is being edited: its present value, undo, and whether it differs from its file.
 * One thread, which the listeners are called on.
 */
public sealed class ProgramDocument permits InnerDocument {
    /**
     * What listeners are told.
     *
     * @param before null when only the saved state changed
     */
    public record Change(@Nullable Program before, Program after) {}

    private final List<Consumer<Change>> listeners = new CopyOnWriteArrayList<>();
    private volatile History<Program> history;
    private Program saved;
    private @Nullable List<Problem> problems;

    /**
     * @param saved the program as its file has it
     */
    public ProgramDocument(Program saved) {
        this.saved = saved;
        history = new History<>(saved);
    }

    /**
     * The same document seen at an inner program: its steps of undo are those of the whole.
     *
     * @param path ids of the nodes that lead there; empty for the whole
     */
    public ProgramDocument within(List<String> path) {
        return path.isEmpty() ? this : new InnerDocument(this, path);
    }

    /** The present program. Any thread. */
    public Program program() {
        return history.now();
    }

    /** What the file has, as far as known. */
    public Program saved() {
        return saved;
    }

    public boolean dirty() {
        return !program().equals(saved);
    }

    /** What is wrong with the present program, errors first. */
    public List<Problem> problems() {
        var known = problems;
        if (known == null) problems = known = Validation.check(program());
        return known;
    }

    /**
     * One step of undo. An edit that changes nothing is no step.
     *
     * @param name as the Undo command shows it
     * @throws IllegalArgumentException from the edit; nothing has changed then
     */
    public boolean apply(String name, UnaryOperator<Program> edit) {
        return apply(name, null, edit);
    }

    /**
     * As {@link #apply(String, UnaryOperator)}; steps with an equal gesture that follow each other
     * become one, such as the letters that are typed into one field.
     */
    public boolean apply(String name, @Nullable Object gesture, UnaryOperator<Program> edit) {
        var before = program();
        return history.add(name, edit.apply(before), gesture) && changed(before);
    }

    /** Ends a gesture: what comes next is a step of its own. */
    public void seal() {
        history.seal();
    }

    public Optional<String> undoName() {
        return history.undoName();
    }

    public Optional<String> redoName() {
        return history.redoName();
    }

    public boolean undo() {
        var before = program();
        return history.undo() && changed(before);
    }

    public boolean redo() {
        var before = program();
        return history.redo() && changed(before);
    }

    /** The file now has this program, which may be an earlier one than the present. */
    public void markSaved(Program written) {
        saved = written;
        tell(new Change(null, program()));
    }

    /** Forgets all steps, as when the file was read again. */
    public void reset(Program fromFile) {
        var before = program();
        saved = fromFile;
        history = new History<>(fromFile);
        changed(before);
    }

    /** The listener is called after each change until the returned action is run. */
    public Runnable listen(Consumer<Change> listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    private boolean changed(Program before) {
        problems = null;
        tell(new Change(before, program()));
        return true;
    }

    private void tell(Change change) {
        listeners.forEach(listener -> listener.accept(change));
    }
}
