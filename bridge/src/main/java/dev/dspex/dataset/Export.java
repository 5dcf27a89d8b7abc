package dev.dspex.dataset;

import dev.dspex.program.TextFile;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Writes rows into a file of their own, for other programs. */
public final class Export {

    private static final String FORMULAS = "=+-@\t\r";

    private Export() {}

    /**
     * Writes some rows of a table, all of the file or nothing; CSV by the ending of its name, else
     * JSONL. In CSV a text that a spreadsheet would run as a formula gets an apostrophe before it.
     *
     * @param rows numbers from 0, in the order to write
     * @throws IOException when the file was not changed
     */
    public static void write(Table table, List<Integer> rows, Path file) throws IOException {
        Table some = Table.of(table.columns(), rows.stream().map(table::row).toList());
        StringBuilder text = new StringBuilder();
        if (TableFormat.of(String.valueOf(file.getFileName())) == TableFormat.CSV) {
            TableFormat.write(some, text, Export::harmless);
        } else {
            // The lines of a CSV table are no JSON: every row is written anew.
            TableFormat.JSONL.write(
                    Table.of(
                            table.columns(),
                            some.rows().stream().map(row -> Table.Line.of(row.values())).toList()),
                    text);
        }
        TextFile.write(file, text.toString());
    }

    /**
     * Writes some rows of a table as they lie in its own file: in the same form, with nothing made
     * harmless. All of the file or nothing.
     *
     * @param rows numbers from 0, in the order to write
     * @param format that of the table's file and of the new one
     * @throws IOException when the file was not changed
     */
    static void copy(Table table, List<Integer> rows, TableFormat format, Path file)
            throws IOException {
        StringBuilder text = new StringBuilder();
        format.write(Table.of(table.columns(), rows.stream().map(table::row).toList()), text);
        TextFile.write(file, text.toString());
    }

    /** Numbers such as -3 and +1.5 stay what they are. */
    private static String harmless(String cell) {
        boolean formula = !cell.isEmpty() && FORMULAS.indexOf(cell.charAt(0)) >= 0;
        return formula && !cell.matches("[+-]?\\d+([.,]\\d+)?([eE][+-]?\\d+)?") ? "'" + cell : cell;
    }
}
