package dev.dspex.report;

import dev.dspex.event.RunEvent.Candidate;
import dev.dspex.event.RunEvent.Decision;
import dev.dspex.event.RunEvent.Fault;
import dev.dspex.event.RunEvent.JobEnded;
import dev.dspex.event.RunEvent.JobStarted;
import dev.dspex.event.RunEvent.LmEnded;
import dev.dspex.event.RunEvent.LmStarted;
import dev.dspex.event.RunEvent.Metric;
import dev.dspex.event.RunEvent.Result;
import dev.dspex.event.RunEvent.RunFinished;
import dev.dspex.event.RunEvent.RunQueued;
import dev.dspex.event.RunEvent.RunStarted;
import dev.dspex.event.RunEvent.Trial;
import dev.dspex.event.SessionEvent.Task;
import dev.dspex.event.Stamped;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What a report needs of a run's events, gathered in one pass. Not thread-safe. */
final class RunFold {
    /** Where in a run something happened. */
    enum Phase {
        RUN("Run"),
        BEFORE("Scored before"),
        SEARCH("Search"),
        AFTER("Scored after");

        private final String text;

        Phase(String text) {
            this.text = text;
        }

        String text() {
            return text;
        }
    }

    /** A finished LM call with what it was for. */
    record Call(@Nullable LmStarted started, LmEnded ended, Phase phase) {}

    /** A fault and the second of the run in which it came. */
    record Incident(double second, Fault fault) {}

    private final Map<String, Phase> jobs = new HashMap<>();
    private final Map<String, Phase> workers = new HashMap<>();
    private final Map<String, LmStarted> open = new HashMap<>();
    private final Map<Phase, Map<String, Metric>> rows = new HashMap<>();
    private final List<Call> calls = new ArrayList<>();
    private final Map<String, Candidate> candidates = new LinkedHashMap<>();
    private final List<Trial> trials = new ArrayList<>();
    private final List<Incident> incidents = new ArrayList<>();
    private final SearchFold search = new SearchFold();
    private final PromptFold prompts = new PromptFold();
    private final SessionFold session = new SessionFold();
    private @Nullable RunQueued queued;
    private @Nullable RunStarted started;
    private @Nullable RunFinished finished;
    private @Nullable Result result;
    private boolean searched;
    private double firstWall = Double.NaN;
    private double lastWall = Double.NaN;

    static RunFold of(Iterable<Stamped> events) {
        var fold = new RunFold();
        events.forEach(fold::add);
        return fold;
    }

    private void add(Stamped stamped) {
        if (Double.isNaN(firstWall)) {
            firstWall = stamped.wall();
        }
        lastWall = stamped.wall();
        search.add(stamped.event(), (stamped.wall() - firstWall) / 1000);
        switch (stamped.event()) {
            case RunQueued event -> queued = event;
            case RunStarted event -> started = event;
            case RunFinished event -> finished = event;
            case JobStarted event -> begin(event, stamped.worker());
            case JobEnded event -> jobs.remove(event.job());
            case LmStarted event -> {
                open.put(event.id(), event);
                prompts.add(event, phase(stamped));
            }
            case LmEnded event ->
                    calls.add(new Call(open.remove(event.id()), event, phase(stamped)));
            case Metric event -> row(event, phase(stamped));
            case Candidate event -> candidates.merge(event.id(), event, RunFold::later);
            case Trial event -> trials.add(event);
            case Fault event ->
                    incidents.add(new Incident((stamped.wall() - firstWall) / 1000, event));
            case Result event -> result = event;
            case Task event -> session.add(event);
            case Decision event -> session.add(event, (stamped.wall() - firstWall) / 1000);
            default -> {}
        }
    }

    private void begin(JobStarted event, @Nullable String worker) {
        if (event.kind().equals("optimize")) {
            // A search that lost its worker starts again: what it told before has come to nothing.
            searched = true;
            candidates.clear();
            trials.clear();
            search.restart();
        }
        var phase =
                switch (event.kind()) {
                    case "optimize" -> Phase.SEARCH;
                    case "evaluate" ->
                            kind().equals("optimize")
                                    ? (searched ? Phase.AFTER : Phase.BEFORE)
                                    : Phase.RUN;
                    default -> Phase.RUN;
                };
        jobs.put(event.job(), phase);
        workers.put(Objects.requireNonNullElse(worker, ""), phase);
    }

    private Phase phase(Stamped stamped) {
        return workers.getOrDefault(Objects.requireNonNullElse(stamped.worker(), ""), Phase.RUN);
    }

    /** A row that was tried again counts once, with its last outcome. */
    private void row(Metric event, Phase phase) {
        if (phase != Phase.SEARCH && event.row() != null) {
            rows.computeIfAbsent(phase, p -> new LinkedHashMap<>()).put(event.row(), event);
        }
    }

    /** A candidate is told of more than once: the last word counts, texts and score stay known. */
    private static Candidate later(Candidate before, Candidate now) {
        return new Candidate(
                now.id(),
                now.parents().isEmpty() ? before.parents() : now.parents(),
                now.status(),
                now.reason() == null || now.reason().isEmpty() ? before.reason() : now.reason(),
                now.score() == null ? before.score() : now.score(),
                now.instructions().isEmpty() ? before.instructions() : now.instructions(),
                now.demos().isEmpty() ? before.demos() : now.demos(),
                now.settings(),
                now.calls());
    }

    String kind() {
        return queued == null ? "run" : queued.kind();
    }

    @Nullable RunQueued queued() {
        return queued;
    }

    @Nullable RunStarted started() {
        return started;
    }

    @Nullable RunFinished finished() {
        return finished;
    }

    @Nullable Result result() {
        return result;
    }

    List<Call> calls() {
        return calls;
    }

    Map<String, Candidate> candidates() {
        return candidates;
    }

    List<Trial> trials() {
        return trials;
    }

    SearchFold search() {
        return search;
    }

    SessionFold session() {
        return session;
    }

    PromptFold prompts() {
        return prompts;
    }

    List<Incident> incidents() {
        return incidents;
    }

    /** The scored rows of a phase by their ids, in the order in which they were scored. */
    Map<String, Metric> rows(Phase phase) {
        return rows.getOrDefault(phase, Map.of());
    }

    /** Epoch milliseconds of the first event. */
    double firstWall() {
        return Double.isNaN(firstWall) ? 0 : firstWall;
    }

    /** Seconds of the run: as it says itself, else between its first and its last event. */
    double seconds() {
        if (finished != null) {
            return finished.seconds();
        }
        return Double.isNaN(firstWall) ? 0 : (lastWall - firstWall) / 1000;
    }
}
