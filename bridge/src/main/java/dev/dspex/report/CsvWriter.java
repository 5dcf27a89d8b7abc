package dev.dspex.report;

import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;

/** One line a row. Cells that a spreadsheet would take for a formula get an apostrophe in front. */
final class CsvWriter {
    private CsvWriter() {}

    static byte[] write(Report report) throws IOException {
        var out = new StringWriter();
        try (var csv = new CSVPrinter(out, CSVFormat.RFC4180)) {
            csv.printRecord("row", "change", "before", "score", "expected", "answer", "note");
            var evaluation = report.evaluation();
            if (evaluation != null) {
                for (var row : evaluation.rows()) {
                    csv.printRecord(
                            harmless(row.id()),
                            row.change(),
                            number(row.before()),
                            number(row.score()),
                            harmless(row.expected()),
                            harmless(row.output()),
                            harmless(row.note()));
                }
            }
        }
        return out.toString().getBytes(StandardCharsets.UTF_8);
    }

    static String harmless(String cell) {
        return !cell.isEmpty() && "=+-@\t\r".indexOf(cell.charAt(0)) >= 0 ? "'" + cell : cell;
    }

    private static String number(@Nullable Double value) {
        return value == null ? "" : Double.toString(value);
    }
}
