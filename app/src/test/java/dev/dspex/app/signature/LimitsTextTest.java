package dev.dspex.app.signature;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dspex.program.Constraints;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import org.junit.jupiter.api.Test;

class LimitsTextTest {

    @Test
    void limitsAreReadAsTheyAreShown() {
        var limits = new Constraints(0.0, null, 1.5, null, 0.1, null, null, null);
        assertThat(LimitsText.of(limits)).isEqualTo("ge 0, le 1.5, multiple_of 0.1");
        assertThat(LimitsText.read("ge=0 , le = 1.5,multiple_of 0.1"))
                .isEqualTo(Checked.right(limits));
        assertThat(LimitsText.read("  ")).isEqualTo(Checked.right(Constraints.NONE));
    }

    @Test
    void aPatternMayHoldCommasQuotesAndBackslashes() {
        var pattern = "\\d{1,3}'(?P<x>a)";
        var limits = new Constraints(null, null, null, null, null, 1, null, pattern);
        assertThat(LimitsText.of(limits)).isEqualTo("min_length 1, pattern '\\d{1,3}''(?P<x>a)'");
        assertThat(LimitsText.read(LimitsText.of(limits))).isEqualTo(Checked.right(limits));
    }

    @Test
    void whatIsNoLimitSaysWhy() {
        assertThat(sentence("ge one")).isEqualTo("ge needs a number.");
        assertThat(sentence("multiple_of 0")).isEqualTo("multiple_of needs a number above 0.");
        assertThat(sentence("min_length -1"))
                .isEqualTo("min_length needs a whole number, 0 or more.");
        assertThat(sentence("least 3")).startsWith("\"least\" is no limit.");
        assertThat(sentence("pattern '('")).startsWith("pattern is no regular expression.");
        assertThat(sentence("???")).isEqualTo("Limits are written as ge 0, le 1.");
    }

    @Property
    void anyLimitsSurvive(
            @ForAll double ge, @ForAll @IntRange(max = 9999) int most, @ForAll String pattern) {
        var sound = LimitsText.of(java.util.Map.of("pattern", pattern));
        var limits =
                new Constraints(
                        ge,
                        null,
                        null,
                        null,
                        null,
                        null,
                        most,
                        sound instanceof Checked.Right<Constraints> ? pattern : null);
        assertThat(LimitsText.read(LimitsText.of(limits))).isEqualTo(Checked.right(limits));
    }

    private static String sentence(String line) {
        return LimitsText.read(line) instanceof Checked.Wrong<Constraints>(var words, _)
                ? words
                : "";
    }
}
