package dev.dspex.run;

import dev.dspex.event.RunEvent;
import dev.dspex.event.Stamped;

import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;

/** Says how many rows of a scoring are done: at most five times a second, and at the last one. */
final class RowProgress implements Consumer<Stamped> {
    private static final long EVERY_NANOS = 200_000_000L;

    private final Recorder recorder;
    private final int total;
    private final Set<String> done = new HashSet<>();
    private long toldAt;

    RowProgress(Recorder recorder, int total) {
        this.recorder = recorder;
        this.total = total;
    }

    @Override
    public void accept(Stamped stamped) {
        if (!(stamped.event() instanceof RunEvent.Metric metric) || metric.row() == null) {
            return;
        }
        int rows;
        synchronized (this) {
            long now = System.nanoTime();
            boolean again = !done.add(metric.row());
            rows = done.size();
            if (again || (rows < total && now - toldAt < EVERY_NANOS)) {
                return;
            }
            toldAt = now;
        }
        String text = rows + " of " + total + " rows";
        recorder.own(new RunEvent.Status(text, (long) rows, (long) total));
    }
}
