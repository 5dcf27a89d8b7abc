package dev.dspex.run;

import dev.dspex.event.AgentEvent;
import dev.dspex.event.RunError;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.Map;

/** Adds up what agents did. Not for several threads. */
final class AgentTotals {
    /** Ballots that may fail, all of them, before the run does. */
    private static final int HOPELESS = 6;

    private final RunRequest.Agents request;
    private final Map<String, Outcome.OfAgent> agents = new LinkedHashMap<>();
    private double sum;
    private int scored;
    private int errors;
    private int tasks;
    private int agreed;
    private int split;
    private int undone;
    private int ballots;
    private int answers;
    private @Nullable RunError last;

    AgentTotals(RunRequest.Agents request) {
        this.request = request;
    }

    void undone() {
        undone++;
        tasks++;
    }

    void ballot(String agent, String of, AgentAnswer answer, boolean anyway) {
        ballots++;
        boolean failed = answer.error() != null;
        if (!failed) answers++;
        last = answer.error();
        Double score = answer.score();
        boolean counts = anyway && (failed || score != null);
        var one =
                new Outcome.OfAgent(
                        1,
                        counts ? 1 : 0,
                        failed ? 1 : 0,
                        counts && score != null ? score : 0,
                        answer.seconds(),
                        of);
        agents.merge(agent, one, Outcome.OfAgent::plus);
    }

    void vote(AgentEvent.Vote vote) {
        tasks++;
        if (vote.agreed()) agreed++;
        if (vote.weights().size() > 1) split++;
        Double score = vote.score();
        if (vote.given() == null) {
            errors++;
            scored++;
        } else if (score != null) {
            scored++;
            sum += score;
        }
    }

    @Nullable RunError hopeless() {
        RunError error = last;
        return answers == 0
                        && ballots >= Math.min(HOPELESS, request.rows().size())
                        && error != null
                        && Scoring.HOPELESS.contains(error.code())
                ? error
                : null;
    }

    Outcome outcome() {
        return new Outcome.Coordinated(
                scored == 0 ? 0 : sum / scored,
                scored,
                errors,
                request.rows().split(),
                request.metric(),
                request.plan().coordination().key(),
                tasks,
                agreed,
                split,
                undone,
                ballots,
                agents);
    }
}
