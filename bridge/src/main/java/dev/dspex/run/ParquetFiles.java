package dev.dspex.run;

import dev.dspex.event.RunError;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Parquet files by way of JSONL, which a worker writes and reads. Each call waits for a worker, so
 * it belongs on a virtual thread.
 */
public final class ParquetFiles {
    /** Why a worker did not read or write a file. */
    public static final class NotConverted extends IOException {
        private static final long serialVersionUID = 1;
        private final transient RunError error;

        NotConverted(RunError error) {
            super((error.message() + " " + error.hint()).strip());
            this.error = error;
        }

        public RunError error() {
            return error;
        }
    }

    /** Does something with a file of rows that is there for as long as this runs. */
    public interface Use<T, E extends Exception> {
        T with(Path jsonl) throws IOException, InterruptedException, E;
    }

    /** Writes rows into a file. */
    public interface Fill {
        void into(Path jsonl) throws IOException;
    }

    private final Queries queries;

    public ParquetFiles(Queries queries) {
        this.queries = queries;
    }

    /** By the ending of the name. */
    public static boolean is(Path file) {
        return file.toString().toLowerCase(Locale.ROOT).endsWith(".parquet");
    }

    /**
     * @param use gets the rows as JSONL
     * @throws NotConverted when the file could not be read; its message is fit for the person
     */
    public <T, E extends Exception> T read(Path file, Use<T, E> use)
            throws IOException, InterruptedException, E {
        Path folder = Files.createTempDirectory("dspex-rows");
        Path rows = folder.resolve("rows.jsonl");
        try {
            convert(file, rows);
            return use.with(rows);
        } finally {
            Files.deleteIfExists(rows);
            Files.deleteIfExists(folder);
        }
    }

    /**
     * Writes all of the file or nothing.
     *
     * @param fill writes the rows as JSONL
     * @throws NotConverted when the file could not be written; its message is fit for the person
     */
    public void write(Path file, Fill fill) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("dspex-rows");
        Path rows = folder.resolve("rows.jsonl");
        try {
            fill.into(rows);
            convert(rows, file);
        } finally {
            Files.deleteIfExists(rows);
            Files.deleteIfExists(folder);
        }
    }

    private void convert(Path from, Path to) throws IOException, InterruptedException {
        if (queries.convert(from, to) instanceof Queries.Answer.Failed(RunError error))
            throw new NotConverted(error);
    }
}
