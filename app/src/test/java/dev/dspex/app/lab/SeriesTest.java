package dev.dspex.app.lab;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SeriesTest {
    private final Series series = new Series();

    @Test
    void theValueThatHeldIsTheOneToldBefore() {
        series.add(1, 0.1);
        series.add(2, 0.2);

        assertThat(series.at(0.5)).isNaN();
        assertThat(series.at(1)).isEqualTo(0.1);
        assertThat(series.at(1.9)).isEqualTo(0.1);
        assertThat(series.at(7)).isEqualTo(0.2);
    }

    @Test
    void itStaysBoundedAndKeepsAPeak() {
        for (int i = 0; i < 50_000; i++) series.add(i, i == 20_001 ? 1 : 0);

        assertThat(series.size()).isLessThanOrEqualTo(Series.MOST);
        assertThat(series.greatest()).isEqualTo(1);
        assertThat(series.last()).isZero();
        assertThat(series.time(series.size() - 1)).isEqualTo(49_999);
    }
}
