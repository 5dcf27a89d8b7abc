package dev.dspex.run;

import dev.dspex.optimize.Study;

import tools.jackson.databind.JsonNode;

import java.util.List;

/**
 * How a search over variables is run.
 *
 * @param trials how many at most, the first included
 * @param parallel trials at once
 * @param workers processes for one trial
 * @param rungs numbers of rows after which a trial may be cut short; the last is all
 */
record SearchSettings(int trials, int parallel, int workers, List<Integer> rungs) {
    /** Trials when nothing is said. */
    static final int TRIALS = 30;

    static SearchSettings of(RunRequest.Optimization request) {
        JsonNode given = request.settings();
        int rows = request.validation().size();
        int trials = Math.max(1, given.path("trials").asInt(TRIALS));
        int parallel = given.path("parallel").asInt(request.workers());
        parallel = Math.max(1, Math.min(parallel, request.workers()));
        boolean halving = given.path("halving").asBoolean(true);
        return new SearchSettings(
                trials,
                parallel,
                Math.max(1, request.workers() / parallel),
                halving ? Study.halving(rows) : List.of(rows));
    }
}
