package dev.dspex.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.dspex.app.kit.RunState;
import dev.dspex.app.testing.OnFx;
import dev.dspex.event.RunStatus;
import dev.dspex.infra.Paths;
import dev.dspex.infra.Settings;

import javafx.scene.Scene;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.util.WaitForAsyncUtils;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;

/**
 * A sample run from the window with real DSPy and the Practice LM: what the five-minute visitor
 * does.
 */
class WorkbenchRunTest {
    private static final Path HOME = Path.of("..").toAbsolutePath().normalize();

    @TempDir Path data;

    @Test
    void aSampleRunsAndIsShownOnItsNodes() {
        assumeTrue(
                Files.exists(Path.of(System.getProperty("dspex.interpreter.file", "none")))
                        || System.getenv("DSPEX_PYTHON") != null,
                "the Python environment is made by the build");
        var settings = Settings.load(data.resolve("settings.json"));
        var bench = OnFx.call(() -> Workbench.make(new Paths(HOME, data), settings, () -> {}));
        try {
            OnFx.run(() -> bench.attach(new Scene(bench.window(), 1600, 1000)));
            OnFx.run(bench::start);
            OnFx.run(() -> bench.openSample(HOME.resolve("assets/samples/support-triage")));
            waitFor(
                    () ->
                            bench.canRun().get()
                                    && OnFx.call(() -> bench.design().currentCanvas().isPresent()));
            var project = java.util.Objects.requireNonNull(OnFx.call(bench::project));
            waitFor(() -> OnFx.call(() -> project.firstRow() != null));
            OnFx.run(bench::run);
            waitFor(() -> OnFx.call(() -> project.runs().run.status() == RunStatus.FINISHED));
            var canvas = OnFx.call(() -> bench.design().currentCanvas().orElseThrow().model());
            assertThat(canvas.status("classify").state()).isEqualTo(RunState.OK);
            assertThat(canvas.status("classify").values()).containsKey("queue");
            assertThat(canvas.status("output").state()).isEqualTo(RunState.OK);
            assertThat(OnFx.call(() -> project.runs().history.items())).hasSize(1);
            assertThat(data.resolve("samples/support-triage/.dspex/runs.db")).exists();
        } finally {
            OnFx.run(bench::close);
        }
    }

    private static void waitFor(BooleanSupplier condition) {
        try {
            WaitForAsyncUtils.waitFor(120, TimeUnit.SECONDS, condition::getAsBoolean);
        } catch (TimeoutException e) {
            throw new AssertionError("It did not come to pass", e);
        }
    }
}
