package dev.dspex.app;

import dev.dspex.app.run.EvaluationModel;
import dev.dspex.app.run.Judging;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** Remembers what was said. */
final class OwnJudging implements Judging {
    final List<String> said = new ArrayList<>();
    private final Map<String, Double> ratings = new HashMap<>();
    private Runnable listener = () -> {};

    @Override
    public OptionalDouble rating(EvaluationModel.Row row) {
        var found = ratings.get(row.id());
        return found == null ? OptionalDouble.empty() : OptionalDouble.of(found);
    }

    @Override
    public void rate(String run, EvaluationModel.Row row, double score) {
        said.add(run + " " + row.id() + " " + score);
        ratings.put(row.id(), score);
        listener.run();
    }

    @Override
    public void expect(String split, EvaluationModel.Row row) {
        said.add("expect " + split + " " + row.id());
    }

    @Override
    public void watch(Runnable changed) {
        listener = changed;
    }
}
