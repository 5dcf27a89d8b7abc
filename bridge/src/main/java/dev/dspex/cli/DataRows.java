package dev.dspex.cli;

import dev.dspex.dataset.Dataset;
import dev.dspex.dataset.DatasetChangedException;
import dev.dspex.dataset.Datasets;
import dev.dspex.dataset.Loaded;
import dev.dspex.program.Program;
import dev.dspex.project.Project;
import dev.dspex.run.ParquetFiles;
import dev.dspex.run.Rows;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Reads rows for a program from a project's splits or from any file. */
final class DataRows {
    private static final List<String> EVALUATION_SPLITS = List.of("validation", "test", "train");

    private final Project project;
    private final Program program;
    private final Engine engine;

    DataRows(Project project, Program program, Engine engine) {
        this.project = project;
        this.program = program;
        this.engine = engine;
    }

    /**
     * Rows to work on.
     *
     * @param file a data file; null for those of the split
     * @param split null for the first of validation, test and train that the project has
     */
    Rows read(@Nullable String file, @Nullable String split, @Nullable Integer limit)
            throws CliException {
        if (limit != null && limit < 1) {
            throw CliException.input("usage", "--limit must be 1 or more, not " + limit + ".", "");
        }
        String name = split;
        if (name == null) {
            name =
                    EVALUATION_SPLITS.stream()
                            .filter(known -> project.file().data().containsKey(known))
                            .findFirst()
                            .orElse("validation");
        }
        if (file != null) {
            return load(Path.of(file), file, split == null ? "data" : split, limit);
        }
        String own = project.file().data().get(name);
        if (own == null) {
            throw CliException.input(
                    "rows_missing",
                    "The project has no " + name + " rows.",
                    "Name a file under \"data\" in dspex.json, or give one with --data.");
        }
        return load(project.path(own), own, name, limit);
    }

    private Rows load(Path file, String shownAs, String split, @Nullable Integer limit)
            throws CliException {
        if (ParquetFiles.is(file)) {
            return parquet(file, shownAs, split, limit);
        }
        Dataset data =
                switch (Datasets.read(file, shownAs, program)) {
                    case Loaded.Ok ok -> ok.dataset();
                    case Loaded.Bad bad -> throw CliException.of(bad.problems());
                };
        int count = limit == null ? data.size() : Math.min(limit, data.size());
        try (Stream<dev.dspex.dataset.Row> rows = data.slice(0, count)) {
            return new Rows(
                    split,
                    shownAs,
                    data.sha256(),
                    rows.map(row -> new Rows.Row(row.id(), row.values())).toList());
        } catch (DatasetChangedException e) {
            throw CliException.input(
                    "data_changed",
                    "The file " + shownAs + " changed while it was read.",
                    "Try again.");
        }
    }

    private Rows parquet(Path file, String shownAs, String split, @Nullable Integer limit)
            throws CliException {
        try {
            return new ParquetFiles(engine.queries())
                    .read(file, rows -> load(rows, shownAs, split, limit));
        } catch (ParquetFiles.NotConverted e) {
            throw new CliException(e.error(), ExitCode.of(e.error()));
        } catch (IOException e) {
            throw CliException.input(
                    "data_unreadable",
                    "The rows of " + shownAs + " cannot be read.",
                    "Check that there is room for temporary files.");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw CliException.input("stopped", "The command was stopped.", "");
        }
    }
}
