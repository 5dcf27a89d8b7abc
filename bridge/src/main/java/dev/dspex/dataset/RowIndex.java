package dev.dspex.dataset;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;

/** Where each row of a file begins: twelve bytes a row. */
final class RowIndex {

    private long[] offsets = new long[1_024];
    private int[] lines = new int[1_024];
    private int size;
    private long length;
    private FileTime changed = FileTime.fromMillis(0);

    void add(long offset, int line) {
        if (size == offsets.length) {
            offsets = Arrays.copyOf(offsets, size * 2);
            lines = Arrays.copyOf(lines, size * 2);
        }
        offsets[size] = offset;
        lines[size] = line;
        size++;
    }

    /** Remembers the file as it is, to notice later that it was changed. */
    void of(Path file) throws IOException {
        length = Files.size(file);
        changed = Files.getLastModifiedTime(file);
    }

    boolean stillOf(Path file) throws IOException {
        return length == Files.size(file) && changed.equals(Files.getLastModifiedTime(file));
    }

    int size() {
        return size;
    }

    long offset(int row) {
        return offsets[row];
    }

    /** Where a row ends: where the next one begins. */
    long end(int row) {
        return row + 1 < size ? offsets[row + 1] : length;
    }

    int line(int row) {
        return lines[row];
    }
}
