package dev.dspex.app.optimize;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.app.chart.Axis;
import dev.dspex.app.chart.ScoreData;
import dev.dspex.app.chart.ScoreData.Evaluation;
import dev.dspex.app.chart.Unit;
import dev.dspex.app.kit.Figures;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** What the score of a study is drawn over. */
enum ScoreUnit {
    CALLS(Unit.COUNT),
    MINUTES(Unit.MINUTES),
    TOKENS(Unit.COUNT),
    DOLLARS(Unit.DOLLARS);

    private final Unit unit;

    ScoreUnit(Unit unit) {
        this.unit = unit;
    }

    String word() {
        return switch (this) {
            case CALLS -> text("optimize.unit.calls");
            case MINUTES -> text("optimize.unit.minutes");
            case TOKENS -> text("optimize.unit.tokens");
            case DOLLARS -> text("optimize.unit.dollars");
        };
    }

    Axis axis() {
        return Axis.of(this == CALLS ? text("optimize.lm_calls") : word(), unit);
    }

    /** What the chart shows of the study now, to be worked out on any thread. */
    Supplier<ScoreData> data(StudyModel model) {
        var trials = List.copyOf(model.trials());
        boolean searching = model.running() && model.phase() == StudyModel.Phase.SEARCH;
        var cap = cap(model);
        double now = searching ? now(model) : 0;
        var incumbent = model.incumbent();
        return () -> data(trials, now, cap, incumbent, searching);
    }

    private ScoreData data(
            List<StudyCandidates.Trial> trials,
            double now,
            @Nullable Double cap,
            @Nullable Double incumbent,
            boolean searching) {
        var full = new ArrayList<Evaluation>();
        var minibatches = new ArrayList<Evaluation>();
        double last = 0;
        for (var trial : trials) {
            double x = at(trial);
            last = Math.max(last, x);
            (trial.full() ? full : minibatches)
                    .add(new Evaluation(trial.candidate(), x, trial.score(), trial.rows()));
        }
        return new ScoreData(
                full, minibatches, Math.max(last, now), cap, capLabel(cap), incumbent, searching);
    }

    private double at(StudyCandidates.Trial trial) {
        return switch (this) {
            case CALLS -> trial.calls();
            case MINUTES -> trial.minutes();
            case TOKENS -> trial.tokens();
            case DOLLARS -> trial.usd() == null ? 0 : trial.usd();
        };
    }

    private double now(StudyModel model) {
        return this == MINUTES ? model.searchMinutes() : 0;
    }

    private @Nullable Double cap(StudyModel model) {
        var cap = model.cap();
        if (cap == null) return null;
        return switch (this) {
            case CALLS -> cap.calls() == null ? null : Double.valueOf(cap.calls());
            case TOKENS -> cap.tokens() == null ? null : Double.valueOf(cap.tokens());
            case DOLLARS -> cap.usd();
            case MINUTES -> null;
        };
    }

    private String capLabel(@Nullable Double cap) {
        if (cap == null) return "";
        return text(
                "optimize.cap",
                this == DOLLARS ? Figures.dollars(cap) : Figures.large(Math.round(cap)));
    }
}
