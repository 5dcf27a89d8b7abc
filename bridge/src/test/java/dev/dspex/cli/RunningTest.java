package dev.dspex.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dspex.edit.Edits;
import dev.dspex.event.EventCodec;
import dev.dspex.gateway.ScriptedLm;
import dev.dspex.gateway.ScriptedLm.Reply;
import dev.dspex.program.Node;
import dev.dspex.program.Program;
import dev.dspex.program.ProgramFile;
import dev.dspex.program.Read;
import dev.dspex.project.Locked;
import dev.dspex.project.ProjectLock;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** Commands that run programs: their JSON, their exit codes, and what a bad LM does to them. */
class RunningTest {
    private static final String GOOD =
            "[[ ## reasoning ## ]]\nok\n\n[[ ## verdict ## ]]\nmixed\n\n[[ ## completed ## ]]";

    @TempDir Path folder;
    private Path project = Path.of("");

    @BeforeEach
    void make() {
        Dx.useData(folder.resolve("data"));
        project = Dx.project(folder.resolve("hotel"));
    }

    @Test
    void runEvalOptimizeRunsAndShowSpeakStableJson() throws IOException {
        Dx.Said run = Dx.run("run", project, "--input", "review=Lovely food", "--json");
        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(run.json().propertyNames())
                .containsExactly("run", "status", "outputs", "usage", "seconds");
        assertThat(run.json().at("/outputs").propertyNames()).containsExactly("verdict");
        assertThat(run.json().at("/usage").propertyNames())
                .containsExactly("prompt_tokens", "completion_tokens", "usd", "calls");

        Dx.Said eval = Dx.run("eval", project, "--limit", "6", "--fail-under", "1.01", "--json");
        assertThat(eval.exit()).as("under --fail-under").isEqualTo(1);
        assertThat(eval.json().propertyNames())
                .containsExactly(
                        "run", "status", "score", "n", "errors", "split", "metric", "usage",
                        "seconds");

        String before = Files.readString(project.resolve("dspex.json"));
        Dx.Said optimize =
                Dx.run(
                        "optimize",
                        project,
                        "--optimizer",
                        "BootstrapFewShot",
                        "--limit",
                        "12",
                        "--json");
        assertThat(optimize.exit()).as(optimize.err()).isZero();
        assertThat(optimize.json().propertyNames())
                .contains(
                        "run",
                        "status",
                        "optimizer",
                        "before",
                        "after",
                        "p_value",
                        "accepted",
                        "state");
        assertThat(project.resolve(optimize.json().path("state").asString(""))).isRegularFile();
        assertThat(project.resolve("dspex.json")).as("not asked to apply").hasContent(before);

        JsonNode runs = Dx.run("runs", project, "--json").json().path("runs");
        assertThat(runs.size()).isEqualTo(3);
        Dx.Said show = Dx.run("show", "2", "--project", project, "--json");
        assertThat(show.json().at("/summary/n").asInt()).isEqualTo(6);
        Dx.Said told = Dx.run("show", "2", "--project", project, "--events");
        assertThat(told.out().lines().map(line -> EventCodec.read(line).event().type()))
                .startsWith("run_queued", "run_started")
                .endsWith("run_finished");

        var compared = Dx.run("compare", "2", "3", "--project", project, "--json").json();
        assertThat(compared.path("program").isEmpty()).as("the program is the same").isTrue();
        assertThat(compared.at("/state/0/fate").asString("")).isEqualTo("added");
        var rows = compared.path("rows");
        assertThat(
                        rows.path("better").size()
                                + rows.path("worse").size()
                                + rows.path("same").asInt())
                .isEqualTo(6);
        assertThat(compared.at("/verdict/reason").asString("")).contains("6 rows");
        var said = Dx.run("compare", "2", "3", "--project", project);
        assertThat(said.out()).contains("program: the same", "learned by", "rows: ");
    }

