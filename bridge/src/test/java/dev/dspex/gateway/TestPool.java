package dev.dspex.gateway;

import dev.dspex.infra.Paths;
import dev.dspex.infra.PythonEnvironment;
import dev.dspex.infra.SetupException;

import tools.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Real pools and jobs for tests. */
public final class TestPool {
    /** Quick beats and steps, so that a test of a hung worker takes a second. */
    static final PoolConfig.Limits QUICK =
            new PoolConfig.Limits(
                    200,
                    Duration.ofHours(4),
                    1_500_000_000L,
                    Duration.ofMillis(500),
                    3,
                    Duration.ofMillis(300));

    private TestPool() {}

    /** Settings of a pool with the interpreter of the build. */
    public static PoolConfig config(Path work, int size, int limit, PoolConfig.Limits limits)
            throws SetupException, InterruptedException {
        Paths paths = Paths.detect();
        Path python = new PythonEnvironment(paths, null).ensure(progress -> {});
        return new PoolConfig(python, paths.pythonSource(), work, size, limit, limits);
    }

    /** An evaluate job of one row whose metric is the given body of a Python function. */
    static ObjectNode job(String id, Path project, String... metricLines) throws IOException {
        Path code = Files.createDirectories(project.resolve("code"));
        Files.writeString(
                code.resolve("metric.py"),
                "import os, subprocess, time\n\ndef score(example, prediction, trace=None):\n    "
                        + String.join("\n    ", metricLines)
                        + "\n");
        ObjectNode job =
                Json.read(
                        """
                        {"kind":"evaluate","trusted":true,"state":null,"adapter":"ChatAdapter","lm":"practice","seed":7,"threads":1,
                         "metric":"code/metric.py:score","split":"validation",
                         "rows":[{"id":"1","values":{"text":"hello","label":"a"}}],
                         "lms":{"practice":{"alias":"practice","model":"practice/base","api_base":null,"api_key":null,
                                "parameters":{},"price":null,"practice":{"seed":7,"pace":0,"mode":"steady"}}},
                         "program":{"format":1,"name":"label",
                           "inputs":[{"name":"text","type":"str","description":""}],
                           "outputs":[{"name":"label","type":"literal['a', 'b']","description":""}],
                           "nodes":[{"id":"classify","kind":"Predict","signature":{"name":"Classify","instructions":"Label the text.",
                              "inputs":[{"name":"text","type":"str","description":""}],
                              "outputs":[{"name":"label","type":"literal['a', 'b']","description":""}]}}],
                           "links":[{"from":"input.text","to":"classify.text"},{"from":"classify.label","to":"output.label"}]}}
                        """);
        job.put("job", id).put("run", "r-1").put("project", project.toString());
        return job;
    }

    /** Waits until a condition holds; false when it does not in time. */
    public static boolean within(Duration time, BooleanSupplier condition) {
        long end = System.nanoTime() + time.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                return false;
            }
            LockSupport.parkNanos(5_000_000);
        }
        return true;
    }

    /** Whether a process runs; one that only waits to be collected does not. */
    static boolean runs(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
            return stat.charAt(stat.lastIndexOf(')') + 2) != 'Z';
        } catch (IOException e) {
            return false;
        }
    }
}
