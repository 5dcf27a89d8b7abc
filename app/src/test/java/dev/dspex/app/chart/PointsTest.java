package dev.dspex.app.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.stream.IntStream;

class PointsTest {
    @Property
    void staysInTheOrderOfXAndFindsByIt(
            @ForAll @Size(max = 200) List<@DoubleRange(min = -5, max = 5) Double> values) {
        var points = new Points();
        for (double x : values) points.add(x, -x);

        assertThat(IntStream.range(0, points.size()).mapToObj(points::x))
                .containsExactlyElementsOf(values.stream().sorted().toList());
        assertThat(IntStream.range(0, points.size()))
                .allSatisfy(i -> assertThat(points.y(i)).isEqualTo(-points.x(i)));
        assertThat(points.firstFrom(0)).isEqualTo((int) values.stream().filter(x -> x < 0).count());
    }

    @Test
    void refusesWhatCannotBeDrawn() {
        assertThatThrownBy(() -> new Points().add(1, Double.NaN))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
