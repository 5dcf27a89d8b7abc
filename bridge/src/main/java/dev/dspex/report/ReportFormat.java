package dev.dspex.report;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The formats of a report, each with the file it makes. */
public enum ReportFormat {
    HTML("report.html"),
    PDF("report.pdf"),
    MD("report.md"),
    JSON("report.json"),
    CSV("rows.csv"),
    JUNIT("junit.xml");

    private final String fileName;

    ReportFormat(String fileName) {
        this.fileName = fileName;
    }

    /** The name of the file that this format makes. */
    public String fileName() {
        return fileName;
    }

    /** The format of a name such as {@code html}, in any case. */
    public static Optional<ReportFormat> named(String name) {
        return Arrays.stream(values())
                .filter(f -> f.name().equals(name.strip().toUpperCase(Locale.ROOT)))
                .findFirst();
    }
}
