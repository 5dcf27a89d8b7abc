package dev.dspex.app.canvas;

import dev.dspex.app.fx.Background;
import dev.dspex.app.fx.Fx;
import dev.dspex.app.testing.OnFx;
import dev.dspex.app.theme.Appearance;
import dev.dspex.edit.ProgramDocument;
import dev.dspex.program.ProgramFile;
import dev.dspex.program.Read;

import javafx.application.Platform;
import javafx.geometry.Point2D;
import javafx.scene.Scene;
import javafx.stage.Stage;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntConsumer;

/**
 * What 1,000 nodes cost the JavaFX thread: opening, panning and zooming a frame, an edit. Started
 * by hand with the software pipeline; prints milliseconds.
 */
public final class CanvasBenchmark {
    private static final Logger LOG = LoggerFactory.getLogger(CanvasBenchmark.class);
    private static final int NODES = 1000;
    private static final int FRAMES = 120;

    private final CanvasView view;
    private final CanvasModel model;
    private final GraphPane graph;
    private final ProgramDocument document;
    private final Stage stage = new Stage();

    private CanvasBenchmark(String file) {
        if (!(ProgramFile.parse(file, "large") instanceof Read.Ok read))
            throw new IllegalStateException("the program cannot be read");
        document = new ProgramDocument(read.program());
        model = new CanvasModel(read.program());
        var editor = new CanvasEditor(document, model, new AddOffer());
        view =
                new CanvasView(
                        model,
                        editor,
                        "large",
                        List.of(),
                        List.of(),
                        new Background(Fx.platform()));
        view.setProblems(document.problems());
        document.listen(_ -> view.setProblems(document.problems()));
        var scene = new Scene(view, 1000, 900);
        new Appearance().dress(scene);
        stage.setScene(scene);
        stage.show();
        graph = (GraphPane) view.lookup("#graph");
    }

    public static void main(String[] arguments) {
        var file = ProgramFile.text(TriageProgram.large(NODES));
        OnFx.run(() -> {}); // starts JavaFX
        var bench = open(file, "open, first");
        for (var i = 0; i < 4; i++) {
            OnFx.run(bench.stage::close);
            bench = open(file, "open again");
        }
        bench.measure();
        System.exit(0);
    }

    private static CanvasBenchmark open(String file, String what) {
        var start = System.nanoTime();
        var before = OnFx.call(CanvasBenchmark::cpu);
        var bench = OnFx.call(() -> new CanvasBenchmark(file));
        bench.frame(() -> {});
        var wall = rounded((System.nanoTime() - start) / 1e6);
        var cpu = rounded((OnFx.call(CanvasBenchmark::cpu) - before) / 1e6);
        LOG.warn("{}: {} ms, {} ms of the JavaFX thread", what, wall, cpu);
        return bench;
    }

    private void measure() {
        for (var zoom : new double[] {1.0, 0.7, 0.62, 0.5, 0.25, 0.1}) {
            frame(() -> zoomTo(zoom));
            report("pan at zoom " + zoom, i -> graph.pan(i % 40 < 20 ? -24 : 24, -8));
        }
        frame(() -> zoomTo(1));
        report("zoom", i -> graph.zoomBy(i % 60 < 30 ? 0.96 : 1 / 0.96));
        frame(() -> zoomTo(1));
        var editor = view.editor().orElseThrow();
        report("drag a node", i -> model.moveTo(Map.of("n500", new Point2D(500 + 3 * i, 400))));
        report(
                "move a node",
                i -> editor.places().move(Map.of("n500", new Point2D(500 + 8 * i, 400))));
        report("rename a node", i -> editor.retitle("n500", "Step five hundred " + i));
        report(
                "add a node",
                i ->
                        editor.add(
                                Additions.all().getFirst(),
                                new Point2D(600 + 8 * i, 500),
                                Optional.empty()));
        report("undo", _ -> document.undo());
    }

    private void zoomTo(double zoom) {
        graph.zoomBy(zoom / graph.zoom());
    }

    /**
     * Does a step and waits for the frame that shows it.
     *
     * @return milliseconds of the JavaFX thread for all of it: the step, CSS, layout and what the
     *     renderer takes over
     */
    private double frame(Runnable step) {
        var spent = new AtomicLong();
        var shown = new CountDownLatch(1);
        OnFx.run(
                () -> {
                    var scene = view.getScene();
                    var start = cpu();
                    scene.addPostLayoutPulseListener(
                            new Runnable() {
                                @Override
                                public void run() {
                                    scene.removePostLayoutPulseListener(this);
                                    Platform.runLater(
                                            () -> {
                                                spent.set(cpu() - start);
                                                shown.countDown();
                                            });
                                }
                            });
                    step.run();
                    Platform.requestNextPulse();
                });
        try {
            if (!shown.await(60, TimeUnit.SECONDS)) throw new IllegalStateException("no frame");
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return spent.get() / 1e6;
    }

    private void report(String what, IntConsumer step) {
        var times = new double[FRAMES];
        for (var i = 0; i < FRAMES; i++) {
            var n = i;
            times[i] = frame(() -> step.accept(n));
        }
        Arrays.sort(times);
        LOG.warn(
                "{}: median {} ms, 95% {} ms, most {} ms",
                what,
                rounded(times[FRAMES / 2]),
                rounded(times[FRAMES * 95 / 100]),
                rounded(times[FRAMES - 1]));
    }

    /** Processor time of this thread, so that other work of the machine does not count. */
    private static long cpu() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static double rounded(double value) {
        return Math.rint(value * 10) / 10;
    }
}
