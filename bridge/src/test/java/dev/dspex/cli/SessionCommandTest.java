package dev.dspex.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** {@code dspex session}: its rules, and what it says before it begins. */
class SessionCommandTest {
    @TempDir Path folder;
    private Path project = Path.of("");

    @BeforeEach
    void make() {
        Dx.useData(folder.resolve("data"));
        project = Dx.project(folder.resolve("hotel"));
    }

    @Test
    void printedRulesCanBeEditedAndTaken() throws IOException {
        Path rules = folder.resolve("rules.json");
        Files.writeString(rules, Dx.run("session", project, "--print-rules").out());
        Dx.Said said =
                Dx.run("session", project, "--rules", rules, "--limit", "6", "--dry-run", "--json");
        assertThat(said.exit()).as(said.err()).isZero();
        assertThat(said.json().path("n").asInt()).isEqualTo(6);
        assertThat(said.json().path("arms").propertyNames())
                .containsExactlyInAnyOrder("Predict", "ChainOfThought");
        assertThat(said.json().path("decisions").asInt()).as("of a dry run").isZero();

        Dx.edit(rules, "degrading", "sinking");
        Dx.Said wrong = Dx.run("session", project, "--rules", rules, "--json");
        assertThat(wrong.exit()).isEqualTo(2);
        assertThat(wrong.code()).isEqualTo("bad_rules");
        assertThat(wrong.json().at("/error/message").asString(""))
                .contains("rules.json: Rule 2", "degrading");
    }

    @Test
    void whatCannotWorkIsSaidBeforeAnLmIsAsked() throws IOException {
        assertThat(Dx.run("session", project, "--lock", "ReAct", "--json").code())
                .isEqualTo("arm_unknown");
        assertThat(Dx.run("session", project, "--strategy", "best", "--json").code())
                .isEqualTo("strategy_unknown");
        assertThat(Dx.run("session", project, "--rounds", "-1", "--json").code())
                .isEqualTo("bad_session");

        Path rows = folder.resolve("rows.jsonl");
        Files.writeString(rows, "{\"review\": \"Lovely food\"}\n");
        Dx.Said untold = Dx.run("session", project, "--data", rows, "--json");
        assertThat(untold.exit()).isEqualTo(2);
        assertThat(untold.code()).isEqualTo("no_score");

        Dx.metric(project, "return 0.25 if example is None else 0.5");
        Dx.Said judged =
                Dx.run(
                        "session",
                        project,
                        "--data",
                        rows,
                        "--judge",
                        "code/metric.py:score",
                        "--trust",
                        "--json");
        assertThat(judged.exit()).as(judged.err()).isZero();
        assertThat(judged.json().path("score").asDouble()).isBetween(0.2, 0.6);
    }
}
