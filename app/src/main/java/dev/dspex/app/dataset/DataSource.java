package dev.dspex.app.dataset;

import dev.dspex.app.kit.FileDialogs;
import dev.dspex.program.Program;
import dev.dspex.run.ParquetFiles;

import java.nio.file.Path;
import java.util.function.Supplier;

/**
 * The file that a data view shows.
 *
 * @param shownAs the path as the person knows it: in the project, with slashes
 * @param program what the rows are for, as it is now
 * @param dialogs ask for files to read rows from and write rows into
 * @param written called when the file has other rows than before
 * @param splits those of the project
 * @param metrics those of the project
 * @param leakage inputs that stand in two splits
 * @param parquet reads and writes Parquet files
 */
public record DataSource(
        Path file,
        String shownAs,
        Supplier<Program> program,
        FileDialogs dialogs,
        Runnable written,
        Splits splits,
        Metrics metrics,
        Leakage leakage,
        ParquetFiles parquet) {}
