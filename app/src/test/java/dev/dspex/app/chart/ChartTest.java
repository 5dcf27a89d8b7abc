package dev.dspex.app.chart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dspex.app.chart.ParetoChart.Candidate;
import dev.dspex.app.chart.ScoreData.Evaluation;
import dev.dspex.app.testing.OnFx;

import javafx.scene.Scene;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;

class ChartTest {
    private static final Axis CALLS = Axis.of("LM calls", Unit.COUNT);

    @Test
    void arrowKeysWalkThroughThePointsAndSayThem() {
        OnFx.run(
                () -> {
                    var chart = score();
                    press(chart, KeyCode.RIGHT);
                    assertThat(chart.getAccessibleText())
                            .isEqualTo("c0  full, Score 0.600, Rows 60, LM calls 100");
                    press(chart, KeyCode.RIGHT);
                    press(chart, KeyCode.RIGHT);
                    assertThat(Objects.requireNonNull(chart.shown()).title())
                            .isEqualTo("c1  minibatch");
                    press(chart, KeyCode.RIGHT);
                    assertThat(Objects.requireNonNull(chart.shown()).title())
                            .isEqualTo("c1  minibatch");
                    press(chart, KeyCode.ESCAPE);
                    assertThat(chart.shown()).isNull();
                    assertThat(chart.getAccessibleText()).contains("Best is c1 with 0.700");
                });
    }

    @Test
    void theNearestPointWithin24PixelsIsFound() {
        OnFx.run(
                () -> {
                    var chart = score();
                    var plot = chart.plot();
                    double x = plot.x(300);
                    double y = plot.y(0.7);
                    assertThat(chart.nearest(plot, x + 10, y + 10))
                            .hasValueSatisfying(
                                    spot -> assertThat(spot.title()).isEqualTo("c1  full"));
                    assertThat(chart.nearest(plot, x - 25, y)).isEmpty();
                });
    }

    @Test
    void fullEvaluationsAndMinibatchesAreApartInTheTable() {
        OnFx.run(
                () ->
                        assertThat(score().table().rows())
                                .containsExactly(
                                        List.of("c0", "full", "0.600", "60", "100"),
                                        List.of("c1", "full", "0.700", "60", "300"),
                                        List.of("c1", "minibatch", "0.900", "12", "200")));
    }

    @Test
    void theFirstOfEquallyGoodOnesIsBest() {
        var data =
                new ScoreData(
                        List.of(new Evaluation("c0", 1, 0.7, 60), new Evaluation("c1", 2, 0.7, 60)),
                        List.of(),
                        2,
                        null,
                        "",
                        null,
                        false);

        assertThat(data.best())
                .hasValueSatisfying(best -> assertThat(best.candidate()).isEqualTo("c0"));
    }

    @Test
    void aLineChartFindsPointsOfEachLine() {
        OnFx.run(
                () -> {
                    var chart = new LineChart(CALLS, Axis.of("Score", Unit.SCORE));
                    chart.line("a").points().add(1, 0.5);
                    chart.line("b").points().add(2, 0.6);
                    laidOut(chart);
                    assertThat(chart.spotAt(1))
                            .hasValueSatisfying(
                                    spot ->
                                            assertThat(spot.words())
                                                    .isEqualTo("b, LM calls 2, Score 0.600"));
                    assertThat(chart.nearest(chart.plot(), chart.plot().x(1), chart.plot().y(0.5)))
                            .hasValueSatisfying(spot -> assertThat(spot.title()).isEqualTo("a"));
                    assertThat(chart.table().rows()).hasSize(2);
                    assertThat(chart.legend())
                            .extracting(LegendKey::name)
                            .containsExactly("a", "b");
                });
    }

    @Property
    void noMemberOfTheFrontIsDominatedAndEveryOtherOneIs(@ForAll long seed) {
        var random = new Random(seed);
        var all = new ArrayList<Candidate>();
        for (int i = 0; i < random.nextInt(40); i++)
            all.add(new Candidate("c" + i, random.nextInt(10), random.nextInt(10) / 10.0));
        var front = ParetoChart.front(all);

        assertThat(front)
                .noneMatch(member -> all.stream().anyMatch(other -> other.dominates(member)));
        assertThat(all)
                .allMatch(
                        one ->
                                front.stream()
                                        .anyMatch(
                                                member ->
                                                        member.dominates(one)
                                                                || (member.x() == one.x()
                                                                        && member.score()
                                                                                == one.score())));
    }

    private static ScoreChart score() {
        var chart = new ScoreChart(CALLS);
        chart.show(
                CALLS,
                new ScoreData(
                        List.of(
                                new Evaluation("c0", 100, 0.6, 60),
                                new Evaluation("c1", 300, 0.7, 60)),
                        List.of(new Evaluation("c1", 200, 0.9, 12)),
                        400,
                        null,
                        "",
                        0.6,
                        true));
        laidOut(chart);
        return chart;
    }

    private static void laidOut(Chart chart) {
        var scene = new Scene(chart, 600, 300);
        scene.snapshot(null);
    }

    private static void press(Chart chart, KeyCode code) {
        chart.fireEvent(
                new KeyEvent(KeyEvent.KEY_PRESSED, "", "", code, false, false, false, false));
    }
}