    private Dx.Said askedOf(Function<String, Reply> script) throws IOException {
        try (ScriptedLm lm = new ScriptedLm(script)) {
            return Dx.run(
                    "run",
                    project,
                    "--input",
                    "review=Fine",
                    "--lm",
                    "openai/gpt-4o-mini",
                    "--api-base",
                    lm.url(),
                    "--json");
        }
    }

    @Test
    void aGoodAnswerOfAnUnpricedLmCostsAnUnknownAmount() throws IOException {
        Dx.Said said = askedOf(request -> Reply.text(GOOD));
        assertThat(said.exit()).as(said.err()).isZero();
        assertThat(said.json().at("/outputs/verdict").asString("")).isEqualTo("mixed");
        assertThat(said.json().at("/usage/usd").isNull()).isTrue();
    }

    @Test
    void anLmThatCannotBeReachedIsAnEnvironmentError() {
        Dx.Said said =
                Dx.run(
                        "run",
                        project,
                        "--input",
                        "review=Fine",
                        "--lm",
                        "openai/gpt-4o-mini",
                        "--api-base",
                        "http://127.0.0.1:9/v1",
                        "--json");
        assertThat(said.exit()).as(said.out()).isEqualTo(3);
        assertThat(said.code()).isEqualTo("lm_unreachable");
        assertThat(said.json().path("status").asString("")).isEqualTo("failed");
    }

    @Test
    void aRefusedKeyIsAnEnvironmentError() throws IOException {
        Dx.Said said = askedOf(request -> Reply.error(401, "bad key"));
        assertThat(said.exit()).as(said.out()).isEqualTo(3);
        assertThat(said.code()).isEqualTo("lm_auth");
        assertThat(said.json().at("/error/hint").asString("")).contains("key");
    }

    @Test
    void anLmThatAsksToWaitIsWaitedForAndAskedAgain() throws IOException {
        AtomicInteger asked = new AtomicInteger();
        Dx.Said said =
                askedOf(
                        request ->
                                asked.getAndIncrement() == 0
                                        ? new Reply(429, "slow down", Map.of("Retry-After", "0"))
                                        : Reply.text(GOOD));
        assertThat(said.exit()).as(said.out()).isZero();
        assertThat(asked).hasValue(2);
        assertThat(said.err()).contains("asked again");
    }

    @Test
    void anLmThatKeepsFailingIsAnEnvironmentError() throws IOException {
        Dx.Said said = askedOf(request -> new Reply(500, "oh", Map.of("Retry-After", "0")));
        assertThat(said.exit()).as(said.out()).isEqualTo(3);
        assertThat(said.code()).isEqualTo("lm_server");
    }

    @Test
    void anAnswerWithoutItsFieldsFailsTheJobAndNamesTheNode() throws IOException {
        Dx.Said said = askedOf(request -> Reply.text("I would rather not say."));
        assertThat(said.exit()).as(said.out()).isEqualTo(1);
        assertThat(said.code()).isEqualTo("unparseable_answer");
        assertThat(said.json().at("/error/where/node").asString("")).startsWith("judge");
    }

    @Test
    void aPromptThatIsTooLongFailsTheJob() throws IOException {
        Dx.Said said =
                askedOf(
                        request ->
                                Reply.error(
                                        400,
                                        "This model's maximum context length is 10 tokens,"
                                                + " however you requested 100 tokens."));
        assertThat(said.exit()).as(said.out()).isEqualTo(1);
        assertThat(said.code()).isEqualTo("context_overflow");
    }

    @Test
    void aMetricThatCannotScoreFailsTheJobWithItsLine() throws IOException {
        for (String line : new String[] {"return 1 / 0", "return float('nan')", "return 'good'"}) {
            Dx.metric(project, line);
            Dx.Said said =
                    Dx.run(
                            "eval",
                            project,
                            "--metric",
                            "code/metric.py:score",
                            "--trust",
                            "--limit",
                            "3",
                            "--json");
            assertThat(said.exit()).as(line + said.out()).isEqualTo(1);
            assertThat(said.code())
                    .isEqualTo(line.contains("nan") ? "metric_not_finite" : "metric_failed");
            assertThat(said.json().at("/error/where/file").asString(""))
                    .isEqualTo("code/metric.py");
        }
    }

