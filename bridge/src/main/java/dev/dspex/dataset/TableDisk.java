package dev.dspex.dataset;

import dev.dspex.program.BadFile;
import dev.dspex.program.Problem;
import dev.dspex.program.Program;
import dev.dspex.program.TextFile;

import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * The file of a table that is being edited: what another hand writes into it meanwhile is noticed
 * and never written over. Any thread, one at a time a file.
 */
public final class TableDisk {

    /** Bytes of the largest file that is edited: all of it is in memory, and written as a whole. */
    public static final long LARGEST = 32_000_000;

    /** What came of reading a file to edit it. */
    public sealed interface Opened {
        record Ok(Table table) implements Opened {}

        /** It can be read in parts and not edited. */
        record TooLarge(long bytes) implements Opened {}

        /** It is no JSONL or CSV; each problem has its line. */
        record Bad(List<Problem> problems) implements Opened {}
    }

    /** What {@link #save} came to. */
    public enum Saved {
        DONE,
        /** Somebody else changed or removed the file, which was left alone. */
        CHANGED_MEANWHILE
    }

    /** Asks nothing of the rows but that they can be read. */
    private static final Program ANY = Program.empty("rows");

    private final Path file;
    private final String shownAs;
    private final TableFormat format;
    private @Nullable String known;

    /**
     * @param shownAs the path as the person knows it
     */
    public TableDisk(Path file, String shownAs) {
        this.file = file;
        this.shownAs = shownAs;
        format = TableFormat.of(shownAs);
    }

    public Path file() {
        return file;
    }

    public TableFormat format() {
        return format;
    }

    /** Reads the file and remembers it as what the editor has seen. */
    public synchronized Opened read() {
        try {
            long bytes = Files.size(file);
            if (bytes > LARGEST) return new Opened.TooLarge(bytes);
        } catch (IOException e) {
            return new Opened.Bad(List.of(TextFile.unreadable(file, shownAs, e)));
        }
        return switch (Datasets.read(file, shownAs, ANY)) {
            case Loaded.Bad(var problems) when problems.getFirst().code().equals("empty_file") ->
                    empty();
            case Loaded.Bad(var problems) -> new Opened.Bad(problems);
            case Loaded.Ok(var data, _) -> {
                known = data.sha256();
                yield new Opened.Ok(table(data));
            }
        };
    }

    /** A file without rows; that of a CSV file names its columns all the same. */
    private Opened empty() {
        known = hash();
        List<String> columns = List.of();
        if (format == TableFormat.CSV) {
            try (CSVParser parser =
                    CSVParser.parse(TextFile.read(file, shownAs), TableFormat.RFC4180)) {
                columns = parser.stream().findFirst().map(CSVRecord::toList).orElse(List.of());
            } catch (BadFile e) {
                return new Opened.Bad(List.of(e.problem()));
            } catch (IOException e) {
                return new Opened.Bad(List.of(TextFile.unreadable(file, shownAs, e)));
            }
        }
        return new Opened.Ok(Table.of(columns, List.of()));
    }

    private static Table table(Dataset data) {
        Set<String> columns = new LinkedHashSet<>();
        List<Table.Line> rows = new ArrayList<>(data.size());
        List<String> texts = data.texts();
        List<Row> read = data.all();
        for (int i : IntStream.range(0, read.size()).toArray()) {
            columns.addAll(read.get(i).values().propertyNames());
            rows.add(new Table.Line(read.get(i).values(), texts.get(i)));
        }
        return Table.of(columns, rows);
    }

    /** Whether the file differs from what the editor has seen. */
    public synchronized boolean changedMeanwhile() {
        String now = hash();
        return known == null ? now != null : !known.equals(now);
    }

    /**
     * Writes the table, all of it or nothing.
     *
     * @throws IOException when the file was not changed
     */
    public synchronized Saved save(Table table) throws IOException {
        if (changedMeanwhile()) return Saved.CHANGED_MEANWHILE;
        overwrite(table);
        return Saved.DONE;
    }

    /** Writes the table whatever the file has now: the person chose so. */
    public synchronized void overwrite(Table table) throws IOException {
        StringBuilder text = new StringBuilder();
        format.write(table, text);
        TextFile.write(file, text.toString());
        known = hash();
    }

    private @Nullable String hash() {
        try {
            return CheckedText.sha256(file);
        } catch (NoSuchFileException e) {
            return null;
        } catch (IOException e) {
            return "unreadable: " + e;
        }
    }
}
