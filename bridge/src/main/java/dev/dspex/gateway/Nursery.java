package dev.dspex.gateway;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.node.ObjectNode;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The Python process that has imported DSPy and forks workers on command. Its end is the end of all
 * of them: they hang on the pipe to its standard input, so nothing outlives this JVM.
 */
final class Nursery implements AutoCloseable {
    /** What the nursery reports, on its reader thread. */
    interface Reports {
        void ready(String id, long pid, int port);

        void failed(String id, String message);

        void exited(String id, int status);

        /** The process ended without {@link #close()}. */
        void died(String why);
    }

    private static final Logger LOG = LoggerFactory.getLogger(Nursery.class);
    private static final long START_SECONDS = 90;
    private static final int TAIL = 40;

    // On Linux a child asks to die with the thread that started it, so that thread must never end.
    private static final ExecutorService LAUNCHER =
            Executors.newSingleThreadExecutor(
                    Thread.ofPlatform().name("worker-launcher").daemon().factory());

    private final Process process;
    private final OutputStream commands;
    private final Reports reports;
    private final CompletableFuture<NurseryInfo> started = new CompletableFuture<>();
    private final Deque<String> tail = new ArrayDeque<>();
    private volatile boolean closed;

    private Nursery(Process process, Reports reports) {
        this.process = process;
        this.reports = reports;
        this.commands = process.getOutputStream();
        Thread.ofPlatform().daemon().name("nursery-errors").start(this::readErrors);
        Thread.ofPlatform().daemon().name("nursery-answers").start(this::readAnswers);
    }

    /** Starts the process and waits for its first line. */
    static Nursery start(PoolConfig config, Reports reports)
            throws GatewayException, InterruptedException {
        Nursery nursery;
        try {
            nursery = new Nursery(LAUNCHER.submit(() -> launch(config)).get(), reports);
        } catch (ExecutionException e) {
            throw failure(config, String.valueOf(e.getCause()));
        }
        try {
            nursery.started.get(START_SECONDS, TimeUnit.SECONDS);
            return nursery;
        } catch (ExecutionException | TimeoutException e) {
            nursery.close();
            throw failure(config, nursery.lastWords());
        } catch (InterruptedException e) {
            nursery.close();
            throw e;
        }
    }

    private static Process launch(PoolConfig config) throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(config.python().toString(), "-m", "dspex_worker.nursery");
        builder.directory(config.work().toFile());
        builder.environment().put("PYTHONPATH", config.source().toString());
        builder.environment().put("PYTHONHASHSEED", "0");
        builder.environment().put("PYTHONUTF8", "1");
        return builder.start();
    }

    private static GatewayException failure(PoolConfig config, String detail) {
        String last = detail.lines().reduce("", (before, line) -> line.isBlank() ? before : line);
        return new GatewayException(
                "gateway_start",
                "The Python side did not start with " + config.python() + ": " + last.strip(),
                "Run \"dspex doctor\" to check the Python environment.",
                detail);
    }

    NurseryInfo info() {
        return started.join();
    }

    /** Asks for a worker; {@link Reports} tells when it is ready or has failed. */
    void spawn(String id, String token) {
        send(Json.MAPPER.createObjectNode().put("op", "spawn").put("id", id).put("token", token));
    }

    /** Ends a worker and everything it started. */
    void kill(String id) {
        send(Json.MAPPER.createObjectNode().put("op", "kill").put("id", id));
    }

    private void send(ObjectNode command) {
        byte[] line = (Json.write(command) + "\n").getBytes(StandardCharsets.US_ASCII);
        synchronized (commands) {
            try {
                commands.write(line);
                commands.flush();
            } catch (IOException e) {
                // It is gone; its reader thread reports that.
                LOG.debug("the nursery takes no commands: {}", e.toString());
            }
        }
    }

    private void readAnswers() {
        try (BufferedReader lines = reader(process.getInputStream())) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                answer(Json.read(line));
            }
        } catch (IOException | JacksonException e) {
            LOG.warn("the nursery's answers cannot be read: {}", e.toString());
            process.destroyForcibly();
        } catch (RuntimeException e) {
            LOG.error("an answer of the nursery could not be dealt with", e);
            process.destroyForcibly();
        }
        String why =
                "The Python nursery ended with status " + process.onExit().join().exitValue() + ".";
        started.completeExceptionally(new IllegalStateException(why));
        if (!closed) {
            reports.died(why);
        }
    }

    private void answer(ObjectNode said) {
        String id = said.path("id").asString("");
        switch (said.path("op").asString("")) {
            case "nursery" ->
                    started.complete(
                            new NurseryInfo(
                                    said.path("pid").asLong(),
                                    said.path("python").asString(""),
                                    said.path("dspy").asString(""),
                                    said.path("ms").asDouble()));
            case "ready" -> reports.ready(id, said.path("pid").asLong(), said.path("port").asInt());
            case "failed" -> reports.failed(id, said.path("message").asString(""));
            case "exited" -> reports.exited(id, said.path("status").asInt());
            default -> LOG.warn("the nursery said something unknown");
        }
    }

    private void readErrors() {
        try (BufferedReader lines = reader(process.getErrorStream())) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                synchronized (tail) {
                    tail.addLast(line);
                    if (tail.size() > TAIL) {
                        tail.removeFirst();
                    }
                }
            }
        } catch (IOException e) {
            LOG.debug("the nursery's errors cannot be read: {}", e.toString());
        }
    }

    private static BufferedReader reader(InputStream stream) {
        return new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8));
    }

    private String lastWords() {
        synchronized (tail) {
            return String.join("\n", tail);
        }
    }

    /** Ends the nursery and all workers; returns once they are gone. */
    @Override
    public void close() {
        closed = true;
        try {
            commands.close();
        } catch (IOException e) {
            LOG.debug("closing the nursery's input: {}", e.toString());
        }
        try {
            if (!process.waitFor(2, TimeUnit.SECONDS)) {
                // Its guard comes last and takes what is left with it.
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                if (!process.waitFor(2, TimeUnit.SECONDS)) {
                    process.destroyForcibly().waitFor(2, TimeUnit.SECONDS);
                }
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
