package dev.dspex.dataset;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads rows that an index has found. */
final class RowSource implements AutoCloseable {

    /** Rows that are read at once. */
    static final int PART = 256;

    private final Path file;
    private final RowIndex index;
    private final RowFormat format;
    private final FileChannel channel;

    RowSource(Path file, RowIndex index, RowFormat format) {
        this.file = file;
        this.index = index;
        this.format = format;
        try {
            this.channel = FileChannel.open(file);
        } catch (IOException e) {
            throw new DatasetChangedException(file, e);
        }
    }

    List<Row> rows(int first, int end) {
        try {
            if (!index.stillOf(file)) {
                throw new DatasetChangedException(file);
            }
            List<Row> rows = new ArrayList<>(end - first);
            for (int row = first; row < end; row++) {
                rows.add(
                        new Row(Integer.toString(row + 1), format.row(text(row)), index.line(row)));
            }
            return rows;
        } catch (IOException e) {
            throw new DatasetChangedException(file, e);
        }
    }

    List<String> texts() {
        try {
            List<String> texts = new ArrayList<>(index.size());
            for (int row = 0; row < index.size(); row++) {
                String text = text(row).strip();
                texts.add(text.startsWith("\uFEFF") ? text.substring(1) : text);
            }
            return texts;
        } catch (IOException e) {
            throw new DatasetChangedException(file, e);
        }
    }

    private String text(int row) throws IOException {
        long at = index.offset(row);
        ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(index.end(row) - at));
        while (bytes.hasRemaining()) {
            if (channel.read(bytes, at + bytes.position()) < 0) {
                throw new DatasetChangedException(file);
            }
        }
        return new String(bytes.array(), StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new DatasetChangedException(file, e);
        }
    }
}
