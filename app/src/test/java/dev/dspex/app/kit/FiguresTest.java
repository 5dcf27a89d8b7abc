package dev.dspex.app.kit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.time.Instant;

class FiguresTest {
    @Test
    void numbersReadAsTheDesignSays() {
        assertThat(Figures.score(0.7916)).isEqualTo("0.792");
        assertThat(Figures.gain(0.175)).isEqualTo("+0.175");
        assertThat(Figures.gain(-0.02)).isEqualTo("-0.020");
        assertThat(Figures.count(1846)).isEqualTo("1,846");
        assertThat(Figures.large(48_200)).isEqualTo("48.2k");
        assertThat(Figures.large(2_910_000)).isEqualTo("2.91M");
        assertThat(Figures.dollars(0.0004)).isEqualTo("$0.0004");
        assertThat(Figures.dollars(0.41)).isEqualTo("$0.41");
        assertThat(Figures.seconds(1.34)).isEqualTo("1.3 s");
        assertThat(Figures.seconds(125)).isEqualTo("2 min 5 s");
        assertThat(Figures.seconds(3840)).isEqualTo("1 h 4 min");
        assertThat(Figures.percent(0.954)).isEqualTo("95%");
    }

    @Test
    void timesReadAsPeopleSayThem() {
        var now = Instant.parse("2026-03-10T12:00:00Z");
        assertThat(Ago.since(now.minusSeconds(5), now)).isEqualTo("Now");
        assertThat(Ago.since(now.minusSeconds(7200), now)).isEqualTo("2 hours ago");
        assertThat(Ago.since(now.minusSeconds(90_000), now)).isEqualTo("Yesterday");
        assertThat(Ago.since(now.minusSeconds(20 * 86_400), now)).isEqualTo("18 Feb");
    }
}
