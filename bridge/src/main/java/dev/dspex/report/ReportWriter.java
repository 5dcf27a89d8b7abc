package dev.dspex.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Writes a report in the formats asked for. Pure: equal reports make equal bytes. */
public final class ReportWriter {
    private ReportWriter() {}

    /**
     * Writes one file a format and returns their paths in the order asked for.
     *
     * @param folder made where it is missing
     * @throws IOException where a file cannot be written
     */
    public static List<Path> write(Report report, Collection<ReportFormat> formats, Path folder)
            throws IOException {
        Files.createDirectories(folder);
        var files = new ArrayList<Path>();
        for (var format : formats) {
            var file = folder.resolve(format.fileName());
            Files.write(file, bytes(report, format));
            files.add(file);
        }
        return files;
    }

    /** The bytes of one format. */
    public static byte[] bytes(Report report, ReportFormat format) throws IOException {
        return switch (format) {
            case HTML -> PageWriter.screen(report);
            case PDF -> PdfWriter.write(report);
            case MD -> PageWriter.markdown(report);
            case JSON -> JsonWriter.write(report);
            case CSV -> CsvWriter.write(report);
            case JUNIT -> JUnitWriter.write(report);
        };
    }
}
