package dev.dspex.run;

import dev.dspex.event.RunError;
import dev.dspex.gateway.GatewayException;
import dev.dspex.gateway.JobEnd;
import dev.dspex.gateway.LazyPool;
import dev.dspex.gateway.Lease;
import dev.dspex.infra.LmAlias;
import dev.dspex.infra.Secrets;
import dev.dspex.program.Program;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Questions to a worker that are no runs: nothing of them is recorded. Each call waits for its
 * answer, so it belongs on a virtual thread.
 */
public final class Queries {
    private static final Duration FOR_A_WORKER = Duration.ofMinutes(5);

    private final LazyPool pool;
    private final Secrets secrets;

    public Queries(LazyPool pool, Secrets secrets) {
        this.pool = pool;
        this.secrets = secrets;
    }

    /** The answer, as the contracts have it for the kind of question, or why there is none. */
    public sealed interface Answer {
        record Ok(ObjectNode body) implements Answer {}

        record Failed(RunError error) implements Answer {}
    }

    /** The messages that a node would send, without a call. */
    public Answer preview(Setup setup, String node, ObjectNode inputs) throws InterruptedException {
        return ask("preview", setup, job -> job.put("node", node).set("inputs", inputs.deepCopy()));
    }

    /**
     * A metric on outputs that are there already; the answer is that of the job kind {@code score}.
     *
     * @param predictions outputs by id of the row
     */
    public Answer score(
            Setup setup, String metric, List<Rows.Row> rows, Map<String, ObjectNode> predictions)
            throws InterruptedException {
        return ask(
                "score",
                setup,
                job -> {
                    job.put("metric", metric).set("rows", JobMaker.rows(rows));
                    ObjectNode given = job.putObject("predictions");
                    predictions.forEach((row, outputs) -> given.set(row, outputs.deepCopy()));
                });
    }

    /** As {@link Forecasts#ask} says. */
    Answer forecast(ForecastQuestion question) throws InterruptedException {
        RunRequest.Optimization request = question.request();
        int threads = request.threads() * request.workers();
        return ask("forecast", request.setup(), threads, question::tell);
    }

    /** Builds the module and reports problems that only Python sees. */
    public Answer checkProgram(Setup setup) throws InterruptedException {
        return ask("check_program", setup, job -> {});
    }

    /** Plain Python for the program. {@code name} is the base name of the files. */
    public Answer exportPython(Setup setup, String name) throws InterruptedException {
        return ask("export_python", setup, job -> job.put("name", name));
    }

    /**
     * Reads a Python file, a saved DSPy state, a JSON Schema or a dspy-cli project folder; nothing
     * of it is run. The answer is that of the job kind {@code import}: where a file has several
     * programs and none is chosen, {@code entries} without {@code programs}.
     *
     * @param setup whose program a saved state is bound to; null where there is none
     * @param entry name of the class or predictor to read; null where there is only one
     */
    public Answer importFrom(Path path, @Nullable String entry, @Nullable Setup setup)
            throws InterruptedException {
        Setup given = setup == null ? bare(LmAlias.practiceLm()) : setup;
        return ask(
                "import",
                given,
                job -> job.put("path", path.toAbsolutePath().toString()).put("entry", entry));
    }

    /**
     * Writes the rows of a Parquet file as JSONL, or the other way round; the endings say which.
     * The answer is {@code {rows, columns}}.
     */
    public Answer convert(Path from, Path to) throws InterruptedException {
        return ask(
                "convert",
                bare(LmAlias.practiceLm()),
                job ->
                        job.put("from", from.toAbsolutePath().toString())
                                .put("to", to.toAbsolutePath().toString()));
    }

    /** Whether an LM answers: {@code {ok, seconds, models, error}}. */
    public Answer checkLm(LmAlias lm) throws InterruptedException {
        return ask("check_lm", bare(lm), job -> {});
    }

    /** Which guards LM-written code has here: {@code {ok, guards}}. */
    public Answer checkSandbox() throws InterruptedException {
        return ask("check_sandbox", bare(LmAlias.practiceLm()), job -> {});
    }

    /** Modules, optimizers and adapters of the installed DSPy, with what their forms need. */
    public Answer describe() throws InterruptedException {
        return ask("describe", bare(LmAlias.practiceLm()), job -> {});
    }

    private static Setup bare(LmAlias lm) {
        return new Setup(
                Path.of("."),
                false,
                Set.of(),
                Program.empty("nothing"),
                null,
                null,
                "ChatAdapter",
                lm,
                List.of(),
                0);
    }

    private Answer ask(String kind, Setup setup, Consumer<ObjectNode> more)
            throws InterruptedException {
        return ask(kind, setup, 1, more);
    }

    private Answer ask(String kind, Setup setup, int threads, Consumer<ObjectNode> more)
            throws InterruptedException {
        ObjectNode job = new JobMaker("q", setup, secrets, null).job(kind, setup, threads);
        more.accept(job);
        ObjectNode result = JsonNodeFactory.instance.objectNode();
        try (Lease lease = pool.get().lease(FOR_A_WORKER)) {
            JobEnd end = lease.run(job, batch -> batch.forEach(event -> take(event, result)));
            return switch (end) {
                case JobEnd.Ended ended
                        when ended.event().path("error") instanceof ObjectNode error ->
                        new Answer.Failed(RunContext.error(error));
                case JobEnd.Ended _ -> new Answer.Ok(result);
                case JobEnd.Refused refused -> new Answer.Failed(RunContext.error(refused.error()));
                case JobEnd.Lost lost -> new Answer.Failed(lost(lost.why()));
                case JobEnd.Killed _ -> new Answer.Failed(lost("it was stopped"));
            };
        } catch (GatewayException e) {
            return new Answer.Failed(RunFailure.of(e).error());
        }
    }

    private static void take(ObjectNode event, ObjectNode result) {
        if (event.path("type").asString("").equals("result")) {
            result.setAll(event);
            result.remove(List.of("type", "wall", "mono", "kind"));
        }
    }

    private static RunError lost(String why) {
        return RunError.of(
                "worker_lost", "The Python worker was lost: " + why, "Try it again.", why);
    }
}
