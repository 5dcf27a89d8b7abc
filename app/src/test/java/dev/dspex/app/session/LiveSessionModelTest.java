package dev.dspex.app.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.dspex.event.Stamped;

import org.junit.jupiter.api.Test;

import java.util.List;

class LiveSessionModelTest {
    private static final int TASKS = 160;

    private static LiveSessionModel of(List<Stamped> events) {
        var model = new LiveSessionModel();
        model.show(SessionStory.RUN);
        model.accept(events);
        return model;
    }

    @Test
    void eachTaskHasItsScoreTheMeanOfTheLastAndItsTrend() {
        var model = of(SessionStory.told(TASKS));
        assertThat(model.tasks()).hasSize(TASKS);
        assertThat(model.running()).isTrue();
        var last = model.tasks().getLast();
        double mean =
                model.tasks().subList(TASKS - TaskDone.SMOOTHED, TASKS).stream()
                        .mapToDouble(TaskDone::score)
                        .average()
                        .orElseThrow();
        assertThat(last.smooth()).isCloseTo(mean, within(1e-9));
        assertThat(last.trend().direction()).isNotEmpty();
        assertThat(model.total()).isEqualTo(TASKS);
        assertThat(model.pace()).isBetween(20.0, 90.0);
    }

    @Test
    void trendsFollowEachOtherWithoutGapsAndFallWhereTheModuleBecomesWorse() {
        var model = of(SessionStory.told(TASKS));
        var bands = model.bands();
        assertThat(bands.getFirst().from()).isZero();
        for (int i = 1; i < bands.size(); i++) {
            assertThat(bands.get(i).from()).isEqualTo(bands.get(i - 1).to());
            assertThat(bands.get(i).direction()).isNotEqualTo(bands.get(i - 1).direction());
        }
        assertThat(bands.getLast().to()).isEqualTo(model.tasks().getLast().at());
    }

    @Test
    void aDecisionTellsWhatWasSeenChosenAndRejected() {
        var model = of(SessionStory.told(TASKS));
        assertThat(model.verdicts()).extracting(Verdict::number).startsWith(1, 2);
        assertThat(model.verdicts())
                .anySatisfy(
                        verdict -> {
                            assertThat(verdict.sight()).isIn("drop", "degrading");
                            assertThat(verdict.module()).isIn(SessionStory.ARMS);
                            assertThat(verdict.against()).doesNotContainKey(verdict.module());
                            assertThat(verdict.after().benched()).isNotEmpty();
                            assertThat(verdict.changes()).isTrue();
                            assertThat(SessionWords.done(verdict).getFirst())
                                    .contains(verdict.module());
                        });
        assertThat(model.verdicts())
                .filteredOn(Verdict::person)
                .singleElement()
                .satisfies(
                        verdict ->
                                assertThat(SessionWords.done(verdict))
                                        .containsExactly(
                                                "adaptive_learning to performance_optimized"));
    }

    @Test
    void whatIsBelievedFollowsTheAnswers() {
        var model = of(SessionStory.told(TASKS));
        var all = model.beliefs().of(Beliefs.ALL);
        assertThat(all).extracting(Beliefs.Known::arm).isEqualTo(SessionStory.ARMS);
        assertThat(all.stream().mapToInt(Beliefs.Known::calls).sum()).isEqualTo(TASKS);
        assertThat(all.stream().mapToDouble(Beliefs.Known::share).sum()).isCloseTo(1, within(1e-9));
        assertThat(model.beliefs().kinds()).containsExactlyInAnyOrder("short text", "question");
        int asked = model.beliefs().of("question").stream().mapToInt(Beliefs.Known::calls).sum();
        assertThat(asked).isEqualTo(TASKS / 4);
        assertThat(model.way().benched()).isNotNull();
    }

    @Test
    void strategiesHoldOneAfterTheOther() {
        var model = of(SessionStory.ended(TASKS));
        var held = model.strategies();
        assertThat(held)
                .extracting(LiveSessionModel.Held::strategy)
                .startsWith("adaptive_learning", "performance_optimized");
        assertThat(held.getFirst().from()).isZero();
        assertThat(held.get(1).from()).isEqualTo(held.getFirst().to());
        assertThat(held.getLast().to()).isEqualTo(model.seconds());
        assertThat(model.way().strategy()).isEqualTo("performance_optimized");
        assertThat(model.running()).isFalse();
    }

    @Test
    void openedAgainItIsTheSame() {
        var events = SessionStory.ended(TASKS);
        var whole = of(events);
        var live = new LiveSessionModel();
        live.show(SessionStory.RUN);
        for (int i = 0; i < events.size(); i += 7)
            live.accept(events.subList(i, Math.min(events.size(), i + 7)));
        assertThat(live.tasks()).isEqualTo(whole.tasks());
        assertThat(live.verdicts()).isEqualTo(whole.verdicts());
        assertThat(live.bands()).isEqualTo(whole.bands());
        assertThat(live.strategies()).isEqualTo(whole.strategies());
        assertThat(live.beliefs().of(Beliefs.ALL)).isEqualTo(whole.beliefs().of(Beliefs.ALL));
        live.show("");
        assertThat(live.tasks()).isEmpty();
        assertThat(live.isEmpty()).isTrue();
    }
}
