package dev.dspex.orchestration;

import dev.dspex.orchestration.Selector.Terms;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;
import java.util.function.LongFunction;

/** Ways to choose among arms, beside which the workbench's own is measured. */
enum Bandits {
    THOMPSON("Thompson sampling (the workbench)") {
        @Override
        Player play(List<String> arms, long seed) {
            return of(new Thompson(arms, 1, seed), arms);
        }
    },
    DRIFTING("Thompson sampling that forgets, γ .99") {
        @Override
        Player play(List<String> arms, long seed) {
            return of(new Thompson(arms, Thompson.DRIFTING, seed), arms);
        }
    },
    UCB1("UCB1") {
        @Override
        Player play(List<String> arms, long seed) {
            return new Scored(
                    arms.size(),
                    (means, counts, t) ->
                            i ->
                                    counts[i] == 0
                                            ? Double.MAX_VALUE
                                            : means[i] + Math.sqrt(2 * Math.log(t) / counts[i]));
        }
    },
    EPSILON("ε-greedy, ε .1") {
        @Override
        Player play(List<String> arms, long seed) {
            var random = new SplittableRandom(seed);
            return new Scored(
                    arms.size(),
                    (means, _, _) ->
                            random.nextDouble() < .1
                                    ? chosen(random.nextInt(arms.size()))
                                    : i -> means[i]);
        }
    },
    GREEDY("greedy") {
        @Override
        Player play(List<String> arms, long seed) {
            return new Scored(
                    arms.size(),
                    (means, counts, _) -> i -> counts[i] == 0 ? Double.MAX_VALUE : means[i]);
        }
    },
    UNIFORM("at random") {
        @Override
        Player play(List<String> arms, long seed) {
            var random = new SplittableRandom(seed);
            return new Scored(arms.size(), (_, _, _) -> chosen(random.nextInt(arms.size())));
        }
    };

    final String title;

    Bandits(String title) {
        this.title = title;
    }

    abstract Player play(List<String> arms, long seed);

    /** Plays one series: says which arm, hears the reward. */
    interface Player {
        int choose();

        void learn(int arm, double reward);
    }

    private interface Rule {
        IntToDoubleFunction scores(double[] means, int[] counts, int t);
    }

    private static IntToDoubleFunction chosen(int arm) {
        return i -> i == arm ? 1 : 0;
    }

    private static Player of(Selector selector, List<String> arms) {
        var task = new Task("any", 1);
        return new Player() {
            @Override
            public int choose() {
                return arms.indexOf(selector.select(task, Terms.FREE).arm().orElseThrow());
            }

            @Override
            public void learn(int arm, double reward) {
                selector.learn(task, arms.get(arm), reward);
            }
        };
    }

    /** The arm with the highest score; of equal ones the first. */
    private static final class Scored implements Player {
        private final double[] means;
        private final int[] counts;
        private final Rule rule;
        private int t;

        Scored(int arms, Rule rule) {
            means = new double[arms];
            counts = new int[arms];
            this.rule = rule;
        }

        @Override
        public int choose() {
            var scores = rule.scores(means, counts, ++t);
            int best = 0;
            for (int i = 1; i < means.length; i++) {
                if (scores.applyAsDouble(i) > scores.applyAsDouble(best)) best = i;
            }
            return best;
        }

        @Override
        public void learn(int arm, double reward) {
            means[arm] += (reward - means[arm]) / ++counts[arm];
        }
    }

    /**
     * What was chosen and what it cost, over many seeds.
     *
     * @param regrets of each seed, at the end
     * @param regret mean after each round
     * @param best share of the seeds that chose the best arm in each round
     */
    record Series(double[] regrets, double[] regret, double[] best) {
        double mean() {
            return Arrays.stream(regrets).average().orElseThrow();
        }

        double atPercent(int percent) {
            double[] sorted = regrets.clone();
            Arrays.sort(sorted);
            return sorted[(sorted.length * percent + 99) / 100 - 1];
        }

        double lately(int rounds) {
            return Arrays.stream(best, best.length - rounds, best.length).average().orElseThrow();
        }
    }

    /**
     * @param means by round: the chance of a reward of each arm
     */
    Series measure(int seeds, int rounds, LongFunction<double[]> means) {
        int n = means.apply(0).length;
        List<String> arms =
                java.util.stream.IntStream.range(0, n).mapToObj(i -> "arm " + i).toList();
        var series = new Series(new double[seeds], new double[rounds], new double[rounds]);
        for (int seed = 0; seed < seeds; seed++) {
            Player player = play(arms, seed);
            var random = new SplittableRandom(seed);
            for (int t = 0; t < rounds; t++) {
                double[] now = means.apply(t);
                double best = Arrays.stream(now).max().orElseThrow();
                int arm = player.choose();
                player.learn(arm, random.nextDouble() < now[arm] ? 1 : 0);
                series.regrets()[seed] += best - now[arm];
                series.regret()[t] += series.regrets()[seed] / seeds;
                if (now[arm] == best) series.best()[t] += 1.0 / seeds;
            }
        }
        return series;
    }
}
