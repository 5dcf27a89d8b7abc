package dev.dspex.app.canvas;

import dev.dspex.app.fx.Background;
import dev.dspex.app.fx.Fx;
import dev.dspex.app.testing.OnFx;
import dev.dspex.app.theme.Appearance;
import dev.dspex.edit.ProgramDocument;

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

    private CanvasBenchmark() {
        var program = TriageProgram.large(NODES);
        document = new ProgramDocument(program);
        model = new CanvasModel(program);
        var editor = new CanvasEditor(document, model, new RecentAdditions());
        view =
                new CanvasView(
                        model,
                        editor,
                        "large",
                        List.of(),
                        List.of(),
                        new Background(Fx.platform()));
        var scene = new Scene(view, 1000, 900);
        new Appearance().dress(scene);
        var stage = new Stage();
        stage.setScene(scene);
        stage.show();
        graph = (GraphPane) view.lookup("#graph");
    }

    public static void main(String[] arguments) {
        OnFx.run(() -> {}); // starts JavaFX
        var start = System.nanoTime();
        var bench = OnFx.call(CanvasBenchmark::new);
        bench.frame(() -> {});
        LOG.warn("open {} nodes: {} ms", NODES, millis(System.nanoTime() - start));
        for (var zoom : new double[] {1.0, 0.7, 0.62, 0.5, 0.25, 0.1}) {
            bench.frame(() -> bench.zoomTo(zoom));
            bench.report("pan at zoom " + zoom, i -> bench.graph.pan(i % 40 < 20 ? -24 : 24, -8));
        }
        bench.frame(() -> bench.zoomTo(1));
        bench.report("zoom", i -> bench.graph.zoomBy(i % 60 < 30 ? 0.96 : 1 / 0.96));
        bench.frame(() -> bench.zoomTo(1));
        bench.report(
                "move a node",
                i ->
                        bench.view
                                .editor()
                                .orElseThrow()
                                .move(Map.of("n500", new Point2D(500 + 8 * i, 400))));
        bench.report("check the program", _ -> bench.document.problems());
        System.exit(0);
    }

    private void zoomTo(double zoom) {
        graph.zoomBy(zoom / graph.zoom());
    }

    /**
     * Does a step and waits for the frame that shows it.
     *
     * @return milliseconds of the JavaFX thread: the step, then CSS and layout of that frame
     */
    private double frame(Runnable step) {
        var spent = new AtomicLong();
        var shown = new CountDownLatch(1);
        OnFx.run(
                () -> {
                    var scene = view.getScene();
                    var began = new AtomicLong();
                    Runnable before = () -> began.set(cpu());
                    scene.addPreLayoutPulseListener(before);
                    scene.addPostLayoutPulseListener(
                            new Runnable() {
                                @Override
                                public void run() {
                                    spent.addAndGet(cpu() - began.get());
                                    scene.removePreLayoutPulseListener(before);
                                    scene.removePostLayoutPulseListener(this);
                                    shown.countDown();
                                }
                            });
                    var start = cpu();
                    step.run();
                    spent.addAndGet(cpu() - start);
                    Platform.requestNextPulse();
                });
        try {
            if (!shown.await(10, TimeUnit.SECONDS)) throw new IllegalStateException("no frame");
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

    private static double millis(long nanos) {
        return rounded(nanos / 1e6);
    }

    private static double rounded(double value) {
        return Math.rint(value * 10) / 10;
    }
}
