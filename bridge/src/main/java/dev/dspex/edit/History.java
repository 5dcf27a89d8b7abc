package dev.dspex.edit;

import org.jspecify.annotations.Nullable;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import java.util.Optional;

/**
 * A value and the steps that led to it. Steps hold whole values: immutable values share what an
 * edit leaves alone, so a step costs little, and undo cannot differ from what was. One thread, but
 * for {@link #now}.
 *
 * @param <T> an immutable type with {@code equals}
 */
public final class History<T> {
    /**
     * A step between two values.
     *
     * @param gesture steps of the same gesture, one after the other, become one; null never does
     */
    private record Step<T>(String name, T before, @Nullable Object gesture) {}

    private final Deque<Step<T>> done = new ArrayDeque<>();
    private final Deque<Step<T>> undone = new ArrayDeque<>();
    private volatile T now;

    public History(T start) {
        now = start;
    }

    public T now() {
        return now;
    }

    /** Returns whether there is a change; a value equal to the present one is no step. */
    public boolean add(String name, T after, @Nullable Object gesture) {
        if (after.equals(now)) return false;
        var last = done.peek();
        var same = gesture != null && last != null && Objects.equals(last.gesture, gesture);
        undone.clear();
        if (same && last.before.equals(after)) done.pop(); // the gesture took itself back
        else if (!same) done.push(new Step<>(name, now, gesture));
        now = after;
        return true;
    }

    /** The next step is one of its own, also within the same gesture. */
    public void seal() {
        var last = done.peek();
        if (last == null || last.gesture == null) return;
        done.pop();
        done.push(new Step<>(last.name, last.before, null));
    }

    public Optional<String> undoName() {
        return Optional.ofNullable(done.peek()).map(Step::name);
    }

    public Optional<String> redoName() {
        return Optional.ofNullable(undone.peek()).map(Step::name);
    }

    public boolean undo() {
        return swap(done, undone);
    }

    public boolean redo() {
        return swap(undone, done);
    }

    private boolean swap(Deque<Step<T>> from, Deque<Step<T>> to) {
        var step = from.poll();
        if (step == null) return false;
        to.push(new Step<>(step.name, now, null));
        now = step.before;
        return true;
    }
}
