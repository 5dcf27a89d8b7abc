package dev.dspex.app.trend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dspex.app.testing.Recorded;
import dev.dspex.event.RunEvent;
import dev.dspex.event.Stamped;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

class LiveModelTest {
    private final LiveModel model = new LiveModel();

    @Test
    void everyTokenStandsInOneSecond() {
        var events = Recorded.events("evaluate");
        model.show(events.getFirst().run());
        model.accept(events);
        long all =
                events.stream()
                        .filter(e -> e.event() instanceof RunEvent.LmEnded)
                        .mapToLong(e -> ((RunEvent.LmEnded) e.event()).completionTokens())
                        .sum();

        assertThat(model.rates().stream().mapToDouble(LiveModel.Rate::tokens).sum())
                .isCloseTo(all, Offset.offset(1e-6));
        assertThat(model.calls()).isEqualTo(80);
        assertThat(model.latencies())
                .isNotEmpty()
                .allSatisfy(slot -> assertThat(slot.p50()).isLessThanOrEqualTo(slot.p95()));
    }

    @Test
    void aLongCallIsSpreadOverItsSeconds() {
        model.show("r");
        model.accept(
                List.of(
                        new Stamped("r", 1, 0, 0, null, new RunEvent.Log("info", "x", "first")),
                        new Stamped(
                                "r",
                                2,
                                4000,
                                0,
                                "w",
                                new RunEvent.LmEnded(
                                        "l", List.of(), 1, 40, null, false, 4, null, 1, null))));

        assertThat(model.rates())
                .extracting(LiveModel.Rate::tokens)
                .startsWith(10.0, 10.0, 10.0, 10.0);
    }

    @Test
    void callsFromTheCacheSayNothingAboutLatency() {
        model.show("r");
        model.accept(
                List.of(
                        new Stamped(
                                "r",
                                1,
                                10,
                                0,
                                "w",
                                new RunEvent.LmEnded(
                                        "l", List.of(), 1, 1, null, true, 0, null, 1, null))));

        assertThat(model.calls()).isZero();
        assertThat(model.latencies()).isEmpty();
    }

    @Property
    void aPercentileIsAMeasuredValueWithItsShareBelow(
            @ForAll @Size(min = 1, max = 60) List<@DoubleRange(min = 0, max = 9) Double> values,
            @ForAll @DoubleRange(min = 0.01, max = 1) double share) {
        double value = LiveModel.percentile(new ArrayList<>(values), share);

        assertThat(values).contains(value);
        assertThat((double) values.stream().filter(v -> v <= value).count())
                .isGreaterThanOrEqualTo(share * values.size() - 1e-9);
    }
}
