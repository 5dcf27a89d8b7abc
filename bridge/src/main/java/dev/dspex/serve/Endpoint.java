package dev.dspex.serve;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import dev.dspex.program.Program;
import dev.dspex.run.RequestQueue;
import dev.dspex.run.RequestQueue.Answer;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Serves a program on the loopback: {@code POST /run} with the inputs gives the outputs. */
public final class Endpoint implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Endpoint.class);
    private static final String JSON = "application/json";
    private static final String RETRY_SECONDS = "2";

    /**
     * What it allows.
     *
     * @param port 0 for any that is free
     * @param body bytes of a request at most
     * @param patience how long a client waits for its answer at most
     */
    public record Limits(int port, int body, Duration patience) {}

    private final Program program;
    private final RequestQueue queue;
    private final Token token;
    private final Limits limits;
    private final Exchanged exchanged;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    /**
     * Starts it.
     *
     * @throws IOException where the port cannot be had
     */
    public Endpoint(Program program, RequestQueue queue, Token token, Limits limits)
            throws IOException {
        this.program = program;
        this.queue = queue;
        this.token = token;
        this.limits = limits;
        exchanged = new Exchanged(program);
        server =
                HttpServer.create(
                        new InetSocketAddress(
                                InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), limits.port()),
                        0);
        server.createContext("/", this::handle);
        server.setExecutor(threads);
        server.start();
    }

    /** Where it listens. */
    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            try {
                answer(exchange);
            } catch (Refusal refusal) {
                if (refusal.status() == 401) {
                    exchange.getResponseHeaders().set("WWW-Authenticate", "Bearer");
                } else if (refusal.status() == 503) {
                    exchange.getResponseHeaders().set("Retry-After", RETRY_SECONDS);
                }
                send(exchange, refusal.status(), JSON, refusal.json().toString());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (RuntimeException e) {
                LOG.error("a request could not be handled", e);
                send(
                        exchange,
                        500,
                        JSON,
                        Refusal.of(500, "internal", "This is a defect of the workbench.", "")
                                .json()
                                .toString());
            }
        }
    }

    private void answer(HttpExchange exchange) throws IOException, Refusal, InterruptedException {
        here(exchange);
        String path = exchange.getRequestURI().getPath();
        switch (path == null ? "" : path) {
            case "/" -> {
                method(exchange, "GET");
                send(exchange, 200, "text/html; charset=utf-8", OpenApi.page(program, url()));
            }
            case "/openapi.json" -> {
                method(exchange, "GET");
                send(exchange, 200, JSON, OpenApi.of(program, url()).toString());
            }
            case "/run" -> {
                method(exchange, "POST");
                run(exchange);
            }
            default ->
                    throw Refusal.of(
                            404,
                            "not_found",
                            "There is nothing here.",
                            "Ask /run or /openapi.json.");
        }
    }

    /** A page of somebody else that was given this machine's address does not get in. */
    private void here(HttpExchange exchange) throws Refusal {
        String host = exchange.getRequestHeaders().getFirst("Host");
        int port = server.getAddress().getPort();
        if (!Set.of("127.0.0.1:" + port, "localhost:" + port).contains(String.valueOf(host))) {
            throw Refusal.of(403, "wrong_host", "Only this machine may ask.", "Ask " + url() + ".");
        }
    }

    private static void method(HttpExchange exchange, String wanted) throws Refusal {
        if (exchange.getRequestMethod().equals(wanted)) return;
        exchange.getResponseHeaders().set("Allow", wanted);
        throw Refusal.of(405, "wrong_method", "Use " + wanted + " here.", "");
    }

    private void run(HttpExchange exchange) throws IOException, Refusal, InterruptedException {
        if (!token.opens(exchange.getRequestHeaders().getFirst("Authorization"))) {
            throw Refusal.of(
                    401,
                    "unauthorized",
                    "The bearer token is missing or wrong.",
                    "Send the header Authorization: Bearer TOKEN, with the token that was shown"
                            + " at the start.");
        }
        String type = String.valueOf(exchange.getRequestHeaders().getFirst("Content-Type"));
        if (!type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT).equals(JSON)) {
            throw Refusal.of(
                    415, "not_json", "The request is no JSON.", "Send Content-Type: " + JSON + ".");
        }
        ObjectNode inputs = exchanged.inputs(body(exchange));
        CompletableFuture<Answer> asked =
                queue.offer(inputs)
                        .orElseThrow(
                                () ->
                                        Refusal.of(
                                                503,
                                                "queue_full",
                                                "Too many requests wait already.",
                                                "Ask again in " + RETRY_SECONDS + " s."));
        send(exchange, 200, JSON, outputs(waitFor(asked)).toString());
    }

    private byte[] body(HttpExchange exchange) throws IOException, Refusal {
        String told = exchange.getRequestHeaders().getFirst("Content-Length");
        byte[] body = new byte[0];
        boolean large = told != null && tooLong(told);
        if (!large) {
            body = exchange.getRequestBody().readNBytes(limits.body() + 1);
            large = body.length > limits.body();
        }
        if (large) {
            exchange.getResponseHeaders().set("Connection", "close");
            throw Refusal.of(
                    413,
                    "too_large",
                    "The request is larger than " + limits.body() + " bytes.",
                    "Send less, or start it with a larger --max-body.");
        }
        return body;
    }

    private boolean tooLong(String length) {
        try {
            return Long.parseLong(length.strip()) > limits.body();
        } catch (NumberFormatException e) {
            return false;
        }
    }

    private Answer waitFor(CompletableFuture<Answer> asked) throws Refusal, InterruptedException {
        try {
            return asked.get(limits.patience().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw Refusal.of(
                    504,
                    "no_answer",
                    "There was no answer within " + limits.patience().toSeconds() + " s.",
                    "Ask again, or start it with a longer --timeout.");
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    private ObjectNode outputs(Answer answer) throws Refusal {
        JsonNode outputs = answer.outputs();
        if (outputs == null) {
            String code = answer.error() == null ? "no_answer" : answer.error().code();
            String why = answer.error() == null ? "" : answer.error().message();
            if (code.equals("session_ended")) throw Refusal.of(503, code, why, "");
            throw Refusal.of(502, code, "The program could not answer. " + why, "");
        }
        @Nullable String misfit = exchanged.misfit(outputs);
        if (misfit != null) throw Refusal.of(502, "output_invalid", misfit, "");
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.set("outputs", outputs);
        return json.put("module", answer.arm());
    }

    private static void send(HttpExchange exchange, int status, String type, String text)
            throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
        exchange.getResponseHeaders()
                .set("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'");
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        // before what is left of the request is waited for
        exchange.getResponseBody().flush();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
