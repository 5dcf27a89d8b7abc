package dev.dspex.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dspex.app.kit.RunState;
import dev.dspex.app.testing.OnFx;
import dev.dspex.event.RunStatus;
import dev.dspex.report.ReportFormat;

import org.junit.jupiter.api.Test;

import java.nio.file.Files;
import java.util.Objects;

/**
 * A sample opened with its recorded run, then run from the window with real DSPy and the Practice
 * LM: what the five-minute visitor does.
 */
class WorkbenchRunTest extends WindowFixture {
    @Test
    void aSampleIsRunReportedAndStopped() throws Exception {
        startPython();
        openSample("support-triage");
        var project = Objects.requireNonNull(OnFx.call(bench::project));
        ended(project, 1, RunStatus.FINISHED);
        assertThat(OnFx.call(() -> project.runs().run.outputs())).containsKey("queue");
        waitFor(bench.canRun()::get);
        waitFor(() -> OnFx.call(() -> project.firstRow() != null));

        click("#run.start");
        ended(project, 2, RunStatus.FINISHED);
        var canvas = OnFx.call(() -> bench.design().currentCanvas().orElseThrow().model());
        assertThat(canvas.status("classify").state()).isEqualTo(RunState.OK);
        assertThat(canvas.status("classify").values()).containsKey("queue");
        assertThat(canvas.status("output").state()).isEqualTo(RunState.OK);
        assertThat(data.resolve("samples/support-triage/.dspex/runs.db")).exists();

        var reports = Files.createDirectory(data.resolve("reports"));
        places.choose(reports);
        OnFx.run(() -> bench.actions().exportReport());
        var files = reports.resolve(project.runs().run.run());
        waitFor(
                () ->
                        shows(
                                ReportFormat.values().length
                                        + " files of the report are in "
                                        + files
                                        + "."));
        try (var written = Files.list(files)) {
            assertThat(written)
                    .hasSize(ReportFormat.values().length)
                    .allMatch(f -> !f.toFile().isDirectory());
        }

        click("#run-start");
        waitFor(() -> OnFx.call(() -> !there("#run-stop").isDisabled()));
        click("#run-stop");
        ended(project, 3, RunStatus.STOPPED_PERSON);
    }

    private static void ended(ProjectSession project, int runs, RunStatus status) {
        waitFor(
                () ->
                        OnFx.call(
                                () ->
                                        project.runs().history.items().size() == runs
                                                && project.runs().run.status() == status));
    }
}
