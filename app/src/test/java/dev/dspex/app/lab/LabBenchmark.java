package dev.dspex.app.lab;

import dev.dspex.app.fx.Batch;
import dev.dspex.app.fx.Fx;
import dev.dspex.app.testing.OnFx;
import dev.dspex.app.theme.Appearance;
import dev.dspex.event.RunEvent;
import dev.dspex.event.Stamped;
import dev.dspex.event.StreamEvent;
import dev.dspex.event.StreamEvent.LaneState;
import dev.dspex.stream.Pick;
import dev.dspex.stream.StreamPlan;

import javafx.application.Platform;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.scene.Scene;
import javafx.stage.Stage;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;

/**
 * How long a token takes from its event to the frame that shows it, and what it costs the JavaFX
 * thread: 8 lanes at 100 tokens a second each, 1 lane at 2,000, and a text of 10 MB. Started by
 * hand with the software pipeline; prints milliseconds.
 */
public final class LabBenchmark {
    private static final Logger LOG = LoggerFactory.getLogger(LabBenchmark.class);
    private static final int SECONDS = 10;
    private static final String WORDS =
            "thank you for your message we looked up the order and it leaves today by express ";

    private final LabModel model = new LabModel();
    private final ConcurrentLinkedQueue<Long> born = new ConcurrentLinkedQueue<>();
    private final List<Double> latencies = new ArrayList<>();
    private final List<Double> frames = new ArrayList<>();
    private final Batch<Stamped> batch;
    private final Scene scene;
    private List<Long> taken = List.of();
    private final List<Double> takes = new ArrayList<>();
    private final List<Double> layouts = new ArrayList<>();
    private long cpuBefore;
    private long cpuTaken;
    private int seq;

    private LabBenchmark(int lanes) {
        var setup = new SetupModel();
        var plan = LabScript.plan(lanes, Pick.ALL);
        setup.load(plan);
        batch = new Batch<>(Fx.platform(), this::take);
        scene = new Scene(new LabView(model, setup, host(plan)), 1000, 950);
        new Appearance().dress(scene);
        var stage = new Stage();
        stage.setScene(scene);
        stage.show();
        scene.addPostLayoutPulseListener(this::shown);
        model.show(LabScript.RUN);
        var begin = new LabScript(plan);
        for (var lane : plan.lanes()) begin.lane(lane.id(), LaneState.RUNNING, "Predict", 1, "");
        model.accept(begin.events());
        seq = begin.events().size();
    }

    private static LabHost host(StreamPlan plan) {
        var choices =
                new LabHost.Choices("reply", List.of(), List.of(), List.of(), List.of(), "exact");
        return new LabHost(
                _ -> {},
                () -> {},
                () -> {},
                () -> plan.lanes().size() + " lanes",
                () -> choices,
                _ -> {},
                () -> {},
                new SimpleBooleanProperty(true));
    }

    public static void main(String[] arguments) {
        OnFx.run(() -> {}); // starts JavaFX
        OnFx.call(() -> new LabBenchmark(8)).stream("warm-up", 8, 100);
        OnFx.call(() -> new LabBenchmark(8)).stream("8 lanes x 100 tokens/s", 8, 100);
        OnFx.call(() -> new LabBenchmark(1)).stream("1 lane x 2,000 tokens/s", 1, 2000);
        OnFx.call(() -> new LabBenchmark(1)).large();
        System.exit(0);
    }

    /** Each lane gets so many tokens a second, and ten measures. */
    private void stream(String what, int lanes, int rate) {
        long start = System.nanoTime();
        long step = 1_000_000_000L / rate;
        for (int i = 0; i < SECONDS * rate; i++) {
            LockSupport.parkNanos(start + i * step - System.nanoTime());
            var events = new ArrayList<Stamped>();
            for (int lane = 0; lane < lanes; lane++) {
                var id = Character.toString('A' + lane);
                events.add(stamped(token(id, i), start));
                if (i % (rate / 10) == 0) events.add(stamped(metrics(id, i, start), start));
                born.add(System.nanoTime());
            }
            batch.addAll(events);
        }
        OnFx.run(() -> {});
        double behind = (System.nanoTime() - start) / 1e9 - SECONDS;
        OnFx.run(() -> report(what, behind));
    }

