package dev.dspex.app.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dspex.app.kit.RunState;
import dev.dspex.app.testing.Recorded;
import dev.dspex.event.RunStatus;

import org.junit.jupiter.api.Test;

import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;

class RunModelTest {
    private final RunModel model = new RunModel();

    @Test
    void aRecordedRunEndsWithItsOutputs() {
        var events = Recorded.events("run");
        model.show(events.getFirst().run());
        model.accept(events);

        assertThat(model.state()).isEqualTo(RunState.OK);
        assertThat(model.kind()).isEqualTo("run");
        assertThat(model.outputs().keySet()).containsExactly("queue", "priority");
        assertThat(model.inputs()).containsKey("ticket");
        assertThat(model.usage().calls()).isEqualTo(2);
        assertThat(model.usage().tokens()).isPositive();
        assertThat(model.seconds()).isPositive();
    }

    @Test
    void liveAndReopenedAreTheSame() {
        var events = Recorded.events("run");
        var live = new RunModel();
        live.show(events.getFirst().run());
        for (var event : events) live.accept(java.util.List.of(event));
        model.show(events.getFirst().run());
        model.accept(events.subList(0, 10));
        model.accept(events);

        assertThat(model.outputs()).isEqualTo(live.outputs());
        assertThat(model.usage()).isEqualTo(live.usage());
        assertThat(model.status()).isEqualTo(live.status());
    }

    @Test
    void eventsOfOtherRunsAreLeft() {
        var told = new AtomicInteger();
        model.show("another");
        model.watch(told::incrementAndGet);
        model.accept(Recorded.events("run"));

        assertThat(told).hasValue(0);
        assertThat(model.state()).isEqualTo(RunState.WAITING);
    }

    @Test
    void watchersAreToldOnceABatch() {
        var events = Recorded.events("run");
        var told = new AtomicInteger();
        model.show(events.getFirst().run());
        model.watch(told::incrementAndGet);
        model.accept(events);

        assertThat(told).hasValue(1);
    }

    @Test
    void everyGoldenEventIsTaken() {
        var events = Recorded.golden();
        model.show(events.getFirst().run());
        model.accept(events);

        assertThat(model.status()).isEqualTo(RunStatus.FAILED);
        assertThat(Objects.requireNonNull(model.error()).hint())
                .isEqualTo("Open code/metric.py at line 12.");
        assertThat(model.usage().usd()).isEqualTo(5.04e-05);
    }
}
