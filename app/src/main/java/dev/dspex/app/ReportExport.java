package dev.dspex.app;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.app.fx.Background;
import dev.dspex.app.kit.FileDialogs;
import dev.dspex.app.notify.Notice;
import dev.dspex.app.shell.MainWindow;
import dev.dspex.report.ReportFormat;
import dev.dspex.report.ReportWriter;
import dev.dspex.report.Reports;
import dev.dspex.store.RunNote;
import dev.dspex.store.RunStore;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/** Writes the report of a run in every format into a folder that the person chooses. */
final class ReportExport {
    private static final Logger LOG = LoggerFactory.getLogger(ReportExport.class);

    private final Background background;
    private final MainWindow window;
    private final FileDialogs dialogs;

    ReportExport(Background background, MainWindow window, FileDialogs dialogs) {
        this.background = background;
        this.window = window;
        this.dialogs = dialogs;
    }

    void export(RunStore store, String run, String project) {
        dialogs.folder(window.getScene().getWindow(), text("workbench.report.title"))
                .ifPresent(folder -> export(store, run, project, folder.resolve(run)));
    }

    private void export(RunStore store, String run, String project, Path target) {
        background.run(
                () -> write(store, run, project, target),
                files ->
                        window.notices()
                                .show(
                                        Notice.ok(
                                                text(
                                                        "workbench.report.written",
                                                        files.size(),
                                                        target))),
                error -> {
                    LOG.warn("report of {} not written", run, error);
                    window.notices()
                            .show(
                                    Notice.error(
                                            text("workbench.report.failed"),
                                            String.valueOf(error.getMessage())));
                });
    }

    private static List<Path> write(RunStore store, String run, String project, Path target)
            throws IOException {
        Files.createDirectories(target);
        var note = store.notes().getOrDefault(run, RunNote.NONE);
        try (var events = store.events(run)) {
            var report = Reports.of(run, events::iterator, note, project, Instant.now());
            return ReportWriter.write(report, List.of(ReportFormat.values()), target);
        }
    }
}
