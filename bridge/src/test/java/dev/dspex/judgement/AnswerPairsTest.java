package dev.dspex.judgement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.dspex.event.RunError;
import dev.dspex.event.RunEvent;
import dev.dspex.judgement.AnswerPairs.Answers;
import dev.dspex.judgement.Judgement.Origin;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

class AnswerPairsTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Origin ADA =
            new Origin("ada", Instant.parse("2026-05-01T09:30:00Z"), "run-1", "3");

    @Test
    void onlyRowsThatBothAnsweredDifferentlyArePairs() {
        var before =
                Answers.of(
                        Stream.of(
                                        answered("1", "low"),
                                        answered("2", "high"),
                                        failed("3"),
                                        answered("4", "low"))
                                .flatMap(List::stream));
        var after =
                Answers.of(
                        Stream.of(answered("2", "LOW"), answered("1", "Low "), answered("3", "low"))
                                .flatMap(List::stream));

        var pairs = AnswerPairs.of(before.last(), after.last(), "a/b");

        assertThat(pairs.pairs()).extracting(AnswerPair::row).containsExactly("2");
        assertThat(pairs.pairs().getFirst().first()).isEqualTo(object("u", "high"));
        assertThat(pairs.pairs().getFirst().second()).isEqualTo(object("u", "LOW"));
        assertThat(pairs.same()).isEqualTo(1);
        assertThat(pairs.apart()).isEqualTo(2);
    }

    @Test
    void theFirstAndTheLastAnswersOfAStudyAreKept() {
        var events =
                Stream.of(answered("1", "low"), answered("1", "mid"), answered("1", "high"))
                        .flatMap(List::stream);
        var answers = Answers.of(events);

        var pair = AnswerPairs.of(answers.first(), answers.last(), "a/a").pairs().getFirst();

        assertThat(pair.first()).isEqualTo(object("u", "low"));
        assertThat(pair.second()).isEqualTo(object("u", "high"));
    }

    @Test
    void theSidesAreDrawnRowByRowAndStay() {
        var before = rows(200, "low");
        var after = rows(200, "high");

        var drawn = AnswerPairs.of(before.first(), after.last(), "a/b").pairs();

        assertThat(drawn.stream().filter(AnswerPair::turned).count()).isBetween(70L, 130L);
        assertThat(AnswerPairs.of(rows(100, "low").first(), after.last(), "a/b").pairs())
                .isEqualTo(drawn.subList(0, 100));
        for (var pair : drawn) {
            var best = pair.left().equals(pair.second()) ? Choice.FIRST : Choice.SECOND;
            assertThat(pair.chosen(best)).isEqualTo(Choice.SECOND);
        }
    }

    @Test
    void choicesAreCountedWhoseverSideTheyStoodOn() {
        var pairs = AnswerPairs.of(rows(10, "low").first(), rows(10, "high").last(), "a/b");
        var said = new ArrayList<Judgement>();
        for (int row = 0; row < 8; row++)
            said.add(pairs.pairs().get(row).judged(Choice.SECOND, ADA));
        said.add(pairs.pairs().get(7).judged(Choice.FIRST, ADA)); // thought better of it
        said.add(pairs.pairs().get(8).judged(Choice.TIE, ADA));

        var stands = Preferences.of(pairs, Judgements.of(said));

        assertThat(stands).isEqualTo(new Preferences(1, 7, 1, 1));
        assertThat(stands.winRate()).isCloseTo(7.5 / 9, within(1e-12));
        assertThat(stands.pValue()).isCloseTo(2 * 9 / 256.0, within(1e-12)); // 1 of 8 tosses
        assertThat(stands.decided()).isFalse();
        assertThat(new Preferences(0, 6, 0, 0).decided()).isTrue();
        assertThat(Preferences.of(pairs, Judgements.NONE).pValue()).isEqualTo(1);
    }

    private static Answers rows(int count, String answer) {
        return Answers.of(
                IntStream.range(0, count)
                        .mapToObj(row -> answered(String.valueOf(row), answer))
                        .flatMap(List::stream));
    }

    private static List<RunEvent> answered(String row, String answer) {
        return row(row, object("u", answer), null);
    }

    private static List<RunEvent> failed(String row) {
        return row(row, null, RunError.of("lm_failed", "It failed.", "", ""));
    }

    private static List<RunEvent> row(
            String row, @Nullable ObjectNode outputs, @Nullable RunError error) {
        var nothing = JsonNodeFactory.instance.nullNode();
        return List.of(
                new RunEvent.CallStarted(
                        "c" + row, null, "module", "", "t", "T", object("t", row), row),
                new RunEvent.Metric(
                        null,
                        "test",
                        row,
                        1.0,
                        outputs == null ? nothing : outputs,
                        nothing,
                        null,
                        error,
                        0.1,
                        "c" + row));
    }

    private static ObjectNode object(String name, String value) {
        return JSON.createObjectNode().put(name, value);
    }
}
