package dev.dspex.orchestration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dspex.orchestration.Selector.Terms;

import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

/** Bounds over 400 seeds; the figures of the literature's settings lie well within. */
class SelectorTest {
    private static final int SEEDS = 400;
    private static final Task ANY = new Task("any", 1);

    private static double reward(SplittableRandom random, double mean) {
        return random.nextDouble() < mean ? 1 : 0;
    }

    private static double atPercent(double[] values, int percent) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[Math.min(sorted.length - 1, sorted.length * percent / 100)];
    }

    @Test
    void thompsonRegretsLittleAndEndsAtTheBestArm() {
        List<String> arms = List.of("a", "b", "c", "d");
        double[] means = {.55, .65, .80, .60};
        double[] regrets = new double[SEEDS];
        double last = 0;
        for (int seed = 0; seed < SEEDS; seed++) {
            var bandit = new Thompson(arms, 1, seed);
            var random = new SplittableRandom(seed);
            for (int t = 0; t < 2_000; t++) {
                String arm = bandit.select(ANY, Terms.FREE).arm().orElseThrow();
                bandit.learn(ANY, arm, reward(random, means[arms.indexOf(arm)]));
                regrets[seed] += .80 - means[arms.indexOf(arm)];
                if (t >= 1_800 && arm.equals("c")) last += 1.0 / 200 / SEEDS;
            }
        }
        assertThat(atPercent(regrets, 95)).isLessThanOrEqualTo(45);
        assertThat(last).isGreaterThanOrEqualTo(.95);
    }

    @Test
    void eachClassOfTasksHasItsOwnBestArm() {
        double[][] means = {{.8, .5, .5}, {.5, .8, .5}, {.5, .5, .8}};
        List<String> arms = List.of("0", "1", "2");
        double[] regrets = new double[SEEDS];
        for (int seed = 0; seed < SEEDS; seed++) {
            var bandit = new Thompson(arms, 1, seed);
            var random = new SplittableRandom(seed);
            for (int t = 0; t < 1_500; t++) {
                int kind = random.nextInt(3);
                var task = new Task("class " + kind, 1);
                int arm = Integer.parseInt(bandit.select(task, Terms.FREE).arm().orElseThrow());
                bandit.learn(task, arms.get(arm), reward(random, means[kind][arm]));
                regrets[seed] += .8 - means[kind][arm];
            }
        }
        assertThat(atPercent(regrets, 95)).isLessThanOrEqualTo(50);
    }

    @Test
    void whatIsForgottenMakesRoomForAnArmThatBecameBetter() {
        int found = 0;
        for (int seed = 0; seed < SEEDS; seed++) {
            var bandit = new Thompson(List.of("a", "b"), Thompson.DRIFTING, seed);
            var random = new SplittableRandom(seed);
            int chosen = 0;
            for (int t = 0; t < 1_120; t++) {
                boolean swapped = t >= 1_000;
                String arm = bandit.select(ANY, Terms.FREE).arm().orElseThrow();
                bandit.learn(ANY, arm, reward(random, arm.equals("a") != swapped ? .8 : .5));
                if (t >= 1_100 && arm.equals("b")) chosen++;
            }
            if (chosen >= 10) found++;
        }
        assertThat(found).isGreaterThanOrEqualTo(SEEDS * 80 / 100);
    }

    @Test
    void featuresTellWhichArmSuits() {
        double regret = 0;
        for (int seed = 0; seed < SEEDS; seed++) {
            var bandit = new LinUcb(List.of("plain", "tool"), 2, LinUcb.ALPHA);
            var random = new SplittableRandom(seed);
            for (int t = 0; t < 500; t++) {
                double digits = random.nextInt(2);
                var task = new Task("any", 1, digits);
                String arm = bandit.select(task, Terms.FREE).arm().orElseThrow();
                double mean = arm.equals("tool") == (digits == 1) ? .85 : .45;
                bandit.learn(task, arm, reward(random, mean));
                if (t >= 250) regret += (.85 - mean) / SEEDS;
            }
        }
        // by chance it would be 50
        assertThat(regret).isLessThan(10);
    }

    @Test
    void aPersonsChoiceCostAndWhatIsDownGoFirst() {
        var bandit = new Thompson(List.of("a", "b"), 1, 1);
        for (int i = 0; i < 200; i++) {
            bandit.learn(ANY, "a", 1);
            bandit.learn(ANY, "b", i % 10 == 0 ? 0 : 1);
        }
        assertThat(bandit.select(ANY, Terms.FREE).arm()).hasValue("a");
        var locked = new Terms(Map.of(), 0, "b", Set.of());
        assertThat(bandit.select(ANY, locked).arm()).hasValue("b");
        var dear = new Terms(Map.of("a", .01, "b", .001), 50, "", Set.of());
        assertThat(bandit.select(ANY, dear).arm()).hasValue("b");
        assertThat(bandit.select(ANY, new Terms(Map.of(), 0, "", Set.of("a"))).arm()).hasValue("b");
        var none = bandit.select(ANY, new Terms(Map.of(), 0, "", Set.of("a", "b")));
        assertThat(none.arm()).isEmpty();
        assertThat(none.scores()).containsOnlyKeys("a", "b");
    }

    @Test
    void theSameSeedChoosesTheSame() {
        for (int i = 0; i < 3; i++) {
            var one = new Thompson(List.of("a", "b", "c"), 1, i);
            var other = new Thompson(List.of("a", "b", "c"), 1, i);
            for (int t = 0; t < 50; t++) {
                String arm = one.select(ANY, Terms.FREE).arm().orElseThrow();
                assertThat(other.select(ANY, Terms.FREE).arm()).hasValue(arm);
                one.learn(ANY, arm, t % 3 / 2.0);
                other.learn(ANY, arm, t % 3 / 2.0);
            }
        }
    }
}
