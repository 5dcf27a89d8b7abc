package dev.dspex.optimize;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import org.junit.jupiter.api.Test;

import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;

class StudyTest {
    private static final ObjectNode NONE = JsonNodeFactory.instance.objectNode();

    /** A made-up sampler: what it suggests hangs on all that it is told. */
    private static ObjectNode suggest(Study.Step.Ask ask) {
        StringBuilder told = new StringBuilder("n" + ask.number());
        for (StudyTrial trial : ask.known()) {
            told.append(trial.state()).append(trial.values()).append(trial.scores());
        }
        return values(new Random(told.toString().hashCode()).nextInt(12));
    }

    private static ObjectNode values(int arm) {
        return JsonNodeFactory.instance.objectNode().put("arm", arm);
    }

    /** Which of several running trials is done first is random here. */
    private static List<StudyTrial> run(Study study, Random order) {
        TreeMap<Integer, Integer> running = new TreeMap<>();
        while (true) {
            switch (study.next()) {
                case Study.Step.Finished() -> {
                    return study.trials();
                }
                case Study.Step.Ask ask when running.isEmpty() || order.nextBoolean() -> {
                    ObjectNode values = suggest(ask);
                    if (study.begin(values, values, NONE).isEmpty()) {
                        running.put(ask.number(), study.firstRung());
                    }
                }
                case Study.Step step -> {
                    assertThat(running).as("waiting with nothing running: " + step).isNotEmpty();
                    List<Integer> numbers = new ArrayList<>(running.keySet());
                    int number = numbers.get(order.nextInt(numbers.size()));
                    int rows = Objects.requireNonNull(running.remove(number));
                    int arm = study.trial(number).values().path("arm").asInt();
                    if (arm == 11) {
                        study.failed(number);
                    } else {
                        double score = new Random(arm * 97L + rows).nextDouble();
                        study.scored(number, score, rows)
                                .ifPresent(more -> running.put(number, more));
                    }
                }
            }
        }
    }

    @Property(tries = 200)
    void theTrialsDoNotHangOnWhichIsDoneFirst(
            @ForAll @IntRange(min = 1, max = 40) int trials,
            @ForAll @IntRange(min = 1, max = 9) int parallel,
            @ForAll @IntRange(min = 1, max = 120) int rows,
            @ForAll long one,
            @ForAll long other) {
        List<Integer> rungs = Study.halving(rows);
        List<StudyTrial> first = run(new Study(trials, parallel, rungs), new Random(one));
        List<StudyTrial> second = run(new Study(trials, parallel, rungs), new Random(other));
        assertThat(first).hasSize(trials).isEqualTo(second);
    }

    @Property(tries = 50)
    void noMoreRunAtOnceThanAllowed(@ForAll @IntRange(min = 1, max = 6) int parallel) {
        Study study = new Study(20, parallel, List.of(10));
        int running = 0;
        while (study.next() instanceof Study.Step.Ask ask) {
            study.begin(values(ask.number()), values(ask.number()), NONE);
            running++;
        }
        assertThat(running).isEqualTo(parallel);
        study.scored(running - 1, 0.5, 10);
        assertThat(study.next())
                .isInstanceOf(parallel == 1 ? Study.Step.Ask.class : Study.Step.Wait.class);
    }

    @Test
    void rowsAreTripledUpToAll() {
        assertThat(Study.halving(5)).containsExactly(5);
        assertThat(Study.halving(40)).containsExactly(9, 40);
        assertThat(Study.halving(200)).containsExactly(9, 27, 81, 200);
    }

    @Test
    void theSameValuesAreNotScoredTwice() {
        Study study = new Study(3, 1, List.of(10));
        ObjectNode all = values(1).put("out of force", 7);
        study.begin(all, values(1), NONE);
        study.scored(0, 0.7, 10);
        assertThat(study.begin(values(1).put("out of force", 8), values(1), NONE))
                .hasValueSatisfying(twin -> assertThat(twin.number()).isZero());
        assertThat(study.trial(1).score()).isEqualTo(0.7);
        assertThat(study.best().orElseThrow().number()).isZero();
    }

    @Test
    void anExhaustedSamplerEndsTheStudy() {
        Study study = new Study(100, 2, List.of(10));
        study.begin(values(1), values(1), NONE);
        study.exhausted();
        assertThat(study.next()).isInstanceOf(Study.Step.Wait.class);
        study.scored(0, 0.1, 10);
        assertThat(study.next()).isInstanceOf(Study.Step.Finished.class);
    }

    /** 27 arms, some of them a little better: the share of rows saved and what that costs. */
    @Test
    void cuttingShortSavesRowsAndCostsLittle() {
        double regretCut = 0;
        double regretFull = 0;
        long rowsCut = 0;
        int seeds = 200;
        for (int seed = 0; seed < seeds; seed++) {
            Random random = new Random(seed);
            double[] truth = random.doubles(27, 0.4, 0.8).toArray();
            double top = Arrays.stream(truth).max().orElseThrow();
            for (boolean cut : new boolean[] {true, false}) {
                Study study = new Study(27, 1, cut ? Study.halving(162) : List.of(162));
                long rows = 0;
                while (study.next() instanceof Study.Step.Ask ask) {
                    int arm = ask.number();
                    study.begin(values(arm), values(arm), NONE);
                    int done = 0;
                    int right = 0;
                    var more = Optional.of(study.firstRung());
                    while (more.isPresent()) {
                        for (; done < more.get(); done++) {
                            right += random.nextDouble() < truth[arm] ? 1 : 0;
                        }
                        more = study.scored(arm, (double) right / done, done);
                    }
                    rows += done;
                }
                double regret = top - truth[study.best().orElseThrow().number()];
                if (cut) {
                    regretCut += regret / seeds;
                    rowsCut += rows;
                } else {
                    regretFull += regret / seeds;
                }
            }
        }
        double share = rowsCut / (double) (seeds * 27 * 162);
        assertThat(share).isLessThan(0.3);
        assertThat(regretCut - regretFull).isLessThan(0.015);
    }
}
