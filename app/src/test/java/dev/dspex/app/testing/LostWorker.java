package dev.dspex.app.testing;

import dev.dspex.event.RunEvent;
import dev.dspex.event.Stamped;

import java.util.ArrayList;
import java.util.List;

/** A recorded run whose worker is lost on the way, and whose work another one does again. */
public final class LostWorker {
    private LostWorker() {}

    /** The first events of a run until its worker is lost in the job of this kind. */
    public static List<Stamped> until(List<Stamped> recorded, String kind, int eventsOfTheJob) {
        int start = start(recorded, kind);
        var events = new ArrayList<>(recorded.subList(0, start + eventsOfTheJob));
        var job = (RunEvent.JobStarted) recorded.get(start).event();
        var worker = recorded.get(start).worker();
        add(events, worker, new RunEvent.JobEnded(job.job(), RunEvent.Outcome.LOST, null));
        add(
                events,
                worker,
                new RunEvent.Fault("worker_lost", job.job(), List.of(), "It starts again.", "9"));
        return events;
    }

    /** The same, with all that the second worker does until the end of the run. */
    public static List<Stamped> andAgain(List<Stamped> recorded, String kind, int eventsOfTheJob) {
        var events = new ArrayList<>(until(recorded, kind, eventsOfTheJob));
        recorded.subList(start(recorded, kind), recorded.size())
                .forEach(e -> add(events, e.worker(), e.event()));
        return events;
    }

    private static int start(List<Stamped> recorded, String kind) {
        int at = 0;
        while (!(recorded.get(at).event() instanceof RunEvent.JobStarted job
                && job.kind().equals(kind))) at++;
        return at;
    }

    private static void add(
            List<Stamped> events,
            @org.jspecify.annotations.Nullable String worker,
            RunEvent event) {
        var last = events.getLast();
        events.add(
                new Stamped(
                        last.run(), last.seq() + 1, last.wall() + 1, last.mono(), worker, event));
    }
}
