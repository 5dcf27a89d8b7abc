package dev.dspex.run;

import dev.dspex.gateway.LazyPool;
import dev.dspex.gateway.PoolConfig;
import dev.dspex.gateway.TestPool;
import dev.dspex.gateway.WorkerPool;
import dev.dspex.infra.LmAlias;
import dev.dspex.infra.Paths;
import dev.dspex.infra.SetupException;
import dev.dspex.program.Program;
import dev.dspex.program.ProgramFile;
import dev.dspex.program.Read;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** The support-triage sample on a real pool. */
final class Fixture {
    static final JsonMapper MAPPER = new JsonMapper();
    static final Path SAMPLE = Paths.detect().samples().resolve("support-triage");

    private Fixture() {}

    static LazyPool pool(Path work, int size, int limit) {
        return new LazyPool(
                () -> {
                    try {
                        return WorkerPool.open(
                                TestPool.config(work, size, limit, PoolConfig.Limits.DEFAULT));
                    } catch (SetupException e) {
                        throw new IllegalStateException(e);
                    }
                });
    }

    static Program program() {
        return switch (ProgramFile.read(SAMPLE.resolve("programs/triage.program.json"))) {
            case Read.Ok ok -> ok.program();
            case Read other -> throw new IllegalStateException(other.problems().toString());
        };
    }

    static Setup setup(Path project) {
        return setup(project, LmAlias.practiceLm(), Set.of());
    }

    static Setup setup(Path project, LmAlias lm, Set<String> secretInputs) {
        return new Setup(
                project,
                true,
                secretInputs,
                program(),
                "programs/triage.program.json",
                null,
                "ChatAdapter",
                lm,
                List.of(),
                7);
    }

    static Rows rows(String split, int count) {
        try {
            List<Rows.Row> rows = new ArrayList<>();
            for (String line : Files.readAllLines(SAMPLE.resolve("data/" + split + ".jsonl"))) {
                if (rows.size() < count) {
                    rows.add(
                            new Rows.Row(
                                    Integer.toString(rows.size() + 1),
                                    (ObjectNode) MAPPER.readTree(line)));
                }
            }
            return new Rows(split, "data/" + split + ".jsonl", "0".repeat(64), rows);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static <T> T present(@Nullable T value) {
        return Objects.requireNonNull(value);
    }

    static RunResult await(RunHandle run) throws Exception {
        return run.result().toCompletableFuture().get(120, TimeUnit.SECONDS);
    }

    /** Writes {@code code/metric.py} with the body of a function {@code score}. */
    static String metric(Path project, String... lines) throws IOException {
        Files.createDirectories(project.resolve("code"));
        Files.writeString(
                project.resolve("code/metric.py"),
                "import os, pathlib, time\n\ndef score(example, prediction, trace=None):\n    "
                        + String.join("\n    ", lines)
                        + "\n");
        return "code/metric.py:score";
    }
}
