package dev.dspex.optimize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

import java.util.SplittableRandom;

class AcceptanceTest {
    /**
     * Scores of n rows: the first {@code better} gain, the next {@code worse} lose, the rest tie.
     */
    private static double[][] pairs(int n, int better, int worse) {
        double[][] scores = new double[2][n];
        for (int i = 0; i < n; i++) {
            scores[0][i] = i < better ? 0 : 1;
            scores[1][i] = i >= better && i < better + worse ? 0 : 1;
        }
        return scores;
    }

    @Test
    void mcNemarGivesTheExactBinomialProbability() {
        double[][] scores = pairs(100, 8, 1);
        // 2 · (C(9,0) + C(9,1)) / 2⁹
        assertThat(Acceptance.mcNemar(scores[0], scores[1])).isCloseTo(20.0 / 512, within(1e-12));
        double[][] even = pairs(10, 2, 2);
        assertThat(Acceptance.mcNemar(even[0], even[1])).isEqualTo(1);
    }

    @Test
    void aClearGainIsAcceptedAndAPossibleChanceIsNot() {
        double[][] clear = pairs(100, 12, 1);
        Acceptance.Verdict verdict = Acceptance.compare(clear[0], clear[1]);
        assertThat(verdict.accepted()).isTrue();
        assertThat(verdict.test()).isEqualTo("exact McNemar");
        assertThat(verdict.gain()).isCloseTo(0.11, within(1e-9));
        double[][] chance = pairs(100, 4, 1);
        assertThat(Acceptance.compare(chance[0], chance[1]))
                .satisfies(
                        v -> assertThat(v.accepted()).isFalse(),
                        v -> assertThat(v.reason()).contains("may be chance"),
                        v -> assertThat(v.minimumGain()).isGreaterThan(v.gain()));
    }

    @Test
    void aLossIsNeverAcceptedHoweverSure() {
        double[][] worse = pairs(100, 1, 15);
        Acceptance.Verdict verdict = Acceptance.compare(worse[0], worse[1]);
        assertThat(verdict.pValue()).isLessThan(0.05);
        assertThat(verdict.accepted()).isFalse();
        assertThat(verdict.reason()).startsWith("Not better");
    }

    @Test
    void gradedScoresTakeThePermutationTestExactWhereSmall() {
        double[] before = {0.1, 0.2, 0.3, 0.4, 0.5};
        double[] after = {0.2, 0.4, 0.6, 0.8, 1.0};
        // Only all signs as seen and all turned reach the sum: 2 of 32.
        assertThat(Acceptance.permutation(before, after)).isEqualTo(2.0 / 32);
        assertThat(Acceptance.permutation(before, before)).isEqualTo(1);
    }

    @Test
    void withoutADifferenceFewComparisonsAreAccepted() {
        int accepted = 0;
        for (int seed = 0; seed < 200; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            double[] before = random.doubles(60).toArray();
            double[] after = random.doubles(60).toArray();
            accepted += Acceptance.compare(before, after).accepted() ? 1 : 0;
        }
        assertThat(accepted).isLessThanOrEqualTo(12);
    }

    @Test
    void theMinimumGainShrinksWithTheRows() {
        double[][] small = pairs(100, 10, 10);
        double[][] large = pairs(400, 40, 40);
        double ofSmall = Acceptance.compare(small[0], small[1]).minimumGain();
        assertThat(ofSmall).isBetween(0.11, 0.14);
        assertThat(Acceptance.compare(large[0], large[1]).minimumGain()).isBetween(0.055, 0.07);
    }
}
