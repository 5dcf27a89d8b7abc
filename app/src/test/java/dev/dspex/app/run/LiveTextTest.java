package dev.dspex.app.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dspex.app.testing.Recorded;

import org.junit.jupiter.api.Test;

import java.util.Objects;

class LiveTextTest {
    private final LiveText live = new LiveText();

    @Test
    void whatWasSaidIsJoinedByField() {
        var events = Recorded.events("run");
        live.show(events.getFirst().run());
        live.accept(events);
        assertThat(live.fields()).containsKey("queue");
        var model = new RunModel();
        model.show(events.getFirst().run());
        model.accept(events);
        assertThat(Objects.requireNonNull(live.fields().get("queue")).toString().strip())
                .isEqualTo(Objects.requireNonNull(model.outputs().get("queue")).asString());
        live.show("another");
        assertThat(live.fields()).isEmpty();
    }
}