    @Test
    void aLearnedStateIsNotPutIntoAProjectThatIsOpenElsewhere() throws Exception {
        String before = Files.readString(project.resolve("dspex.json"));
        Locked locked = ProjectLock.tryLock(project);
        assertThat(locked).isInstanceOf(Locked.Here.class);
        try (ProjectLock _ = ((Locked.Here) locked).lock();
                Workspace workspace =
                        Workspace.open(
                                new Terminal(System.out, System.err, false),
                                new ProjectOptions(),
                                project.toString())) {
            assertThatThrownBy(() -> workspace.writes().use("state/classify/r-1.json"))
                    .isInstanceOfSatisfying(
                            CliException.class,
                            e -> {
                                assertThat(e.error().code()).isEqualTo("project_locked");
                                assertThat(e.error().hint()).contains("state/classify/r-1.json");
                            });
        }
        assertThat(project.resolve("dspex.json")).hasContent(before);
    }

    @Test
    void aProjectThatCannotBeWrittenKeepsItsRunsWithThePerson() throws IOException {
        Files.writeString(project.resolve(".dspex"), "a file where the folder should be");
        Dx.Said said = Dx.run("eval", project, "--limit", "3", "--json");
        assertThat(said.exit()).as(said.err()).isZero();
        assertThat(said.err()).contains("cannot be written");
        assertThat(Dx.run("runs", project, "--json").json().path("runs").size()).isEqualTo(1);
    }

    @Test
    void aProjectWithoutADisplayRunsOnItsRowsAndSaysSo() {
        Dx.Said said = Dx.run(project, "--limit", "3", "--json");
        assertThat(said.exit()).as(said.err()).isZero();
        assertThat(said.err()).startsWith("No display: running the default program");
        assertThat(said.json().path("n").asInt()).isEqualTo(3);
    }

    @Test
    void exportWritesPythonThatStandsAloneAndANotebook() throws IOException {
        Path out = folder.resolve("out");
        Dx.Said said =
                Dx.run("export", project, "--format", "python,notebook", "--out", out, "--json");
        assertThat(said.exit()).as(said.out()).isZero();
        assertThat(Files.readString(out.resolve("classify.py")))
                .contains("class Classify(dspy.Module)");
        assertThat(said.err()).doesNotContain("Pinned");
        JsonNode notebook =
                Terminal.MAPPER.readTree(Files.readString(out.resolve("classify.ipynb")));
        assertThat(notebook.path("nbformat").asInt()).isEqualTo(4);
    }

    @Test
    void exportSaysThatWhatIsPinnedRunsThere() throws IOException {
        Path file = project.resolve("programs/classify.program.json");
        Program program = Objects.requireNonNull(read(file));
        Node node = program.nodes().getFirst();
        Map<String, JsonNode> values = new HashMap<>();
        node.outputs()
                .forEach(
                        o ->
                                values.put(
                                        o.name(),
                                        Terminal.MAPPER.getNodeFactory().stringNode("good")));
        ProgramFile.write(
                file, Edits.replace(program, node.withHead(node.head().withPinned(values))));
        Dx.Said said = Dx.run("export", project, "--out", folder.resolve("out"));
        assertThat(said.exit()).as(said.err()).isZero();
        assertThat(said.err()).contains("Pinned outputs are not exported", node.id());
    }

    private static @Nullable Program read(Path file) {
        return switch (ProgramFile.read(file)) {
            case Read.Ok ok -> ok.program();
            case Read.Draft _, Read.Bad _ -> null;
        };
    }
}
