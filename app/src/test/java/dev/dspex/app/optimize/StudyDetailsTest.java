package dev.dspex.app.optimize;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dspex.app.testing.Recorded;
import dev.dspex.event.RunEvent;
import dev.dspex.event.Stamped;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

import tools.jackson.databind.node.NullNode;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** What a study over variables adds up to: its phases, rows, prompts, workers and values. */
class StudyDetailsTest {
    private final StudyModel model = new StudyModel();
    private final List<Stamped> events = Recorded.events("tpe");

    @Test
    void aSearchOverVariablesIsNeitherBeforeNorAfter() {
        open(events.subList(0, 200));
        assertThat(model.phase()).isEqualTo(StudyModel.Phase.SEARCH);
        assertThat(model.searchMinutes()).isBetween(0.001, 1.0);

        open(events);
        assertThat(model.phase()).isEqualTo(StudyModel.Phase.AFTER);
        assertThat(model.rows().counts().all()).as("a third of 120 is recorded").isEqualTo(40);
    }

    @Test
    void rowsAreComparedBetweenCandidates() {
        open(events);
        var scores = model.scores();
        var changes = scores.changes("c0", "c2");

        assertThat(scores.count("c2")).isEqualTo(120);
        assertThat(scores.count("c3")).isEqualTo(9);
        assertThat(changes.all()).isEqualTo(120);
        assertThat(changes.better()).hasSize(36);
        assertThat(changes.worse()).hasSize(20);
        assertThat(changes.better())
                .allSatisfy(
                        row ->
                                assertThat(scores.score("c2", row))
                                        .isGreaterThan(scores.score("c0", row)));
        var row = changes.better().getFirst();
        assertThat(Objects.requireNonNull(scores.answer("c2", row)).outputs().has("queue"))
                .isTrue();
        assertThat(Objects.requireNonNull(scores.row(row)).expected().has("queue")).isTrue();
    }

    @Test
    void thePromptOfEachNodeIsWhatWasSent() {
        open(events);
        var prompts = model.writings().prompts("c2");

        assertThat(prompts.keySet()).containsExactlyInAnyOrder("classify.predict", "prioritise");
        assertThat(prompts.firstEntry().getValue().messages()).hasSizeGreaterThan(2);
    }

    @Test
    void scoresAreComparedOnTheRowsThatMostHave() {
        open(events);
        var space = model.space().get();

        assertThat(space.rows()).isEqualTo(9);
        assertThat(space.points()).hasSize(12);
        assertThat(space.dimensions())
                .extracting(StudySpace.Dimension::name)
                .containsExactlyInAnyOrder("adapter", "module", "shown", "temperature");
        var shown = space.dimensions().stream().filter(d -> d.name().equals("shown")).findFirst();
        assertThat(shown.orElseThrow().choices()).contains("none", "16 demos", "16 demos 2");
    }

    @Test
    void workersHaveALaneForEachThingTheyDoAtOnce() {
        open(events);
        var spans = model.spans();

        assertThat(spans.lanes()).containsOnlyKeys("w1", "w2");
        assertThat(spans.spans().stream().filter(s -> s.candidate().equals("c2"))).hasSize(120);
        for (var one : spans.spans())
            assertThat(one.lane()).isLessThan(spans.lanes().getOrDefault(one.worker(), 0));
    }

    @Test
    void whatIsLeftFollowsFromTheStepOrTheCapWhicheverIsNearer() {
        open(Recorded.events("gepa").subList(0, 120));
        var byStep = StudyEta.seconds(model);
        double expected = model.searchMinutes() * 60 * (1 - model.progress()) / model.progress();
        assertThat(byStep.orElseThrow()).isCloseTo(expected, Offset.offset(1e-9));

        var calls = model.usage().calls();
        var cap = new RunEvent.Cap(calls, null, null);
        var usage = new RunEvent.Budget(calls, 1, 1, 0.0, List.of(), cap);
        model.accept(List.of(new Stamped(model.run(), 1_000, 1795412104000.0, 0, "w1", usage)));
        assertThat(StudyEta.capUsed(model)).isEqualTo(1);
        assertThat(StudyEta.seconds(model).orElseThrow()).isZero();

        open(events);
        assertThat(StudyEta.seconds(model)).as("it has ended").isEmpty();
    }

    @Test
    void aStudyThatGoesOnIsNotCountedTwice() {
        open(events);
        int trials = model.trials().size();
        long calls = model.usage().calls();
        var again = new ArrayList<>(events);
        long seq = events.size();
        for (var event : events.subList(1, events.size()))
            again.add(
                    new Stamped(
                            event.run(),
                            ++seq,
                            event.wall() + 60_000,
                            event.mono(),
                            event.worker(),
                            cached(event.event())));
        open(again);

        assertThat(model.trials()).hasSize(trials);
        assertThat(model.usage().calls()).isEqualTo(calls);
        assertThat(model.scores().count("c2")).isEqualTo(120);
    }

    /** As it is told again when a journal answers. */
    private static RunEvent cached(RunEvent event) {
        return event instanceof RunEvent.LmEnded call
                ? new RunEvent.LmEnded(
                        call.id(),
                        call.outputs(),
                        call.promptTokens(),
                        call.completionTokens(),
                        call.usd(),
                        true,
                        call.seconds(),
                        call.firstToken(),
                        call.attempts(),
                        call.error())
                : event;
    }

    @Test
    void answersOfTheSeedOutliveThoseOfOldCandidates() {
        var scores = new RowScores();
        for (int c = 0; c <= 20; c++)
            for (int row = 0; row < RowScores.ANSWERS / 10; row++)
                scores.add("c" + c, metric("c" + c, String.valueOf(row), 0.5), null);

        assertThat(scores.answer("c0", "1")).isNotNull();
        assertThat(scores.answer("c1", "1")).isNull();
        assertThat(scores.answer("c20", "1")).isNotNull();
        assertThat(scores.score("c1", "1")).isEqualTo(0.5);
    }

    private static RunEvent.Metric metric(String candidate, String row, double score) {
        var none = NullNode.getInstance();
        return new RunEvent.Metric(
                candidate, "validation", row, score, none, none, null, null, 0.1, null);
    }

    private void open(List<Stamped> shown) {
        model.show(shown.getFirst().run());
        model.accept(shown);
    }
}
