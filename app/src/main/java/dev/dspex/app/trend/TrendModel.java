package dev.dspex.app.trend;

import dev.dspex.event.RunEvent;
import dev.dspex.event.Stamped;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The scores of a program over all its runs, evaluations and studies apart. Starts from the store,
 * follows live events.
 */
public final class TrendModel {
    /**
     * A run with a score.
     *
     * @param number of the run in the project
     * @param kind evaluate or optimize
     * @param split rows it was scored on, empty when it is not known
     * @param ended epoch milliseconds
     */
    public record Scored(
            String run,
            int number,
            String kind,
            String program,
            String split,
            double score,
            double ended) {}

    private record Begun(int number, String kind, String program, String split) {}

    private final List<Runnable> watchers = new ArrayList<>();
    private final List<Scored> all = new ArrayList<>();
    private final Map<String, Begun> begun = new HashMap<>();
    private String program = "";
    private int last;

    public void watch(Runnable action) {
        watchers.add(action);
    }

    /** Whose scores are shown. */
    public void setProgram(String name) {
        program = name;
        changed();
    }

    /**
     * What the store has.
     *
     * @param lastNumber number of the newest run of the project, scored or not
     */
    public void setRuns(List<Scored> stored, int lastNumber) {
        all.clear();
        all.addAll(stored);
        all.sort(java.util.Comparator.comparingInt(Scored::number));
        last = lastNumber;
        changed();
    }

    /** Takes events of all runs. */
    public void accept(List<Stamped> batch) {
        boolean any = false;
        for (var stamped : batch) any |= on(stamped);
        if (any) changed();
    }

    private boolean on(Stamped stamped) {
        switch (stamped.event()) {
            case RunEvent.RunQueued queued -> {
                if (begun.containsKey(stamped.run())
                        || all.stream().anyMatch(s -> s.run().equals(stamped.run()))) return false;
                begun.put(
                        stamped.run(),
                        new Begun(
                                ++last,
                                queued.kind(),
                                queued.program(),
                                queued.request().path("split").asString("")));
                return false;
            }
            case RunEvent.RunFinished end -> {
                var run = begun.remove(stamped.run());
                var score =
                        end.summary()
                                .path(
                                        run != null && run.kind().equals("optimize")
                                                ? "after"
                                                : "score");
                if (run != null && run.kind().equals("optimize")) score = score.path("score");
                if (run == null || !score.isNumber()) return false;
                all.add(
                        new Scored(
                                stamped.run(),
                                run.number(),
                                run.kind(),
                                run.program(),
                                run.split(),
                                score.asDouble(),
                                stamped.wall()));
                return true;
            }
            default -> {
                return false;
            }
        }
    }

    /** Scored runs of the program of one kind, oldest first. */
    public List<Scored> of(String kind) {
        return all.stream()
                .filter(
                        s ->
                                s.kind().equals(kind)
                                        && (program.isEmpty() || s.program().equals(program)))
                .toList();
    }

    public boolean isEmpty() {
        return of("evaluate").isEmpty() && of("optimize").isEmpty();
    }

    private void changed() {
        for (var watcher : watchers) watcher.run();
    }
}
