package dev.dspex.compare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dspex.compare.TextDiff.Kind;
import dev.dspex.compare.TextDiff.Line;
import dev.dspex.compare.TextDiff.Piece;
import dev.dspex.compare.TextDiff.Row;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

class TextDiffTest {
    @Test
    void removedLinesStandBeforeThoseInTheirPlace() {
        assertThat(TextDiff.lines("Choose.\nAnswer.", "Decide.\nAnswer.\nBe brief."))
                .containsExactly(
                        new Line(Kind.REMOVED, "Choose."),
                        new Line(Kind.ADDED, "Decide."),
                        new Line(Kind.SAME, "Answer."),
                        new Line(Kind.ADDED, "Be brief."));
    }

    @Test
    void withinALineTheWordsThatChangedAreMarked() {
        assertThat(TextDiff.sideBySide("Name the team.", "Name the right team."))
                .containsExactly(
                        new Row(
                                List.of(new Piece(Kind.SAME, "Name the team.")),
                                List.of(
                                        new Piece(Kind.SAME, "Name the "),
                                        new Piece(Kind.ADDED, "right "),
                                        new Piece(Kind.SAME, "team."))));
    }

    @Property
    void bothTextsCanBeReadFromBothKindsOfDifference(
            @ForAll @Size(max = 12)
                    List<@StringLength(max = 6) @CharRange(from = 'a', to = 'c') String> old,
            @ForAll @Size(max = 12)
                    List<@StringLength(max = 6) @CharRange(from = 'a', to = 'c') String> now) {
        var before = String.join("\n", old);
        var after = String.join("\n", now);
        var lines = TextDiff.lines(before, after);
        assertThat(lines.stream().filter(l -> l.kind() != Kind.ADDED).map(Line::text))
                .isEqualTo(before.lines().toList());
        assertThat(lines.stream().filter(l -> l.kind() != Kind.REMOVED).map(Line::text))
                .isEqualTo(after.lines().toList());
        var rows = TextDiff.sideBySide(before, after);
        assertThat(side(rows, Row::before)).isEqualTo(before.lines().toList());
        assertThat(side(rows, Row::after)).isEqualTo(after.lines().toList());
    }

    private static List<String> side(List<Row> rows, Function<Row, List<Piece>> side) {
        return rows.stream()
                .map(side)
                .filter(Objects::nonNull)
                .map(pieces -> pieces.stream().map(Piece::text).collect(Collectors.joining()))
                .toList();
    }
}
