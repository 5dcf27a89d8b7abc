package dev.dspex.app.lab;

import dev.dspex.event.Stamped;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/**
 * Seconds since the first event of a run. Each process has a monotonic clock of its own: it is set
 * by the wall clock when its first event comes, and goes by itself from there.
 */
final class RunClock {
    private final Map<String, Double> zeros = new HashMap<>();
    private double firstWall = Double.NaN;
    private double last;

    /** Never less than that of the event before. */
    double seconds(Stamped event) {
        if (Double.isNaN(firstWall)) firstWall = event.wall();
        double mono = event.mono() / 1e9;
        double zero =
                zeros.computeIfAbsent(
                        Objects.requireNonNullElse(event.worker(), ""),
                        _ -> mono - Math.max(last, (event.wall() - firstWall) / 1000));
        last = Math.max(last, mono - zero);
        return last;
    }
}
