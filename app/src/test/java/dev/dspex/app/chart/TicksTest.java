package dev.dspex.app.chart;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

import org.junit.jupiter.api.Test;

import java.util.stream.IntStream;

class TicksTest {
    @Test
    void roundValuesOfAScore() {
        var ticks = Ticks.inside(new Span(0.5, 0.9), 5);

        assertThat(
                        IntStream.range(0, ticks.count())
                                .mapToObj(i -> Unit.SCORE.tick(ticks.at(i), ticks.decimals())))
                .containsExactly("0.5", "0.6", "0.7", "0.8", "0.9");
    }

    @Test
    void roundSpanStartsAndEndsOnTicks() {
        assertThat(Ticks.round(new Span(0.613, 0.792), 4))
                .satisfies(
                        span -> {
                            assertThat(span.low())
                                    .isCloseTo(0.6, org.assertj.core.data.Offset.offset(1e-9));
                            assertThat(span.high())
                                    .isCloseTo(0.8, org.assertj.core.data.Offset.offset(1e-9));
                        });
    }

    @Property
    void ticksLieInsideAndAreAsManyAsWanted(
            @ForAll @DoubleRange(min = -1e6, max = 1e6) double low,
            @ForAll @DoubleRange(min = 0.01, max = 1e6) double length,
            @ForAll @IntRange(min = 2, max = 10) int wanted) {
        Assume.that(length > Math.abs(low) * 1e-6);
        var span = new Span(low, low + length);
        var ticks = Ticks.inside(span, wanted);

        assertThat(ticks.count()).isBetween(wanted / 3, 2 * wanted + 1);
        for (int i = 0; i < ticks.count(); i++) {
            assertThat(ticks.at(i))
                    .isBetween(span.low() - length * 1e-6, span.high() + length * 1e-6);
        }
    }
}
