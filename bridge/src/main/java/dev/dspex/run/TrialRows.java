package dev.dspex.run;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Scores trials on a rising number of rows. All trials see the rows in the same order, drawn once,
 * and no row twice. Safe for any thread.
 */
final class TrialRows {
    private final RunContext context;
    private final RunRequest.Optimization request;
    private final SearchSettings settings;
    private final Usage comparison;
    private final int most;
    private final List<Rows.Row> order;
    private final Map<Integer, List<Double>> scores = new ConcurrentHashMap<>();

    /**
     * @param comparison what of a cap is left for the comparison
     */
    TrialRows(
            RunContext context,
            RunRequest.Optimization request,
            SearchSettings settings,
            Usage comparison)
            throws RunFailure {
        this.most = context.mostWorkers();
        this.comparison = comparison;
        this.context = context;
        this.request = request;
        this.settings = settings;
        this.order = new ArrayList<>(request.validation().rows());
        if (settings.rungs().size() > 1) {
            Collections.shuffle(order, new Random(request.setup().seed()));
        }
    }

    /** Mean score of a trial on its first {@code n} rows. */
    record Scored(double score, int n) {}

    /**
     * Scores a trial on its first {@code n} rows; those it was scored on before count as they did.
     *
     * @throws RunFailure when every new row failed, or the run was stopped
     */
    Scored score(int trial, Setup setup, int n) throws RunFailure, InterruptedException {
        List<Double> known = scores.computeIfAbsent(trial, _ -> new ArrayList<>());
        Rows all = request.validation();
        List<Rows.Row> more = order.subList(known.size(), n);
        context.crew.enter(context::stopped);
        RunContext part = context.part();
        try {
            Scoring scoring =
                    new Scoring(
                                    part,
                                    setup,
                                    new Rows(all.split(), all.file(), all.sha256(), more),
                                    request.metric(),
                                    share(),
                                    request.threads(),
                                    StudyEvents.id(trial),
                                    _ -> {})
                            .leaving(comparison)
                            .growing(this::share);
            scoring.score();
            for (double score : scoring.scores()) {
                known.add(score);
            }
        } finally {
            context.end(part);
            context.crew.leave();
        }
        double mean = known.stream().mapToDouble(Double::doubleValue).average().orElse(0);
        return new Scored(mean, known.size());
    }

    /** Workers for one trial, as the person has it now. */
    private int share() {
        return Math.max(1, Math.min(context.crew.size(), most) / settings.parallel());
    }
}
