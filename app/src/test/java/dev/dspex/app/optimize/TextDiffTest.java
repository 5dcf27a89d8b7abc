package dev.dspex.app.optimize;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dspex.app.optimize.TextDiff.Kind;
import dev.dspex.app.optimize.TextDiff.Line;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.stream.Collectors;

class TextDiffTest {
    @Test
    void changedLinesAreRemovedAndAdded() {
        assertThat(TextDiff.of("Choose.\nAnswer.", "Decide.\nAnswer.\nBe brief."))
                .containsExactly(
                        new Line(Kind.REMOVED, "Choose."),
                        new Line(Kind.ADDED, "Decide."),
                        new Line(Kind.SAME, "Answer."),
                        new Line(Kind.ADDED, "Be brief."));
    }

    @Property
    void bothTextsCanBeReadOffIt(
            @ForAll @Size(max = 12) List<@IntRange(min = 0, max = 3) Integer> before,
            @ForAll @Size(max = 12) List<@IntRange(min = 0, max = 3) Integer> after) {
        var old = text(before);
        var now = text(after);
        var diff = TextDiff.of(old, now);

        assertThat(text(diff, Kind.ADDED)).isEqualTo(old);
        assertThat(text(diff, Kind.REMOVED)).isEqualTo(now);
    }

    private static String text(List<Integer> lines) {
        return lines.stream().map(String::valueOf).collect(Collectors.joining("\n"));
    }

    private static String text(List<Line> diff, Kind without) {
        return diff.stream()
                .filter(line -> line.kind() != without)
                .map(Line::text)
                .collect(Collectors.joining("\n"));
    }
}
