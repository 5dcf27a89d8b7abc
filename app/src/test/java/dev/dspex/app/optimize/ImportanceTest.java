package dev.dspex.app.optimize;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dspex.optimize.Importance;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.ToDoubleFunction;

class ImportanceTest {
    private static final List<StudySpace.Dimension> DIMENSIONS =
            List.of(
                    new StudySpace.Dimension("x", 0, 1, List.of()),
                    new StudySpace.Dimension("y", 0, 1, List.of()),
                    new StudySpace.Dimension("kind", 0, 0, List.of("a", "b", "c")));

    @Test
    void whatAloneDecidesTheScoreHasNearlyAllOfIt() {
        var shares = of(400, at -> at[0]);

        assertThat(shares.getFirst().variable()).isEqualTo("x");
        assertThat(shares.getFirst().omega()).isBetween(0.93, 1.0);
        assertThat(shares.getFirst().slope()).isCloseTo(1, Offset.offset(1e-9));
        assertThat(share(shares, "y").omega()).isLessThan(0.05);
        assertThat(share(shares, "kind").omega()).isLessThan(0.05);
    }

    @Test
    void anOptimumInTheMiddleCountsThoughThereIsNoSlope() {
        var share = share(of(400, at -> -Math.abs(at[0] - 0.5)), "x");

        assertThat(share.omega()).isGreaterThan(0.7);
        assertThat(Math.abs(share.slope())).isLessThan(0.15);
    }

    @Test
    void sharesOfAKnownSumAreFound() {
        // variance of x + kind/2: 1/12 and 1/6, so a third and two thirds
        var shares = of(3000, at -> at[0] + at[2] / 2);

        assertThat(share(shares, "x").omega()).isCloseTo(1 / 3.0, Offset.offset(0.05));
        assertThat(share(shares, "kind").omega()).isCloseTo(2 / 3.0, Offset.offset(0.05));
        assertThat(share(shares, "kind").slope()).isNaN();
    }

    @Test
    void omegaOfHaysIsThatOfTheBook() {
        // three groups of three: SSb 42, SSw 6, so (42 - 2 * 1) / (48 + 1)
        int[] classes = {0, 0, 0, 1, 1, 1, 2, 2, 2};
        double[] scores = {1, 2, 3, 2, 3, 4, 6, 7, 8};

        assertThat(Importance.omega(classes, scores)).isCloseTo(40 / 49.0, Offset.offset(1e-12));
    }

    @Test
    void aVariableThatIsNotAlwaysInForceIsComparedWithItsAbsence() {
        var points = new ArrayList<StudySpace.Point>();
        for (int i = 0; i < 20; i++) {
            double at = i % 2 == 0 ? Double.NaN : i / 20.0;
            points.add(new StudySpace.Point("c" + i, new double[] {at}, i % 2));
        }
        var shares = new StudySpace(DIMENSIONS.subList(0, 1), points, 9).shares();

        assertThat(shares.getFirst().omega()).isCloseTo(1, Offset.offset(1e-9));
    }

    @Test
    void tiesShareTheirRank() {
        assertThat(Importance.spearman(new double[] {1, 1, 2, 3}, new double[] {5, 5, 7, 9}))
                .isCloseTo(1, Offset.offset(1e-12));
        assertThat(Importance.spearman(new double[] {1, 1, 1}, new double[] {1, 2, 3})).isNaN();
    }

    @Test
    void ofFewCandidatesNothingIsSaid() {
        assertThat(of(Importance.LEAST - 1, at -> at[0])).isEmpty();
    }

    private static List<Importance.Share> of(int n, ToDoubleFunction<double[]> score) {
        var random = new Random(3);
        var points = new ArrayList<StudySpace.Point>();
        for (int i = 0; i < n; i++) {
            double[] at = {random.nextDouble(), random.nextDouble(), random.nextInt(3)};
            points.add(new StudySpace.Point("c" + i, at, score.applyAsDouble(at)));
        }
        return new StudySpace(DIMENSIONS, points, 9).shares();
    }

    private static Importance.Share share(List<Importance.Share> shares, String variable) {
        return shares.stream().filter(s -> s.variable().equals(variable)).findFirst().orElseThrow();
    }
}
