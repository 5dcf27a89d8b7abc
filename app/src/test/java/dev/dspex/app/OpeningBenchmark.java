package dev.dspex.app;

import com.sun.management.OperatingSystemMXBean;

import dev.dspex.app.canvas.TriageProgram;
import dev.dspex.app.testing.ChosenPlaces;
import dev.dspex.app.testing.OnFx;
import dev.dspex.infra.Paths;
import dev.dspex.infra.Settings;
import dev.dspex.program.ProgramFile;

import javafx.application.Platform;
import javafx.beans.value.ChangeListener;
import javafx.beans.value.ObservableValue;
import javafx.scene.Scene;
import javafx.stage.Stage;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/**
 * How long the workbench takes to open a project with a program of 1,000 nodes: from the command to
 * the frame that shows the canvas, the first time in a fresh process and again. Started by hand;
 * prints milliseconds of the clock on the wall, of processor time of all threads (which another
 * process on the machine cannot stretch) and of that of the JavaFX thread, and the load.
 */
public final class OpeningBenchmark {
    private static final Logger LOG = LoggerFactory.getLogger(OpeningBenchmark.class);
    private static final int NODES = 1000;
    private static final int ROUNDS = 4;

    private OpeningBenchmark() {}

    public static void main(String[] arguments) throws Exception {
        var home = Path.of(System.getProperty("dspex.home", "..")).toAbsolutePath().normalize();
        var folder = Files.createTempDirectory("dspex-opening");
        var project = project(folder.resolve("large"));
        var settings = Settings.load(folder.resolve("settings.json"));
        var paths = new Paths(home, folder.resolve("data"));
        var bench = OnFx.call(() -> Workbench.make(paths, settings, new ChosenPlaces(), () -> {}));
        var stage = OnFx.call(() -> shown(bench));
        frame(stage);
        LOG.warn("window shown {} ms after the start", uptime());
        for (var round = 1; round <= ROUNDS; round++) {
            var start = System.nanoTime();
            var cpu = cpu();
            var fx = OnFx.call(OpeningBenchmark::cpuOfThread);
            var drawn = new CountDownLatch(1);
            OnFx.run(() -> whenDrawn(bench, stage, drawn));
            OnFx.run(() -> bench.open(project));
            drawn.await();
            var wall = System.nanoTime() - start;
            LOG.warn(
                    "open, round {}: {} ms, processor {} ms, of it JavaFX thread {} ms; load {}",
                    round,
                    wall / 1_000_000,
                    (cpu() - cpu) / 1_000_000,
                    (OnFx.call(OpeningBenchmark::cpuOfThread) - fx) / 1_000_000,
                    ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
            OnFx.run(bench::closeProject);
            frame(stage);
        }
        OnFx.run(bench::close);
        System.exit(0);
    }

    private static Path project(Path folder) throws IOException {
        Files.createDirectories(folder.resolve("programs"));
        Files.writeString(
                folder.resolve("dspex.json"),
                """
                {"format": 1, "name": "large", "program": "large", "lm": "practice",
                 "metric": "exact", "data": {}}
                """);
        Files.writeString(
                folder.resolve("programs/large.program.json"),
                ProgramFile.text(TriageProgram.large(NODES)));
        return folder;
    }

    private static Stage shown(Workbench bench) {
        var stage = new Stage();
        var scene = new Scene(bench.window(), 1600, 1000);
        bench.attach(scene);
        stage.setScene(scene);
        stage.show();
        return stage;
    }

    /** Waits for the canvas, then for a frame. */
    private static void whenDrawn(Workbench bench, Stage stage, CountDownLatch drawn) {
        bench.canvasShown()
                .addListener(
                        new ChangeListener<>() {
                            @Override
                            public void changed(
                                    ObservableValue<? extends Boolean> shown,
                                    Boolean was,
                                    Boolean is) {
                                if (!is) return;
                                shown.removeListener(this);
                                afterFrame(stage, drawn::countDown);
                            }
                        });
    }

    private static void frame(Stage stage) throws InterruptedException {
        var shown = new CountDownLatch(1);
        OnFx.run(() -> afterFrame(stage, shown::countDown));
        shown.await();
    }

    private static void afterFrame(Stage stage, Runnable then) {
        var scene = stage.getScene();
        scene.addPostLayoutPulseListener(
                new Runnable() {
                    @Override
                    public void run() {
                        scene.removePostLayoutPulseListener(this);
                        Platform.runLater(then);
                    }
                });
        Platform.requestNextPulse();
    }

    private static long cpu() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }

    private static long cpuOfThread() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static long uptime() {
        return ManagementFactory.getRuntimeMXBean().getUptime();
    }
}
