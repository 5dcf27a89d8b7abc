package dev.dspex.app;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.app.fx.Background;
import dev.dspex.app.notify.Notice;
import dev.dspex.app.shell.MainWindow;
import dev.dspex.report.ReportFormat;
import dev.dspex.report.ReportWriter;
import dev.dspex.report.Reports;
import dev.dspex.store.RunStore;

import javafx.stage.DirectoryChooser;

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

    ReportExport(Background background, MainWindow window) {
        this.background = background;
        this.window = window;
    }

    void export(RunStore store, String run, String project) {
        var chooser = new DirectoryChooser();
        chooser.setTitle(text("workbench.report.title"));
        var folder = chooser.showDialog(window.getScene().getWindow());
        if (folder == null) return;
        var target = folder.toPath().resolve(run);
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
        try (var events = store.events(run)) {
            var report = Reports.of(run, events::iterator, project, Instant.now());
            return ReportWriter.write(report, List.of(ReportFormat.values()), target);
        }
    }
}
