package dev.dspex.app.optimize;

import dev.dspex.app.chart.ParetoChart;
import dev.dspex.app.kit.Buttons;
import dev.dspex.app.testing.OnFx;
import dev.dspex.app.theme.Appearance;
import dev.dspex.event.RunEvent;
import dev.dspex.event.Stamped;

import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.control.ToggleButton;
import javafx.stage.Stage;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.NullNode;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * What 10,000 trials cost the JavaFX thread: opening the study, and each further trial while it is
 * looked at, view by view; and a Pareto front of 10,000 points. Started by hand with the software
 * pipeline; prints milliseconds.
 */
public final class StudyBenchmark {
    private static final Logger LOG = LoggerFactory.getLogger(StudyBenchmark.class);
    private static final int TRIALS = 10_000;
    private static final int ROWS = 9;
    private static final int FRAMES = 400;
    private static final double BAR = 4;

    private final Random random = new Random(5);
    private final StudyModel model = new StudyModel();
    private final StudyView view;
    private long seq;
    private int trials;

    private StudyBenchmark() {
        view =
                new StudyView(
                        model,
                        new StudyActions(() -> {}, _ -> {}, () -> {}),
                        _ -> "Study 1",
                        Buttons.primary("Optimize", null));
        var scene = new Scene(view, 1000, 900);
        new Appearance().dress(scene);
        var stage = new Stage();
        stage.setScene(scene);
        stage.show();
        model.show("r");
    }

    public static void main(String[] arguments) {
        OnFx.run(() -> {}); // starts JavaFX
        front();
        var bench = OnFx.call(StudyBenchmark::new);
        bench.measure();
        System.exit(0);
    }

    private static void front() {
        var random = new Random(7);
        var points = new ArrayList<ParetoChart.Candidate>();
        for (int i = 0; i < TRIALS; i++)
            points.add(
                    new ParetoChart.Candidate("c" + i, random.nextDouble(), random.nextDouble()));
        var times = new double[40];
        for (int i = 0; i < times.length; i++) {
            long start = System.nanoTime();
            if (ParetoChart.front(points).isEmpty()) throw new IllegalStateException();
            times[i] = (System.nanoTime() - start) / 1e6;
        }
        LOG.warn("front of 10,000 points, first: {} ms", rounded(times[0]));
        Arrays.sort(times);
        LOG.warn("front of 10,000 points: median {} ms", rounded(times[times.length / 2]));
    }

    private void measure() {
        var events = new ArrayList<Stamped>();
        events.add(stamped(new RunEvent.RunStarted(provenance())));
        while (trials < TRIALS) events.addAll(trial());
        LOG.warn("open 10,000 trials: {} ms", rounded(frame(() -> model.accept(events))));
        for (var tab :
                List.of(
                        "tab-candidates tab-importance",
                        "tab-rows tab-importance",
                        "tab-variables tab-importance",
                        "tab-workers tab-slice")) {
            for (var id : tab.split(" "))
                frame(() -> ((ToggleButton) view.lookup("#" + id)).fire());
            report("a trial more, " + tab);
        }
    }

    private static RunEvent.Provenance provenance() {
        return new RunEvent.Provenance(
                null, null, "", "", "", "", Map.of(), "", 7L, Map.of("validation", ROWS));
    }

    private Stamped stamped(RunEvent event) {
        seq++;
        return new Stamped("r", seq, 1.8e12 + seq * 10.0, seq, "w" + seq % 2, event);
    }

    private List<Stamped> trial() {
        var events = new ArrayList<Stamped>();
        var id = "c" + trials++;
        var settings = JsonNodeFactory.instance.objectNode();
        settings.put("temperature", random.nextDouble()).put("top_k", random.nextInt(20));
        settings.put("module", random.nextBoolean() ? "Predict" : "ChainOfThought");
        settings.put("adapter", random.nextBoolean() ? "ChatAdapter" : "JSONAdapter");
        events.add(stamped(candidate(id, RunEvent.CandidateStatus.RUNNING, null, settings)));
        double sum = 0;
        for (int row = 0; row < ROWS; row++) {
            double score = random.nextInt(3) / 2.0;
            sum += score;
            events.add(stamped(metric(id, String.valueOf(row), score)));
        }
        double mean = sum / ROWS;
        events.add(
                stamped(
                        new RunEvent.Trial(
                                trials, id, true, mean, ROWS, mean, trials * 20L, 10, 10, 0.0)));
        events.add(stamped(candidate(id, RunEvent.CandidateStatus.REJECTED, mean, settings)));
        return events;
    }

    private static RunEvent.Metric metric(String candidate, String row, double score) {
        var none = NullNode.getInstance();
        return new RunEvent.Metric(
                candidate, "validation", row, score, none, none, null, null, 0.01, null);
    }

    private static RunEvent.Candidate candidate(
            String id,
            RunEvent.CandidateStatus status,
            @org.jspecify.annotations.Nullable Double score,
            tools.jackson.databind.JsonNode settings) {
        return new RunEvent.Candidate(
                id, List.of(), status, "as it is", score, Map.of(), Map.of(), settings, 1);
    }

    /** A trial a frame for some seconds, in which everything is shown anew once a second. */
    private void report(String what) {
        var times = new double[FRAMES];
        for (int i = 0; i < FRAMES; i++) {
            var events = trial();
            times[i] = frame(() -> model.accept(events));
            pause();
        }
        var slow = Arrays.stream(times).filter(ms -> ms > BAR).count();
        Arrays.sort(times);
        LOG.warn(
                "{}: median {} ms, 99% {} ms, most {} ms, over {} ms {} of {} frames",
                what,
                rounded(times[FRAMES / 2]),
                rounded(times[FRAMES * 99 / 100]),
                rounded(times[FRAMES - 1]),
                BAR,
                slow,
                FRAMES);
    }

    /** Until about the time of the next frame. */
    private static void pause() {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(16));
    }

    /** Does a step and waits for the frame that shows it; milliseconds of the JavaFX thread. */
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
            if (!shown.await(120, TimeUnit.SECONDS)) throw new IllegalStateException("no frame");
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return spent.get() / 1e6;
    }

    /** Processor time of this thread, so that other work of the machine does not count. */
    private static long cpu() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static double rounded(double value) {
        return Math.rint(value * 10) / 10;
    }
}