    private static RunEvent token(String lane, int i) {
        int at = i * 5 % (WORDS.length() - 5);
        var text = WORDS.substring(at, at + 5) + (i % 60 == 59 ? "\n" : "");
        return new RunEvent.Token(lane + "1", "reply", "reply", text, false, lane);
    }

    private static RunEvent metrics(String lane, int i, long start) {
        return new StreamEvent.StreamMetrics(
                lane,
                lane + "1",
                "reply",
                "reply",
                i,
                i,
                0.05 + i % 7 * 0.01,
                0,
                true,
                null,
                1.0,
                null,
                0.1,
                0.02,
                100,
                0.7,
                (System.nanoTime() - start) / 1e9);
    }

    private Stamped stamped(RunEvent event, long start) {
        return new Stamped(
                LabScript.RUN,
                ++seq,
                1.8e12 + (System.nanoTime() - start) / 1e6,
                System.nanoTime(),
                "w1",
                event);
    }

    private void take(List<Stamped> events) {
        long before = cpu();
        var now = new ArrayList<Long>();
        for (var event : events)
            if (event.event() instanceof RunEvent.Token) {
                var one = born.poll();
                if (one != null) now.add(one);
            }
        model.accept(events);
        taken = now;
        cpuBefore = before;
        cpuTaken = cpu();
        takes.add((cpuTaken - before) / 1e6);
    }

    /** The frame is laid out; what runs after it comes when it has been handed to be drawn. */
    private void shown() {
        if (taken.isEmpty()) return;
        var now = taken;
        taken = List.of();
        long before = cpuBefore;
        layouts.add((cpu() - cpuTaken) / 1e6);
        Platform.runLater(
                () -> {
                    frames.add((cpu() - before) / 1e6);
                    long at = System.nanoTime();
                    for (var one : now) latencies.add((at - one) / 1e6);
                });
    }

    private void report(String what, double behind) {
        LOG.warn(
                "{}: event to frame {}, JavaFX thread a frame {} (taking events {}; CSS and layout"
                        + " {}), {} frames, {} s behind at the end",
                what,
                quantiles(latencies),
                quantiles(frames),
                quantiles(takes),
                quantiles(layouts),
                frames.size(),
                String.format(java.util.Locale.ROOT, "%.2f", behind));
        scene.getWindow().hide();
    }

    private void large() {
        long start = System.nanoTime();
        var line = WORDS + "\n";
        var events = new ArrayList<Stamped>();
        for (int letters = 0; letters < 10_000_000; letters += 41 * line.length())
            events.add(
                    stamped(
                            new RunEvent.Token("A1", "reply", "reply", line.repeat(41), false, "A"),
                            start));
        LOG.warn("10 MB at once: {} ms", rounded(timed(() -> model.accept(events))));
        var column = OnFx.call(() -> (LaneColumn) scene.getRoot().lookup("#lane-A"));
        var times = new ArrayList<Double>();
        for (int i = 0; i < 100; i++) {
            var next = List.of(stamped(token("A", i), start));
            times.add(timed(() -> model.accept(next)));
        }
        LOG.warn("a token more: {}", quantiles(times));
        LOG.warn(
                "find in all of it: {} ms",
                rounded(timed(() -> column.window().content().find("not there", 0))));
        LOG.warn("go to its beginning: {} ms", rounded(timed(() -> column.window().reveal(0, 9))));
        LOG.warn("and back to its end: {} ms", rounded(timed(() -> column.window().follow())));
    }

    /** Milliseconds of the JavaFX thread, with the layout that follows. */
    private double timed(Runnable step) {
        return OnFx.call(
                () -> {
                    long before = cpu();
                    step.run();
                    scene.getRoot().applyCss();
                    scene.getRoot().layout();
                    return (cpu() - before) / 1e6;
                });
    }

    private static String quantiles(List<Double> all) {
        var sorted = all.stream().mapToDouble(Double::doubleValue).toArray();
        Arrays.sort(sorted);
        if (sorted.length == 0) return "none";
        return String.format(
                java.util.Locale.ROOT,
                "median %.1f ms, 95%% %.1f ms, most %.1f ms",
                sorted[sorted.length / 2],
                sorted[sorted.length * 95 / 100],
                sorted[sorted.length - 1]);
    }

    private static String rounded(double milliseconds) {
        return String.format(java.util.Locale.ROOT, "%.1f", milliseconds);
    }

    /** Processor time of this thread, so that other work of the machine does not count. */
    private static long cpu() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }
}
