package dev.dspex.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dspex.app.dataset.Expected;
import dev.dspex.app.fx.Background;
import dev.dspex.app.notify.Notice;
import dev.dspex.app.run.EvaluationModel.Row;
import dev.dspex.app.testing.ManualFx;
import dev.dspex.judgement.AnswerPair;
import dev.dspex.judgement.Choice;
import dev.dspex.judgement.Judgement;
import dev.dspex.judgement.JudgementFile;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

class ProjectJudgementsTest {
    private static final Instant NOW = Instant.parse("2026-05-01T09:30:00Z");

    @TempDir private Path project;
    private final ManualFx fx = new ManualFx();
    private final List<Notice> told = new ArrayList<>();
    private final List<Expected> expected = new ArrayList<>();

    @Test
    void ratingsAreKeptInTheirOrderAndKnownAgain() {
        var judgements = open();
        judgements.rate("run-1", row("1", "low"), 0);
        judgements.rate("run-1", row("1", "low"), 1);
        judgements.rate("run-1", row("2", "high"), 0.25);
        fx.frame();

        assertThat(judgements.rating(row("9", "LOW "))).hasValue(1);
        var stored = new JudgementFile(project).read().judgements().all();
        assertThat(stored)
                .extracting(said -> ((Judgement.Rating) said).score())
                .containsExactly(0.0, 1.0, 0.25);
        assertThat(stored.getFirst().origin())
                .isEqualTo(
                        new Judgement.Origin(System.getProperty("user.name"), NOW, "run-1", "1"));
        var again = open();
        assertThat(again.rating(row("1", "low"))).hasValue(1);
        assertThat(again.rating(row("1", "other"))).isEmpty();
        assertThat(told).isEmpty();
    }

    @Test
    void aRatingThatCannotBeSavedIsSaidAndNotShown() throws IOException {
        var judgements = open();
        Files.createDirectory(project.resolve(JudgementFile.NAME));

        judgements.rate("run-1", row("1", "low"), 1);
        fx.frame();

        assertThat(told).isNotEmpty();
        assertThat(judgements.rating(row("1", "low"))).isEmpty();
    }

    @Test
    void aChoiceBetweenTwoAnswersIsKept() {
        var pair = new AnswerPair("1", ticket(), urgency("low"), urgency("high"), true);
        open().choose(pair, Choice.SECOND, "run-2");

        var again = open().judgements();
        assertThat(again.choice(ticket(), urgency("low"), urgency("high"))).hasValue(Choice.SECOND);
        assertThat(again.all().getFirst().origin().run()).isEqualTo("run-2");
        assertThat(told).isEmpty();
    }

    private static ObjectNode ticket() {
        return JsonNodeFactory.instance.objectNode().put("ticket", "It burns");
    }

    private static ObjectNode urgency(String urgency) {
        return JsonNodeFactory.instance.objectNode().put("urgency", urgency);
    }

    @Test
    void anAnswerBecomesWhatIsExpected() {
        open().expect("train", row("3", "low"));

        assertThat(expected)
                .containsExactly(
                        new Expected("3", row("3", "low").inputs(), row("3", "low").outputs()));
    }

    private ProjectJudgements open() {
        var made =
                new ProjectJudgements(
                        project,
                        new Background(fx, Runnable::run),
                        (_, answer) -> expected.add(answer),
                        told::add,
                        () -> NOW);
        fx.frame();
        return made;
    }

    private static Row row(String id, String urgency) {
        return new Row(
                id, null, ticket(), urgency(urgency), NullNode.getInstance(), "", null, 0.1, null);
    }
}
