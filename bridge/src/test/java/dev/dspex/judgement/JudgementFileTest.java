package dev.dspex.judgement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dspex.judgement.Judgement.Origin;
import dev.dspex.judgement.Judgement.Preference;
import dev.dspex.judgement.Judgement.Rating;
import dev.dspex.program.Problem;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;

class JudgementFileTest {
    private static final Origin ADA =
            new Origin("ada", Instant.parse("2026-05-01T09:30:00Z"), "run-1", "3");

    @TempDir private Path project;
    private JudgementFile file;

    @BeforeEach
    void open() {
        file = new JudgementFile(project);
    }

    @Test
    void whatIsAddedIsReadBackInItsOrder() throws IOException {
        var rating = new Rating(json("{'t': 'Hello'}"), json("{'u': 'low'}"), 0.75, ADA);
        var choice =
                new Preference(
                        json("{'t': 'Hello'}"),
                        json("{'u': 'low'}"),
                        json("{'u': 'high'}"),
                        true,
                        new Origin("bob", ADA.at(), null, null));

        assertThat(file.read().judgements().all()).isEmpty();
        assertThat(file.fingerprint()).isEmpty();
        file.append(rating);
        var first = file.fingerprint();
        file.append(choice);

        assertThat(file.read().judgements().all()).containsExactly(rating, choice);
        assertThat(file.read().problems()).isEmpty();
        assertThat(file.fingerprint()).isNotEqualTo(first);
    }

    @Test
    void aLineThatIsNoJudgementIsNamedAndTheOthersStay() throws IOException {
        file.append(rated(1));
        Files.writeString(
                project.resolve(JudgementFile.NAME),
                """
                {"kind": "rating", "inputs": {}, "answer": {}, "score": 5, "at": "2026-05-01T09:30:00Z"}
                {"kind": "verdict", "inputs": {}, "answer": {}}
                {"kind": "rating", "inputs": {}, "ans\
                """,
                StandardOpenOption.APPEND);
        file.append(rated(0));

        var content = file.read();

        assertThat(content.judgements().all()).containsExactly(rated(1), rated(0));
        assertThat(content.problems())
                .extracting(Problem::file, Problem::line, Problem::field)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(JudgementFile.NAME, 2, "score"),
                        org.assertj.core.groups.Tuple.tuple(JudgementFile.NAME, 3, "kind"),
                        org.assertj.core.groups.Tuple.tuple(JudgementFile.NAME, 4, null));
        assertThat(content.problems().getFirst().message())
                .isEqualTo(
                        "Line 2 of judgements.jsonl is no judgement: score is no number from 0 to"
                                + " 1.");
    }

    @Test
    void theLastRatingOfTheSameAnswerCounts() {
        var judgements =
                Judgements.of(
                        List.of(
                                new Rating(json("{'n': 3}"), json("{'u': ' Low'}"), 0, ADA),
                                new Rating(json("{'n': 3.0}"), json("{'u': 'low '}"), 1, ADA)));

        assertThat(judgements.rating(json("{'n': 3, 'more': null}"), json("{'u': 'LOW'}")))
                .hasValue(1);
        assertThat(judgements.rating(json("{'n': 3}"), json("{'u': 'high'}"))).isEmpty();
        assertThat(judgements.rating(json("{'n': '3'}"), json("{'u': 'low'}"))).isEmpty();
    }

    @Test
    void aRatingIsFromNoughtToOne() {
        assertThatThrownBy(() -> rated(1.1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> rated(Double.NaN)).isInstanceOf(IllegalArgumentException.class);
    }

    private static Rating rated(double score) {
        return new Rating(json("{'t': 'Hello'}"), json("{'u': 'low'}"), score, ADA);
    }

    private static ObjectNode json(String text) {
        return (ObjectNode) new JsonMapper().readTree(text.replace('\'', '"'));
    }
}
