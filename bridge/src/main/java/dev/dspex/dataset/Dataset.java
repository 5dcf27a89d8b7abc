package dev.dspex.dataset;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A checked data file. Rows stay in the file and are read when asked for, so that its size does not
 * matter. Thread-safe.
 */
public final class Dataset {

    private final Path path;
    private final String sha256;
    private final RowIndex index;
    private final RowFormat format;

    Dataset(Path path, String sha256, RowIndex index, RowFormat format) {
        this.path = path;
        this.sha256 = sha256;
        this.index = index;
        this.format = format;
    }

    /** The file name without its folder. */
    public String name() {
        return String.valueOf(path.getFileName());
    }

    public Path path() {
        return path;
    }

    /** Of the bytes of the file, in hex. */
    public String sha256() {
        return sha256;
    }

    /** Number of rows, 1 or more. */
    public int size() {
        return index.size();
    }

    /**
     * @param number from 0
     * @throws DatasetChangedException when the file is not the one that was checked
     */
    public Row row(int number) {
        return slice(number, number + 1).findFirst().orElseThrow();
    }

    /**
     * Rows from {@code first} up to but not including {@code end}, read one by one.
     *
     * @throws DatasetChangedException from the stream, when the file is not the one that was
     *     checked
     */
    public Stream<Row> slice(int first, int end) {
        if (first < 0 || end > size() || first > end) {
            throw new IndexOutOfBoundsException(first + " to " + end + " of " + size());
        }
        try (RowSource source = new RowSource(path, index, format)) {
            // Small slices are read at once; larger ones in parts, each with the file open only
            // while it is read.
            if (end - first <= RowSource.PART) {
                return source.rows(first, end).stream();
            }
        }
        return IntStream.rangeClosed(0, (end - first - 1) / RowSource.PART)
                .map(part -> first + part * RowSource.PART)
                .boxed()
                .flatMap(start -> slice(start, Math.min(end, start + RowSource.PART)));
    }

    public Stream<Row> rows() {
        return slice(0, size());
    }

    /** All rows as the file has them, without the line ends between them. */
    List<String> texts() {
        try (RowSource source = new RowSource(path, index, format)) {
            return source.texts();
        }
    }

    /** All rows in memory: for data that is sent to a worker as a whole. */
    public List<Row> all() {
        return rows().toList();
    }
}
