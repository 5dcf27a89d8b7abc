package dev.dspex.dataset;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * An immutable list in chunks: a change copies one chunk and the list of chunks, so that a hundred
 * thousand rows can have a long history.
 */
final class Chunks<T> {

    private static final int MOST = 256;

    private final List<List<T>> chunks;
    private final int[] starts;
    private final int size;

    private Chunks(List<List<T>> chunks) {
        this.chunks = chunks;
        starts = new int[chunks.size()];
        int at = 0;
        for (int i = 0; i < starts.length; i++) {
            starts[i] = at;
            at += chunks.get(i).size();
        }
        size = at;
    }

    static <T> Chunks<T> of(List<T> items) {
        return new Chunks<>(cut(items));
    }

    private static <T> List<List<T>> cut(List<T> items) {
        List<List<T>> chunks = new ArrayList<>();
        for (int at = 0; at < items.size(); at += MOST) {
            chunks.add(List.copyOf(items.subList(at, Math.min(items.size(), at + MOST))));
        }
        return chunks;
    }

    int size() {
        return size;
    }

    T get(int index) {
        int chunk = chunk(index);
        return chunks.get(chunk).get(index - starts[chunk]);
    }

    List<T> all() {
        List<T> all = new ArrayList<>(size);
        chunks.forEach(all::addAll);
        return all;
    }

    Chunks<T> with(int index, T item) {
        int chunk = chunk(index);
        List<T> changed = new ArrayList<>(chunks.get(chunk));
        changed.set(index - starts[chunk], item);
        return replaced(chunk, changed);
    }

    Chunks<T> without(int index) {
        int chunk = chunk(index);
        List<T> changed = new ArrayList<>(chunks.get(chunk));
        changed.remove(index - starts[chunk]);
        return replaced(chunk, changed);
    }

    Chunks<T> append(List<T> items) {
        if (items.isEmpty()) return this;
        List<List<T>> after = new ArrayList<>(chunks);
        List<T> tail = new ArrayList<>();
        if (!after.isEmpty() && after.getLast().size() < MOST) tail.addAll(after.removeLast());
        tail.addAll(items);
        after.addAll(cut(tail));
        return new Chunks<>(after);
    }

    Chunks<T> map(UnaryOperator<T> change) {
        return new Chunks<>(
                chunks.stream().map(chunk -> chunk.stream().map(change).toList()).toList());
    }

    private Chunks<T> replaced(int chunk, List<T> changed) {
        List<List<T>> after = new ArrayList<>(chunks);
        if (changed.isEmpty()) after.remove(chunk);
        else after.set(chunk, List.copyOf(changed));
        return new Chunks<>(after);
    }

    private int chunk(int index) {
        if (index < 0 || index >= size) throw new IndexOutOfBoundsException(index);
        int low = 0;
        int high = starts.length - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (starts[middle] <= index) low = middle;
            else high = middle - 1;
        }
        return low;
    }

    /** The same items in the same order; chunks that both share cost nothing. */
    @Override
    public boolean equals(@Nullable Object other) {
        if (!(other instanceof Chunks<?> that) || size != that.size) return false;
        if (chunks.size() == that.chunks.size()) {
            boolean same = true;
            for (int i = 0; i < chunks.size() && same; i++) {
                List<?> theirs = that.chunks.get(i);
                same = chunks.get(i) == theirs || chunks.get(i).equals(theirs);
            }
            if (same) return true;
        }
        return all().equals(that.all());
    }

    @Override
    public int hashCode() {
        return size;
    }
}
