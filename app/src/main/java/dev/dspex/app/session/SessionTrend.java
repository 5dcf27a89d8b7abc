package dev.dspex.app.session;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.app.chart.Spot;
import dev.dspex.app.chart.TrendChart;
import dev.dspex.app.kit.Figures;
import dev.dspex.app.kit.Paints;

import java.util.List;

/** A session as the trend chart draws it. */
final class SessionTrend implements TrendChart.Data {
    private final LiveSessionModel model;

    SessionTrend(LiveSessionModel model) {
        this.model = model;
    }

    @Override
    public int size() {
        return model.tasks().size();
    }

    @Override
    public double at(int index) {
        return model.tasks().get(index).at();
    }

    @Override
    public double score(int index) {
        return model.tasks().get(index).score();
    }

    @Override
    public double smooth(int index) {
        return model.tasks().get(index).smooth();
    }

    @Override
    public List<Spot.Line> words(int index) {
        var task = model.tasks().get(index);
        var told = task.told();
        return List.of(
                new Spot.Line(
                        text("session.task"), text("session.task.number", told.task(), told.row())),
                new Spot.Line(text("session.task.score"), Figures.score(task.score())),
                new Spot.Line(text("session.task.smooth"), Figures.score(task.smooth())),
                new Spot.Line(text("session.task.arm"), told.given()),
                new Spot.Line(text("session.task.class"), told.of()),
                new Spot.Line(
                        text("session.task.trend"),
                        SessionWords.direction(task.trend().direction())),
                new Spot.Line(text("session.task.at"), Figures.seconds(task.at())));
    }

    @Override
    public List<TrendChart.Band> bands() {
        return model.bands().stream()
                .map(
                        band ->
                                new TrendChart.Band(
                                        band.from(),
                                        band.to(),
                                        SessionWords.direction(band.direction()),
                                        tint(band.direction()),
                                        band.direction().equals("steady")))
                .toList();
    }

    private static Paints tint(String direction) {
        return switch (direction) {
            case "improving" -> Paints.OK_FG;
            case "degrading" -> Paints.ERROR_FG;
            case "unstable" -> Paints.WARN;
            default -> Paints.MUTED;
        };
    }

    @Override
    public List<TrendChart.Mark> marks() {
        return model.verdicts().stream().map(this::mark).toList();
    }

    /** The line that was seen goes through the middle of the smoothed scores it was read from. */
    private TrendChart.Mark mark(Verdict verdict) {
        int end = 0;
        while (end < size() && at(end) <= verdict.at()) end++;
        int n = verdict.seen().n();
        boolean falls = verdict.seen().direction().equals("degrading");
        if (!falls || n < 2 || end < n)
            return new TrendChart.Mark(verdict.at(), verdict.number(), Double.NaN, 0, 0);
        double mean = 0;
        for (int i = end - n; i < end; i++) mean += score(i) / n;
        double half = verdict.seen().change() / 2;
        return new TrendChart.Mark(
                verdict.at(), verdict.number(), at(end - n), mean - half, mean + half);
    }
}
