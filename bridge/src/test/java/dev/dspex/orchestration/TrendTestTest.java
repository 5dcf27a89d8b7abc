package dev.dspex.orchestration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.dspex.orchestration.Trend.Direction;

import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;

class TrendTestTest {
    private static final int TRIES = 4_000;
    private static final double SIGMA = 0.1;

    private final SplittableRandom random = new SplittableRandom(7);

    private double[] series(int n, IntToDoubleFunction mean, double sigma) {
        double[] scores = new double[n];
        Arrays.setAll(scores, i -> mean.applyAsDouble(i) + sigma * random.nextGaussian());
        return scores;
    }

    private double share(Direction direction, java.util.function.Supplier<double[]> series) {
        int found = 0;
        for (int i = 0; i < TRIES; i++) {
            if (TrendTest.STANDARD.read(series.get()).direction() == direction) found++;
        }
        return (double) found / TRIES;
    }

    private double trends(java.util.function.Supplier<double[]> series) {
        int found = 0;
        for (int i = 0; i < TRIES; i++) {
            Direction direction = TrendTest.STANDARD.read(series.get()).direction();
            if (direction == Direction.IMPROVING || direction == Direction.DEGRADING) found++;
        }
        return (double) found / TRIES;
    }

    @Test
    void theStatisticIsTheOneOfTheTextbook() {
        // all ten pairs rise: variance 5·4·15/18
        var rising = MannKendall.of(new double[] {1, 2, 3, 4, 5});
        assertThat(rising.s()).isEqualTo(10);
        assertThat(rising.variance()).isCloseTo(300.0 / 18, within(1e-12));
        assertThat(rising.z()).isCloseTo(9 / Math.sqrt(300.0 / 18), within(1e-12));
        assertThat(rising.p()).isCloseTo(0.02749, within(1e-5));
        // pairs of 3 1 2 2: three fall, two rise, one is a tie; 4·3·13 less 2·1·9
        var tied = MannKendall.of(new double[] {3, 1, 2, 2});
        assertThat(tied.s()).isEqualTo(-1);
        assertThat(tied.variance()).isCloseTo((156.0 - 18) / 18, within(1e-12));
        assertThat(tied.z()).isZero();
        assertThat(tied.p()).isEqualTo(1);
        assertThat(MannKendall.of(new double[] {5, 5, 5}).p()).isEqualTo(1);
    }

    @Test
    void noiseIsNoTrend() {
        assertThat(trends(() -> series(30, _ -> 0.7, SIGMA))).isLessThanOrEqualTo(0.02);
    }

    @Test
    void aDriftIsFound() {
        double[] step = {3 * SIGMA / 29, 2 * SIGMA / 29};
        assertThat(share(Direction.DEGRADING, () -> series(30, i -> 0.8 - step[0] * i, SIGMA)))
                .isGreaterThanOrEqualTo(0.9);
        assertThat(share(Direction.IMPROVING, () -> series(30, i -> 0.5 + step[1] * i, SIGMA)))
                .isGreaterThanOrEqualTo(0.5);
    }

    @Test
    void scoresThatResembleTheirNeighboursAreNoTrend() {
        assertThat(
                        trends(
                                () -> {
                                    double[] noise = series(30, _ -> 0, SIGMA);
                                    for (int i = 1; i < noise.length; i++) {
                                        noise[i] += 0.3 * noise[i - 1];
                                    }
                                    return noise;
                                }))
                .isLessThanOrEqualTo(0.02);
    }

    @Test
    void aWiderSpreadIsUnstable() {
        assertThat(
                        share(
                                Direction.UNSTABLE,
                                () -> {
                                    double[] all = series(150, _ -> 0.7, SIGMA);
                                    double[] wide = series(30, _ -> 0.7, 3 * SIGMA);
                                    System.arraycopy(wide, 0, all, 120, 30);
                                    return all;
                                }))
                .isGreaterThanOrEqualTo(0.85);
        assertThat(
                        share(
                                Direction.UNSTABLE,
                                () -> {
                                    double[] all = series(150, _ -> 0.7, 0.02);
                                    for (int i = 120; i < 150; i++) {
                                        all[i] = i % 2 == 0 ? 0.5 : 0.9;
                                    }
                                    return all;
                                }))
                .isEqualTo(1);
        assertThat(share(Direction.UNSTABLE, () -> series(150, _ -> 0.7, SIGMA))).isLessThan(0.01);
    }

    @Test
    void aChangeTooSmallToMatterIsSteady() {
        double[] creeping = series(30, i -> 0.7 + 0.0005 * i, 0.0001);
        assertThat(MannKendall.of(creeping).p()).isLessThan(0.01);
        assertThat(TrendTest.STANDARD.read(creeping).direction()).isEqualTo(Direction.STEADY);
        assertThat(TrendTest.STANDARD.read(new double[] {.1, .2, .3}).direction())
                .isEqualTo(Direction.STEADY);
        assertThat(TrendTest.STANDARD.read(new double[0]).n()).isZero();
    }
}
