package dev.dspex.orchestration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dspex.orchestration.Adaptation.Sight;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;

class ConductorTest {
    private static final Task TASK = new Task("any", 1);
    private static final long SECOND = 1_000;

    private final SplittableRandom random = new SplittableRandom(3);
    private final Thompson bandit = new Thompson(List.of("plain", "chain", "tool"), 1, 5);
    private long now;

    private Conductor conductor(Duration coolDown, boolean dryRun) {
        var settings = new Conductor.Settings(TrendTest.STANDARD, 15, coolDown, dryRun);
        var course = Course.begin(Duration.ofMillis(400), 4, Strategy.PERFORMANCE_OPTIMIZED);
        return new Conductor(settings, Adaptation.standard(), course, 8, bandit);
    }

    private Conductor conductor() {
        return conductor(Duration.ofSeconds(60), false);
    }

    /** What is decided while these scores come in, ten seconds apart. */
    private List<Decision> decisions(Conductor conductor, DoubleStream scores, Resource... now) {
        var decisions = new ArrayList<Decision>();
        scores.forEach(
                score -> {
                    this.now += 10 * SECOND;
                    conductor
                            .observe(this.now, TASK, "plain", score, List.of(now))
                            .ifPresent(decisions::add);
                });
        return decisions;
    }

    private DoubleStream noise(int n, double mean, double sigma) {
        double[] values = new double[n];
        Arrays.setAll(values, _ -> mean + sigma * random.nextGaussian());
        return DoubleStream.of(values);
    }

    /** Scores that rise or fall evenly, with a little ripple. */
    private static DoubleStream line(int n, double from, double to) {
        double[] values = new double[n];
        Arrays.setAll(values, i -> from + (to - from) * i / (n - 1) + (i % 3 - 1) * 0.004);
        return DoubleStream.of(values);
    }

    private static List<Sight> seen(List<Decision> decisions) {
        return decisions.stream().map(Decision::seen).toList();
    }

    @Test
    void scoresThatAreMostlyTheSameDropNoMoreOftenThanOthers() {
        int dropped = 0;
        for (int seed = 0; seed < 40; seed++) {
            var coarse = new SplittableRandom(seed);
            DoubleStream fields =
                    DoubleStream.generate(
                                    () -> {
                                        double chance = coarse.nextDouble();
                                        return chance < .6 ? 0 : chance < .9 ? .5 : 1;
                                    })
                            .limit(120);
            if (seen(decisions(conductor(), fields)).contains(Sight.DROP)) dropped++;
        }
        assertThat(dropped).isLessThanOrEqualTo(4);
    }

    @Test
    void coarseScoresThatFallAreADrop() {
        DoubleStream halves = DoubleStream.iterate(1, score -> 1.5 - score).limit(40);
        List<Decision> decisions =
                decisions(conductor(), DoubleStream.concat(halves, noise(30, 0, 0)));
        assertThat(seen(decisions)).contains(Sight.DROP);
    }

    @Test
    void risingScoresMakeItFaster() {
        Conductor conductor = conductor();
        List<Decision> decisions = decisions(conductor, line(30, .5, .8));
        assertThat(seen(decisions)).containsExactly(Sight.IMPROVING, Sight.IMPROVING);
        assertThat(decisions.getFirst().after().interval()).isEqualTo(Duration.ofMillis(320));
        assertThat(decisions.getFirst().after().parallel()).isEqualTo(5);
        assertThat(conductor.course().interval()).isEqualTo(Duration.ofMillis(256));
        assertThat(conductor.course().parallel()).isEqualTo(6);
        assertThat(decisions.getFirst().chosen()).isEmpty();
    }

    @Test
    void itGetsNoFasterThanTheFloorAndTheWorkersAllow() {
        Conductor conductor = conductor();
        decisions(conductor, line(600, .1, .9));
        assertThat(conductor.course().interval()).isEqualTo(Knobs.FLOOR);
        assertThat(conductor.course().parallel()).isEqualTo(8);
    }

    @Test
    void fallingScoresPutAnotherModuleInChargeOnceInACoolDown() {
        for (int i = 0; i < 50; i++) bandit.learn(TASK, "tool", 1);
        for (int i = 0; i < 50; i++) bandit.learn(TASK, "chain", .2);
        Conductor conductor = conductor(Duration.ofSeconds(1_000), false);
        List<Decision> decisions = decisions(conductor, line(60, .9, .4));
        Decision first = decisions.getFirst();
        assertThat(first.seen()).isEqualTo(Sight.DEGRADING);
        assertThat(first.chosen()).isEqualTo("tool");
        assertThat(first.against()).containsOnlyKeys("plain", "chain", "tool");
        assertThat(first.after().benched()).containsExactly("plain");
        assertThat(first.reoptimize()).isTrue();
        assertThat(first.why()).startsWith("Scores fall: -0.");
        assertThat(decisions.stream().filter(one -> !one.chosen().isEmpty())).hasSize(1);
    }

