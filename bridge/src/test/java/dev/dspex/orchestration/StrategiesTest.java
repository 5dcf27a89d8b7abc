package dev.dspex.orchestration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dspex.agent.Ballot;
import dev.dspex.agent.Tally;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;

/** The same 500 scripted tasks under each strategy, over 100 seeds, and what sets each apart. */
class StrategiesTest {
    private static final int SEEDS = 100;
    private static final int TASKS = 500;
    private static final int KNOWN = 6_000;
    private static final Task TASK = new Task("any", 1);

    /** A module: share of right answers, dollars a task. */
    private record Module(double right, double usd) {}

    /** Means over the seeds; after how many tasks the best module had 15 of the last 20. */
    private record Row(double score, double usd, double recovery) {}

    private static final Map<String, Module> ALIKE =
            modules("large", .835, .010, "middle", .82, .003, "small", .60, .001);
    private static final Map<String, Module> PANEL =
            modules("one", .72, .004, "two", .71, .004, "three", .70, .004);

    private static Map<String, Module> modules(Object... said) {
        var modules = new LinkedHashMap<String, Module>();
        for (int i = 0; i < said.length; i += 3) {
            modules.put((String) said[i], new Module((double) said[i + 1], (double) said[i + 2]));
        }
        return modules;
    }

    private static Row run(
            Strategy strategy, Map<String, Module> modules, boolean known, int swap) {
        double score = 0;
        double usd = 0;
        double recovery = 0;
        List<String> arms = List.copyOf(modules.keySet());
        for (int seed = 0; seed < SEEDS; seed++) {
            boolean drifts = strategy == Strategy.ADAPTIVE_LEARNING;
            var bandit = new Thompson(arms, drifts ? Thompson.DRIFTING : 1, seed);
            var chooser = new Chooser(arms, bandit, Map.of(), seed);
            var random = new SplittableRandom(seed);
            if (known) {
                for (String arm : arms) {
                    Module module = of(modules, arm);
                    for (int i = 0; i < KNOWN; i++) {
                        chooser.learn(TASK, arm, reward(random, module.right()), module.usd());
                    }
                }
            }
            var course = Course.begin(Duration.ofMillis(1), 1, strategy);
            var past = new HashMap<String, int[]>();
            int recovered = TASKS;
            var latest = new ArrayDeque<Boolean>();
            for (int t = 0; t < TASKS; t++) {
                List<String> chosen = chooser.choose(TASK, course).arms();
                var ballots = new ArrayList<Ballot>();
                for (String arm : chosen) {
                    Module module = of(modules, t < swap ? arm : swapped(arms, arm));
                    boolean right = random.nextDouble() < module.right();
                    int[] seen = past.computeIfAbsent(arm, _ -> new int[2]);
                    String answer = right ? "right" : "wrong " + random.nextInt(3);
                    ballots.add(Ballot.of(arm, answer, seen[0], seen[1]));
                    seen[0] += right ? 1 : 0;
                    seen[1]++;
                    chooser.learn(TASK, arm, right ? 1 : 0, module.usd());
                    usd += module.usd() / SEEDS;
                }
                if (Tally.of(ballots, .5, t).leading().equals(java.util.Optional.of("right"))) {
                    score += 1.0 / TASKS / SEEDS;
                }
                // the last one is then as the first was
                if (t >= swap) latest.addLast(chosen.contains(arms.getLast()));
                if (latest.size() > 20) latest.removeFirst();
                long best = latest.stream().filter(one -> one).count();
                if (recovered == TASKS && best >= 15) recovered = t - swap;
            }
            recovery += (double) Math.min(recovered, TASKS - Math.min(swap, TASKS)) / SEEDS;
        }
        return new Row(score, usd, recovery);
    }

    /** After a swap each arm is as the next one was. */
    private static String swapped(List<String> arms, String arm) {
        return arms.get((arms.indexOf(arm) + 1) % arms.size());
    }

    private static double reward(SplittableRandom random, double right) {
        return random.nextDouble() < right ? 1 : 0;
    }

    private static Map<Strategy, Row> all(Map<String, Module> modules, boolean known, int swap) {
        var rows = new EnumMap<Strategy, Row>(Strategy.class);
        for (Strategy strategy : Strategy.values()) {
            rows.put(strategy, run(strategy, modules, known, swap));
        }
        return rows;
    }

    private static <K, V> V of(Map<K, V> map, K key) {
        return Objects.requireNonNull(map.get(key));
    }

    private static void print(String title, Map<Strategy, Row> rows) {
        System.out.println(title);
        rows.forEach(
                (strategy, row) ->
                        System.out.printf(
                                Locale.ROOT,
                                "  %-24s score %.3f, $%.2f, recovery %.0f tasks%n",
                                strategy.key(),
                                row.score(),
                                row.usd(),
                                row.recovery()));
    }

    @Test
    void eachStrategyIsBestAtWhatItStandsFor() {
        Map<Strategy, Row> known = all(ALIKE, true, TASKS);
        Map<Strategy, Row> swap =
                all(modules("a", .85, .004, "b", .55, .004, "c", .5, .004), false, 250);
        Map<Strategy, Row> panel = all(PANEL, false, TASKS);
        print("Modules that are known well:", known);
        print("The best module becomes bad half-way:", swap);
        print("Modules of a kind that err independently:", panel);

        Row performance = of(known, Strategy.PERFORMANCE_OPTIMIZED);
        Row saving = of(known, Strategy.RESOURCE_CONSERVING);
        assertThat(performance.score())
                .isGreaterThanOrEqualTo(of(known, Strategy.ADAPTIVE_LEARNING).score())
                .isGreaterThanOrEqualTo(saving.score() - .005);
        assertThat(saving.usd()).isLessThanOrEqualTo(performance.usd() / 2);
        assertThat(performance.score() - saving.score()).isLessThanOrEqualTo(.03 + .01);
        double fastest = of(swap, Strategy.ADAPTIVE_LEARNING).recovery();
        assertThat(fastest)
                .isLessThan(of(swap, Strategy.PERFORMANCE_OPTIMIZED).recovery())
                .isLessThan(of(swap, Strategy.RESOURCE_CONSERVING).recovery());
        double vote = of(panel, Strategy.MULTI_AGENT_COORDINATED).score();
        panel.forEach(
                (strategy, row) -> {
                    if (strategy != Strategy.MULTI_AGENT_COORDINATED) {
                        assertThat(vote).as(strategy.key()).isGreaterThan(row.score());
                    }
                });
    }
}
