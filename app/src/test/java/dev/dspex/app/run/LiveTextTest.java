package dev.dspex.app.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dspex.app.testing.Recorded;
import dev.dspex.event.RunEvent;
import dev.dspex.event.Stamped;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Objects;

class LiveTextTest {
    private final LiveText live = new LiveText();

    @Test
    void oneOfTwoCallsThatWriteAtTheSameTimeIsHeard() {
        live.show("r");
        live.accept(
                List.of(
                        said(1, "a", "0.", false),
                        said(2, "b", "1.", false),
                        said(3, "a", "9", true),
                        said(4, "c", "0.5", false)));
        assertThat(live.fields().toString()).isEqualTo("{value=0.5}");
    }

    private static Stamped said(int seq, String call, String text, boolean last) {
        var token = new RunEvent.Token(call, "vote", "value", text, last);
        return new Stamped("r", seq, seq, seq, "w", token);
    }

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
