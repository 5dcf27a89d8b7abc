package dev.dspex.app.chart;

import dev.dspex.app.chart.ScoreData.Evaluation;
import dev.dspex.app.kit.Layout;
import dev.dspex.app.testing.Pictures;
import dev.dspex.app.theme.Theme;

import javafx.scene.Parent;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Every chart on one page, to be looked at in both themes. */
public final class ChartSheet {
    private ChartSheet() {}

    public static void main(String[] arguments) {
        for (var theme : Theme.values())
            Pictures.take("charts", theme, 1400, 900, ChartSheet::make);
        System.exit(0);
    }

    public static Parent make() {
        var page =
                new VBox(
                        4,
                        Layout.row(4, island(820, score(true)), island(564, pareto())),
                        Layout.row(4, island(692, lines()), island(692, million())),
                        Layout.row(
                                4,
                                island(460, bars()),
                                island(460, ended()),
                                island(456, sparklines())));
        return Layout.padded(page, 4);
    }

    private static Region island(double width, Region content) {
        content.setPrefSize(width, 294);
        content.setMinWidth(width);
        return Layout.styled(content, "island");
    }

    private static Region score(boolean tip) {
        var chart = new ScoreChart(Axis.of("LM calls", Unit.COUNT));
        chart.show(Axis.of("LM calls", Unit.COUNT), history());
        if (tip) chart.show(chart.spotAt(3).orElseThrow());
        var panel = new ChartPanel("Score", chart);
        panel.setLegend(ScoreChart.legend("Full, 120 rows", "Minibatch, 12 rows"));
        return panel;
    }

    private static Region ended() {
        var chart = new ScoreChart(Axis.of("Minutes", Unit.MINUTES));
        chart.show(
                Axis.of("Minutes", Unit.MINUTES),
                new ScoreData(
                        List.of(
                                new Evaluation("c0", 0.2, 0.617, 60),
                                new Evaluation("c1", 0.5, 0.6, 60),
                                new Evaluation("c2", 0.9, 0.95, 60)),
                        List.of(),
                        0.95,
                        null,
                        "",
                        0.617,
                        false));
        return new ChartPanel("Score of a short study", chart);
    }

    static ScoreData history() {
        double[][] full = {
            {96, .617},
            {310, .642},
            {520, .683},
            {700, .671},
            {905, .725},
            {1130, .742},
            {1310, .733},
            {1480, .767},
            {1690, .792}
        };
        var names = List.of("c0", "c2", "c5", "c7", "c9", "c14", "c17", "c19", "c23");
        var random = new Random(11);
        var rings = new ArrayList<Evaluation>();
        for (int i = 0; i < full.length; i++)
            rings.add(new Evaluation(names.get(i), full[i][0], full[i][1], 120));
        var minis = new ArrayList<Evaluation>();
        for (int i = 0; i < 44; i++) {
            double x = 120 + i * 39 + random.nextDouble() * 20;
            minis.add(
                    new Evaluation(
                            "c" + i,
                            x,
                            Math.clamp(
                                    .60 + .2 * (x / 1846) + (random.nextDouble() - .55) * .2,
                                    .51,
                                    .885),
                            12));
        }
        return new ScoreData(rings, minis, 1846, 2755.0, "cap $2.00", .617, true);
    }

    private static Region pareto() {
        var chart = new ParetoChart(Axis.of("Dollars per 1,000 rows", Unit.DOLLARS));
        chart.show(
                Axis.of("Dollars per 1,000 rows", Unit.DOLLARS),
                List.of(
                        new ParetoChart.Candidate("seed", .22, .617),
                        new ParetoChart.Candidate("c5", .31, .683),
                        new ParetoChart.Candidate("c14", .46, .742),
                        new ParetoChart.Candidate("c23", .71, .792),
                        new ParetoChart.Candidate("c2", .42, .642),
                        new ParetoChart.Candidate("c9", .66, .725),
                        new ParetoChart.Candidate("c24", .88, .767),
                        new ParetoChart.Candidate("c19", 1.12, .767)));
        var panel = new ChartPanel("Pareto front", chart);
        panel.setLegend(ParetoChart.legend(false));
        return panel;
    }

    private static Region lines() {
        var chart = new LineChart(Axis.of("Run", Unit.COUNT), Axis.of("Score", Unit.SCORE));
        var random = new Random(5);
        for (var name : List.of("evaluate", "optimize", "third", "fourth", "fifth", "sixth")) {
            var line = chart.line(name);
            double base = 0.4 + random.nextDouble() * 0.3;
            for (int i = 1; i < 14; i++)
                line.points().add(i, base + i * 0.01 + random.nextDouble() * 0.05);
        }
        chart.refresh();
        chart.show(chart.spotAt(20).orElseThrow());
        var panel = new ChartPanel("Six lines", chart);
        panel.setLegend(chart.legend());
        return panel;
    }

    private static Region million() {
        var chart = new LineChart(Axis.of("Call", Unit.COUNT), Axis.of("Seconds", Unit.SECONDS));
        var random = new Random(5);
        var line = chart.line("latency");
        double walk = 1;
        for (int i = 0; i < 1_000_000; i++) {
            walk = Math.max(0.1, walk + random.nextGaussian() * 0.004);
            line.points().add(i, walk + (random.nextInt(50_000) == 0 ? 4 : 0));
        }
        chart.refresh();
        return new ChartPanel("A million points", chart);
    }

    private static Region bars() {
        var chart = new BarChart("Node", Axis.of("Seconds", Unit.SECONDS));
        chart.show(
                List.of(
                        new BarChart.Bar("classify.predict", 1.3),
                        new BarChart.Bar("investigate.react", 4.8),
                        new BarChart.Bar("reply", 0.7)));
        return new ChartPanel("Time by node", chart);
    }

    private static Region sparklines() {
        var spark = new Sparkline("Tokens a second", 72, 16, 40);
        for (double v : new double[] {60, 66, 62, 70, 68, 66, 72, 69, 71, 70}) spark.add(v);
        var wide = new Sparkline("Tokens a second", 300, 32, 40);
        for (int i = 0; i < 60; i++) wide.add(50 + 10 * Math.sin(i / 5.0));
        return Layout.padded(new VBox(16, spark, wide), 16);
    }
}
