package dev.dspex.cli;

import dev.dspex.report.Report;
import dev.dspex.report.ReportFormat;
import dev.dspex.report.ReportWriter;
import dev.dspex.report.Reports;
import dev.dspex.store.RunNote;
import dev.dspex.store.RunSummary;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

@Command(name = "report", description = "Write the report of a run.")
final class ReportCommand extends ProjectCommand {
    @Parameters(paramLabel = "RUN", description = "Id or number of the run.")
    String run = "";

    @Option(
            names = "--format",
            split = ",",
            paramLabel = "FORMAT",
            description = "html, pdf, md, json, csv, junit (default: html).")
    List<String> formats = List.of("html");

    @Mixin OutFolder out = new OutFolder();
    @Mixin ProjectOptions options = new ProjectOptions();

    @Override
    ProjectOptions options() {
        return options;
    }

    @Override
    int run(Terminal terminal) throws CliException {
        List<ReportFormat> wanted = wanted();
        List<Path> files;
        try (StoreAccess access = StoreAccess.open(options, null)) {
            RunSummary summary = access.find(run);
            try (var events = access.store().events(summary.id())) {
                Report report =
                        Reports.of(
                                summary.id(),
                                events::iterator,
                                access.store().notes().getOrDefault(summary.id(), RunNote.NONE),
                                access.project()
                                        .toAbsolutePath()
                                        .normalize()
                                        .getFileName()
                                        .toString(),
                                Instant.now().truncatedTo(ChronoUnit.SECONDS));
                files = ReportWriter.write(report, wanted, out.path);
            }
        } catch (IOException e) {
            throw CliException.input(
                    "report_not_written",
                    "The report could not be written to " + out.path + ": " + e.getMessage(),
                    "Choose another folder with --out.");
        }
        OutFolder.say(terminal, files, options.json);
        return ExitCode.DONE;
    }

    private List<ReportFormat> wanted() throws CliException {
        var wanted = new ArrayList<ReportFormat>();
        for (String format : formats) {
            wanted.add(
                    ReportFormat.named(format)
                            .orElseThrow(() -> OutFolder.unknownFormat(format, all())));
        }
        return wanted;
    }

    private static List<String> all() {
        return Arrays.stream(ReportFormat.values())
                .map(format -> format.name().toLowerCase(Locale.ROOT))
                .toList();
    }
}
