package dev.dspex.app.pattern;

import dev.dspex.app.testing.OnFx;
import dev.dspex.app.theme.Appearance;

import javafx.scene.Scene;
import javafx.scene.canvas.Canvas;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.Arrays;
import java.util.function.IntConsumer;

/** What 500 thoughts cost the JavaFX thread a frame. Started by hand; prints milliseconds. */
public final class ThoughtsBenchmark {
    private static final Logger LOG = LoggerFactory.getLogger(ThoughtsBenchmark.class);
    private static final int FRAMES = 120;

    private ThoughtsBenchmark() {}

    public static void main(String[] arguments) {
        OnFx.run(
                () -> {
                    var shown = new Shown(Told.large(500).model(), Told.NODE);
                    var canvas = new ThoughtCanvas(shown);
                    var scene = new Scene(canvas, 1400, 800);
                    new Appearance().dress(scene);
                    shown.refresh();
                    scene.getRoot().applyCss();
                    for (var zoom : new double[] {0.1, 0.35, 1}) {
                        canvas.touched();
                        canvas.view().set(700, 32, zoom);
                        report(
                                "pan at zoom " + zoom,
                                canvas,
                                i -> canvas.view().pan(i % 40 < 20 ? -24 : 24, 0));
                    }
                    report("a step told", canvas, i -> shown.goTo(990 - i % 60));
                });
        System.exit(0);
    }

    /** What was drawn in the frame before is still buffered: the picture takes it. */
    private static void report(String what, ThoughtCanvas canvas, IntConsumer step) {
        var took = new double[FRAMES];
        for (int i = 0; i < FRAMES; i++) {
            var start = System.nanoTime();
            step.accept(i);
            canvas.layout();
            took[i] = (System.nanoTime() - start) / 1e6;
            canvas.lookupAll("*").stream()
                    .filter(Canvas.class::isInstance)
                    .forEach(drawn -> drawn.snapshot(null, null));
        }
        Arrays.sort(took);
        LOG.warn("{}: p50 {} ms, p95 {} ms", what, took[FRAMES / 2], took[FRAMES * 95 / 100]);
    }
}
