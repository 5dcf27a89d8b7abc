package dev.dspex.app.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dspex.stream.Pick;
import dev.dspex.stream.StreamLane;
import dev.dspex.stream.StreamPlan;
import dev.dspex.stream.StreamRule;

import org.junit.jupiter.api.Test;

import java.util.List;

class SetupModelTest {
    private final SetupModel setup = new SetupModel();

    @Test
    void beginsWithTwoLanesAndTheUsualRules() {
        setup.begin();

        assertThat(plan().lanes()).extracting(StreamLane::id).containsExactly("A", "B");
        assertThat(plan().rules()).isEqualTo(StreamRule.defaults());
        assertThat(setup.canUndo()).isFalse();
    }

    @Test
    void lanesComeUpToEightAndTheLastOneStays() {
        setup.begin();
        for (int i = 0; i < 9; i++) setup.addLane();
        assertThat(plan().lanes()).hasSize(StreamPlan.MOST_LANES);

        for (var id : List.of("A", "B", "C", "D", "E", "F", "G", "H")) setup.removeLane(id);

        assertThat(plan().lanes()).extracting(StreamLane::id).containsExactly("H");
        setup.addLane();
        assertThat(plan().lanes().getLast().id()).isEqualTo("A");
    }

    @Test
    void everyEditIsTakenBackAndDoneAgain() {
        setup.begin();
        var first = plan();
        setup.pick(Pick.RACE);
        var rule = setup.addRule("Long");
        setup.rule(Rules.on(plan().rules().getLast(), false));
        setup.removeRule("stall");
        var last = plan();
        assertThat(last.rules()).noneMatch(r -> r.id().equals("stall"));
        assertThat(last.rules().getLast().id()).isEqualTo(rule);
        assertThat(last.rules().getLast().on()).isFalse();

        while (setup.canUndo()) setup.undo();
        assertThat(plan()).isEqualTo(first);
        while (setup.canRedo()) setup.redo();
        assertThat(plan()).isEqualTo(last);
    }

    @Test
    void aCoolerRetryIsThatLaneAloneAtHalfTheTemperature() {
        setup.begin();
        var cooler = Plans.cooler(plan(), "B", 0.9);

        assertThat(cooler.pick()).isEqualTo(Pick.ALL);
        assertThat(cooler.lanes())
                .singleElement()
                .satisfies(lane -> assertThat(lane.temperature()).isEqualTo(0.45));
    }

    private StreamPlan plan() {
        return setup.plan().orElseThrow();
    }
}
