package dev.dspex.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What the person gave is wrong: exit 2, a code, a sentence, a place; Python is never started. */
class BadInputTest {
    @TempDir Path folder;
    private Path project = Path.of("");

    @BeforeEach
    void make() {
        Dx.useData(folder.resolve("data"));
        project = Dx.project(folder.resolve("hotel"));
    }

    private static Dx.Said refused(String code, Object... arguments) {
        Dx.Said said = Dx.run(arguments);
        assertThat(said.exit()).as(said.err() + said.out()).isEqualTo(2);
        assertThat(said.code()).isEqualTo(code);
        assertThat(said.json().at("/error/message").asString("")).isNotBlank();
        assertThat(said.json().at("/error/where").isObject()).isTrue();
        return said;
    }

    @Test
    void argumentsThatMakeNoSense() {
        refused("usage", "eval", project, "--nonsense", "--json");
        refused("usage", "eval", project, "--limit", "many", "--json");
        refused("usage", "eval", project, "--limit", "0", "--json");
        refused("usage", "eval", project, "--workers", "0", "--json");
        refused("usage", "export", project, "--format", "word", "--out", folder, "--json");
        refused("usage", "optimize", project, "--json");
    }

    @Test
    void wordsThatAreNeitherCommandNorProject() {
        assertThat(refused("usage", "evaluate", "--json").out()).contains("evaluate");
        assertThat(Cli.isCommand(new String[] {"evaluate"})).isTrue();
        assertThat(Cli.isCommand(new String[] {"eval"})).isTrue();
        assertThat(Cli.isCommand(new String[] {"--help"})).isTrue();
        assertThat(Cli.isCommand(new String[] {project.toString()})).isFalse();
        assertThat(Cli.isCommand(new String[0])).isFalse();
        assertThat(Dx.run().exit()).isEqualTo(2);
    }

    @Test
    void placesThatAreNotThere() {
        refused(
                "missing_project",
                "eval",
                folder.resolve("nowhere"),
                "--project",
                folder,
                "--json");
        refused("missing_project", "runs", folder, "--json");
        refused("missing_program", "eval", "nosuch", "--project", project, "--json");
        refused("missing_program", "run", folder.resolve("x.program.json"), "--json");
        refused("run_unknown", "show", "r-1", "--project", project, "--json");
        refused("not_empty", "new", project, "--json");
        refused("template_unknown", "new", folder.resolve("n"), "--template", "../x", "--json");
    }

    @Test
    void dataThatIsMissingOrBroken() throws IOException {
        refused("missing_file", "eval", project, "--data", folder.resolve("no.jsonl"), "--json");
        refused("rows_missing", "eval", project, "--split", "holdout", "--json");
        Path rows = project.resolve("data/validation.jsonl");
        Files.writeString(rows, Files.readString(rows) + "{\"review\": \n");
        long line = Files.readAllLines(rows).size();
        Dx.Said said = Dx.run("eval", project, "--json");
        assertThat(said.exit()).isEqualTo(2);
        assertThat(said.json().at("/error/where/file").asString(""))
                .isEqualTo("data/validation.jsonl");
        assertThat(said.json().at("/error/where/line").asLong()).isEqualTo(line);
    }

    @Test
    void inputsThatTheProgramDoesNotHaveOrLacks() {
        refused("input_invalid", "run", project, "--input", "text=good", "--json");
        refused("input_invalid", "run", project, "--json");
        refused(
                "input_invalid",
                "run",
                project,
                "--input",
                "review=@" + folder.resolve("no.txt"),
                "--json");
    }

    @Test
    void lmsAndMetricsThatAreUnknown() {
        refused("lm_unknown", "run", project, "--input", "review=x", "--lm", "gpt", "--json");
        refused("lm_settings", "eval", project, "--api-base", "http://127.0.0.1:9/v1", "--json");
        refused("metric_unknown", "eval", project, "--metric", "best", "--json");
    }

    @Test
    void codeOfAProjectThatIsNotTrusted() throws IOException {
        Dx.metric(project, "return 1.0");
        Dx.Said said =
                refused(
                        "code_not_trusted",
                        "eval",
                        project,
                        "--metric",
                        "code/metric.py:score",
                        "--json");
        assertThat(said.json().at("/error/hint").asString("")).contains("--trust");
    }

    @Test
    void projectAndProgramFilesThatCannotBeReadSayTheLine() throws IOException {
        Dx.edit(project.resolve("programs/classify.program.json"), "ChainOfThought", "Guess");
        Dx.Said said = Dx.run("eval", project, "--json");
        assertThat(said.exit()).isEqualTo(2);
        assertThat(said.json().at("/error/where/node").asString("")).isEqualTo("judge");
        assertThat(said.json().at("/error/where/line").asLong()).isPositive();
        Files.writeString(project.resolve("dspex.json"), "{\n  \"format\": 1,\n  \"name\": }\n");
        Dx.Said damaged = Dx.run("eval", project, "--json");
        assertThat(damaged.exit()).isEqualTo(2);
        assertThat(damaged.json().at("/error/where/line").asLong()).isEqualTo(3);
    }

    @Test
    void anErrorForAPersonIsASentenceAndAHint() {
        Dx.Said said = Dx.run("eval", "nosuch", "--project", project);
        assertThat(said.out()).isEmpty();
        assertThat(said.err().lines())
                .containsExactly(
                        "dspex: The project \"hotel\" has no program \"nosuch\".",
                        "       Its programs are: classify.");
    }

    @Test
    void aDamagedSettingsFileIsSetAsideAndSaid() throws IOException {
        Files.createDirectories(folder.resolve("data"));
        Files.writeString(folder.resolve("data/settings.json"), "{ broken");
        Dx.Said said = Dx.run("eval", project, "--metric", "best");
        assertThat(said.err()).contains("settings file could not be read");
        assertThat(folder.resolve("data/settings.json.damaged")).exists();
    }
}
