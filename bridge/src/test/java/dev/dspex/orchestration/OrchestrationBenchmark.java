package dev.dspex.orchestration;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.LongFunction;

/**
 * How well modules are chosen, how soon a change is followed, what noise brings about, and what a
 * decision costs. The argument is the folder for {@code orchestration.md} and its two plots;
 * without one the tables are printed only.
 */
final class OrchestrationBenchmark {
    private static final int SEEDS = 100;
    private static final int ROUNDS = 2_000;
    private static final int AFTER = 1_000;
    private static final int LATELY = 20;
    private static final double[] FOUR = {.55, .65, .80, .60};
    private static final Task TASK = new Task("any", 1);

    private OrchestrationBenchmark() {}

    public static void main(String[] arguments) throws IOException {
        var text = new StringBuilder("# How sessions choose, and what it costs\n\n");
        text.append(
                "`dev.dspex.orchestration.OrchestrationBenchmark`, %d seeds; scripted rewards, the same numbers each time but for the times of the last part.\n\n"
                        .formatted(SEEDS));
        LinePlot regret = regret(text);
        LinePlot recovery = recovery(text);
        noise(text);
        cost(text);
        System.out.print(text);
        if (arguments.length == 0) return;
        Path folder = Path.of(arguments[0]);
        Files.writeString(folder.resolve("orchestration.md"), text);
        Files.writeString(folder.resolve("orchestration-regret.svg"), regret.svg());
        Files.writeString(folder.resolve("orchestration-recovery.svg"), recovery.svg());
    }

    private static LinePlot regret(StringBuilder text) {
        text.append(
                "## Regret\n\n"
                    + "Four modules that are right in 55, 65, 80 and 60 % of 2,000 tasks. Regret:"
                    + " tasks that the best one would have got right besides. Bar: at most 45 in 95"
                    + " % of the seeds, and the best module for 95 % of the last 200 tasks.\n\n");
        text.append("| | mean | 95 % | best one, last 200 |\n|---|---|---|---|\n");
        var plot = new LinePlot("Regret over 2,000 tasks", "tasks", 320);
        Map<Bandits, Bandits.Series> all = measured(Bandits.values(), ROUNDS, _ -> FOUR);
        all.forEach(
                (bandit, series) -> {
                    plot.line(bandit.title, series.regret());
                    line(
                            text,
                            "| %s | %.0f | %.0f | %.2f |",
                            bandit.title,
                            series.mean(),
                            series.atPercent(95),
                            series.lately(200));
                });
        text.append("\n![Regret](orchestration-regret.svg)\n\n");
        return plot;
    }

    private static LinePlot recovery(StringBuilder text) {
        text.append(
                "## Recovery\n\n"
                    + "Two modules, right in 80 and 50 % of the tasks, change places after 1,000"
                    + " tasks. Recovered: the first task from which the better one got 80 % of 20"
                    + " tasks, over the seeds. Bar: at most 120.\n\n");
        text.append("| | recovered after |\n|---|---|\n");
        var plot =
                new LinePlot(
                        "Share of tasks for the better module after the swap",
                        "tasks after the swap",
                        1);
        double[] before = {.8, .5};
        double[] then = {.5, .8};
        var bandits =
                new Bandits[] {Bandits.DRIFTING, Bandits.THOMPSON, Bandits.UCB1, Bandits.EPSILON};
        measured(bandits, AFTER + 800, t -> t < AFTER ? before : then)
                .forEach(
                        (bandit, series) -> {
                            double[] after =
                                    java.util.Arrays.copyOfRange(series.best(), AFTER, AFTER + 800);
                            plot.line(bandit.title, after);
                            int found = recovered(after);
                            line(
                                    text,
                                    "| %s | %s |",
                                    bandit.title,
                                    found < 0 ? "not in 800 tasks" : found + " tasks");
                        });
        text.append("\n![Recovery](orchestration-recovery.svg)\n\n");
        return plot;
    }

    private static Map<Bandits, Bandits.Series> measured(
            Bandits[] bandits, int rounds, LongFunction<double[]> means) {
        var all = new EnumMap<Bandits, Bandits.Series>(Bandits.class);
        for (Bandits bandit : bandits) all.put(bandit, bandit.measure(SEEDS, rounds, means));
        return all;
    }

    private static int recovered(double[] best) {
        for (int t = 0; t + LATELY <= best.length; t++) {
            double sum = 0;
            for (int i = t; i < t + LATELY; i++) sum += best[i];
            if (sum / LATELY >= .8) return t;
        }
        return -1;
    }

    private static void noise(StringBuilder text) {
        long most = 0;
        long all = 0;
        for (int seed = 0; seed < SEEDS; seed++) {
            var random = new SplittableRandom(seed);
            Conductor conductor =
                    conductor(Duration.ZERO, new Thompson(List.of("a", "b", "c"), 1, seed));
            long switches = 0;
            for (int t = 0; t < 10_000; t++) {
                double score = .7 + .1 * random.nextGaussian();
                var decided = conductor.observe(t * 1_000L, TASK, "a", score, List.of());
                if (decided.filter(one -> !one.chosen().isEmpty()).isPresent()) switches++;
            }
            most = Math.max(most, switches);
            all += switches;
        }
        text.append(
                "## White noise\n\n"
                        + "10,000 scores of 0.7 ± 0.1 without any trend, the cool-down off. Bar: at"
                        + " most 15 changes of the module.\n\n");
        line(
                text,
                "Changes of the module: %.1f in the mean, %d at most.%n",
                (double) all / SEEDS,
                most);
    }

    private static void cost(StringBuilder text) {
        var bandit = new Thompson(List.of("a", "b", "c", "d"), 1, 1);
        Conductor conductor = conductor(Duration.ofSeconds(60), bandit);
        var random = new SplittableRandom(1);
        double best = Double.MAX_VALUE;
        int n = 20_000;
        for (int round = 0; round < 6; round++) {
            long since = System.nanoTime();
            for (int i = 0; i < n; i++) {
                String arm = bandit.select(TASK, Selector.Terms.FREE).arm().orElseThrow();
                double score = Math.clamp(.7 + .1 * random.nextGaussian(), 0, 1);
                bandit.learn(TASK, arm, score);
                conductor.observe((long) round * n + i, TASK, arm, score, List.of());
            }
            best = Math.min(best, (System.nanoTime() - since) / 1e3 / n);
        }
        text.append(
                "## Cost\n\n"
                    + "One task: choosing among four modules, learning, reading the trend, looking"
                    + " for drops. Bar: 100 µs, and 1 % of a call of 50 ms, which is 500 µs.\n\n");
        line(
                text,
                "%.0f µs a task (best of six rounds of %,d), %.2f %% of a call of 50 ms.",
                best,
                n,
                best / 500);
    }

    private static Conductor conductor(Duration coolDown, Selector selector) {
        var settings = new Conductor.Settings(TrendTest.STANDARD, 15, coolDown, false);
        var course = Course.begin(Duration.ofMillis(400), 4, Strategy.PERFORMANCE_OPTIMIZED);
        return new Conductor(settings, Adaptation.standard(), course, 8, selector);
    }

    private static void line(StringBuilder text, String form, Object... arguments) {
        text.append(String.format(Locale.ROOT, form, arguments)).append('\n');
    }
}
