package dev.dspex.run;

import static dev.dspex.run.Fixture.present;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.dspex.event.RunEvent;
import dev.dspex.gateway.LazyPool;
import dev.dspex.infra.Paths;
import dev.dspex.infra.PythonEnvironment;
import dev.dspex.infra.Secrets;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What the workbench measures is what plain DSPy measures. */
class PlainDspyTest {
    private static final int ROWS = 32;

    @TempDir Path folder;

    @Test
    void anEvaluationEqualsDspyEvaluateRowByRowAtOneTwoAndEightInFlight() throws Exception {
        MemoryLog log = new MemoryLog();
        try (LazyPool pool = Fixture.pool(folder.resolve("work"), 2, 2);
                Runs runs = new Runs(pool, log, new Secrets())) {
            List<JsonNode> plain = plain(runs);
            for (int[] shape : new int[][] {{1, 1}, {2, 1}, {2, 4}}) {
                RunHandle run =
                        runs.submit(
                                new RunRequest.Evaluation(
                                        Fixture.setup(folder),
                                        Fixture.rows("validation", ROWS),
                                        "fields",
                                        null,
                                        shape[0],
                                        shape[1]));
                RunResult result = Fixture.await(run);
                compare(plain, log, run.id());
                assertThat(result.outcome())
                        .isInstanceOfSatisfying(
                                Outcome.Scored.class,
                                scored ->
                                        assertThat(scored.score())
                                                .isCloseTo(
                                                        plain.getLast().path("total").asDouble(),
                                                        within(5e-5)));
            }
        }
    }

    private static void compare(List<JsonNode> plain, MemoryLog log, String run) {
        List<RunEvent.Metric> ours = new ArrayList<>();
        log.of(run).stream()
                .map(e -> e.event())
                .filter(RunEvent.Metric.class::isInstance)
                .map(RunEvent.Metric.class::cast)
                .forEach(ours::add);
        assertThat(ours).hasSize(ROWS);
        for (RunEvent.Metric metric : ours) {
            JsonNode expected = plain.get(Integer.parseInt(present(metric.row())) - 1);
            assertThat(metric.score()).isEqualTo(expected.path("score").asDouble());
            assertThat(metric.outputs()).isEqualTo(expected.path("outputs"));
        }
    }

    /** Runs plain DSPy on the exported program, in a process of its own. */
    private List<JsonNode> plain(Runs runs) throws Exception {
        Queries.Answer answer = runs.queries().exportPython(Fixture.setup(folder), "triage");
        assertThat(answer).isInstanceOf(Queries.Answer.Ok.class);
        Path source = folder.resolve("exported.py");
        Files.writeString(source, ((Queries.Answer.Ok) answer).body().path("source").asString());
        Path script = folder.resolve("plain_evaluate.py");
        try (var in = PlainDspyTest.class.getResourceAsStream("plain_evaluate.py")) {
            Files.write(script, present(in).readAllBytes());
        }
        Paths paths = Paths.detect();
        ProcessBuilder builder =
                new ProcessBuilder(
                        new PythonEnvironment(paths, null).ensure(p -> {}).toString(),
                        script.toString(),
                        source.toString(),
                        Fixture.SAMPLE.resolve("data/validation.jsonl").toString(),
                        Integer.toString(ROWS));
        builder.environment().put("PYTHONPATH", paths.pythonSource().toString());
        builder.environment().put("PYTHONHASHSEED", "0");
        builder.redirectError(folder.resolve("plain.err").toFile());
        Process process = builder.start();
        String said =
                new String(
                        process.getInputStream().readAllBytes(),
                        java.nio.charset.StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(errors()).isZero();
        return said.lines()
                .filter(l -> l.startsWith("{"))
                .map(l -> (JsonNode) Fixture.MAPPER.readTree(l))
                .toList();
    }

    private String errors() throws IOException {
        return Files.readString(folder.resolve("plain.err"));
    }
}
