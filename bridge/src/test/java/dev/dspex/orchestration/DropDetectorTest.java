package dev.dspex.orchestration;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;

class DropDetectorTest {
    private final SplittableRandom random = new SplittableRandom(11);

    private double[] delays(
            Supplier<DropDetector> made, DoubleSupplier scores, int tries, int most) {
        double[] delays = new double[tries];
        for (int i = 0; i < tries; i++) {
            DropDetector detector = made.get();
            int n = 1;
            while (!detector.drops(scores.getAsDouble()) && n < most) n++;
            delays[i] = n;
        }
        Arrays.sort(delays);
        return delays;
    }

    /** A detector that has seen what is usual for a while. */
    private DropDetector after(int scores, DropDetector detector) {
        for (int i = 0; i < scores; i++) detector.drops(share(0.8));
        return detector;
    }

    private double normal(double mean) {
        return mean + 0.1 * random.nextGaussian();
    }

    private double share(double right) {
        return random.nextDouble() < right ? 1 : 0;
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).average().orElseThrow();
    }

    @Test
    void aDropOnAScaleIsNoticedSoonAndNoiseIsNot() {
        Supplier<DropDetector> made = () -> DropDetector.ofScale(0.8, 0.1, 0.5, 8);
        double[] oneSigma = delays(made, () -> normal(0.7), 1_000, 5_000);
        double[] twoSigma = delays(made, () -> normal(0.6), 1_000, 5_000);
        assertThat(oneSigma[950]).isLessThanOrEqualTo(40);
        assertThat(twoSigma[950]).isLessThanOrEqualTo(12);
        assertThat(mean(delays(made, () -> normal(0.8), 200, 5_000))).isGreaterThan(1_000);
    }

    @Test
    void aDropOfAShareIsNoticedSoonAndNoiseIsNot() {
        Supplier<DropDetector> made = () -> DropDetector.ofShare(0.8, 0.5, 5);
        double[] dropped = delays(() -> after(100, made.get()), () -> share(0.5), 1_000, 5_000);
        assertThat(dropped[500]).isBetween(12.0, 20.0);
        assertThat(dropped[950]).isLessThanOrEqualTo(45);
        assertThat(mean(delays(made, () -> share(0.8), 300, 5_000))).isBetween(700.0, 2_000.0);
    }
}