    @Test
    void aSuddenDropIsAnsweredBeforeItIsATrend() {
        Conductor conductor = conductor();
        assertThat(decisions(conductor, line(60, .8, .8))).isEmpty();
        List<Decision> decisions = decisions(conductor, line(8, .4, .4));
        assertThat(seen(decisions)).containsExactly(Sight.DROP);
    }

    @Test
    void scatteringScoresMakeItCarefulAndItRecovers() {
        Conductor conductor = conductor();
        decisions(conductor, noise(160, .7, .02));
        double[] wide = new double[30];
        Arrays.setAll(wide, i -> i % 2 == 0 ? .6 : .82);
        List<Decision> decisions = decisions(conductor, DoubleStream.of(wide));
        Decision careful =
                decisions.stream()
                        .filter(one -> one.seen() == Sight.UNSTABLE)
                        .findFirst()
                        .orElseThrow();
        assertThat(careful.after().interval()).isEqualTo(Duration.ofMillis(600));
        assertThat(careful.after().parallel()).isEqualTo(3);
        assertThat(careful.after().temperature()).isEqualTo(.75);
        assertThat(careful.after().frozen()).isTrue();
        List<Decision> calm = decisions(conductor, noise(60, .7, .02));
        assertThat(seen(calm)).contains(Sight.STEADY_AGAIN);
        assertThat(conductor.course().frozen()).isFalse();
    }

    @Test
    void noiseSwitchesSeldom() {
        for (long seed = 0; seed < 5; seed++) {
            var settings = new Conductor.Settings(TrendTest.STANDARD, 15, Duration.ZERO, false);
            var begin = Course.begin(Duration.ofMillis(400), 4, Strategy.ADAPTIVE_LEARNING);
            var eager = new Conductor(settings, Adaptation.standard(), begin, 8, bandit);
            var noise = new SplittableRandom(seed);
            double[] scores = new double[10_000];
            Arrays.setAll(scores, _ -> .7 + .1 * noise.nextGaussian());
            List<Decision> decisions = decisions(eager, DoubleStream.of(scores));
            assertThat(decisions.stream().filter(one -> !one.chosen().isEmpty()).count())
                    .as("switches with the seed %d", seed)
                    .isLessThanOrEqualTo(15);
        }
    }

    @Test
    void aShortResourceKeepsItFromGoingFaster() {
        Conductor conductor = conductor();
        var cpu = new Resource("CPU", 96, 100, .85, "%");
        Decision decision = decisions(conductor, line(30, .5, .8), cpu).getFirst();
        assertThat(decision.vetoes())
                .containsExactly("Not faster: CPU is short.", "Not more at a time: CPU is short.");
        assertThat(decision.changesCourse()).isFalse();
        List<Decision> steady = decisions(conductor(), line(40, .7, .7), cpu);
        assertThat(seen(steady)).containsExactly(Sight.RESOURCE_SHORT);
        assertThat(steady.getFirst().after().strategy()).isEqualTo(Strategy.RESOURCE_CONSERVING);
    }

    @Test
    void aDryRunOnlyTells() {
        Conductor conductor = conductor(Duration.ofSeconds(60), true);
        Course before = conductor.course();
        assertThat(decisions(conductor, line(30, .9, .4))).isNotEmpty();
        assertThat(conductor.course()).isEqualTo(before);
    }

    @Test
    void aModuleChosenByHandStays() {
        Conductor conductor = conductor();
        conductor.take(conductor.course().withLocked("plain"));
        Decision decision = decisions(conductor, line(30, .9, .4)).getFirst();
        assertThat(decision.chosen()).isEmpty();
        assertThat(decision.vetoes()).containsExactly("No other module: plain was chosen by hand.");
    }

    @Test
    void aDecisionIsUndoneButNotWhatCameAfterIt() {
        Conductor conductor = conductor();
        List<Decision> decisions = decisions(conductor, line(30, .5, .8));
        conductor.take(conductor.course().withStrategy(Strategy.RESOURCE_CONSERVING));
        conductor.undo(decisions.getLast());
        assertThat(conductor.course().interval()).isEqualTo(Duration.ofMillis(320));
        assertThat(conductor.course().parallel()).isEqualTo(5);
        assertThat(conductor.course().strategy()).isEqualTo(Strategy.RESOURCE_CONSERVING);
    }

    @Test
    void theSameScoresGiveTheSameDecisions() {
        double[] scores = noise(400, .7, .15).toArray();
        List<Decision> first = decisions(conductor(), DoubleStream.of(scores));
        now = 0;
        var again = new Thompson(List.of("plain", "chain", "tool"), 1, 5);
        var settings = Conductor.Settings.STANDARD;
        var course = Course.begin(Duration.ofMillis(400), 4, Strategy.PERFORMANCE_OPTIMIZED);
        var other = new Conductor(settings, Adaptation.standard(), course, 8, again);
        assertThat(decisions(other, DoubleStream.of(scores))).isEqualTo(first);
    }
}
