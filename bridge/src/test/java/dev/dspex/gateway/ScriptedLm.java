package dev.dspex.gateway;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** An LM behind the chat-completions protocol on the loopback, which says what a test wants. */
public final class ScriptedLm implements AutoCloseable {
    private static final JsonMapper MAPPER = new JsonMapper();

    /** What it sends back: a text, or an error. */
    public record Reply(int status, String text, Map<String, String> headers) {
        public static Reply text(String text) {
            return new Reply(200, text, Map.of());
        }

        public static Reply error(int status, String message) {
            return new Reply(status, message, Map.of());
        }
    }

    private final HttpServer server;
    private final Function<String, Reply> script;
    private final List<String> keys = new CopyOnWriteArrayList<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();

    /**
     * @param script gives the answer to a request's body
     */
    public ScriptedLm(Function<String, Reply> script) throws IOException {
        this.script = script;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/v1/chat/completions", this::answer);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1";
    }

    /** The Authorization headers that came. */
    public List<String> keys() {
        return keys;
    }

    public List<String> requests() {
        return requests;
    }

    private void answer(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        requests.add(body);
        keys.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
        Reply reply = script.apply(body);
        ObjectNode json = MAPPER.createObjectNode();
        if (reply.status() == 200) {
            json.put("id", "x")
                    .put("object", "chat.completion")
                    .put("created", 0)
                    .put("model", "scripted");
            ObjectNode choice = json.putArray("choices").addObject();
            choice.put("index", 0).put("finish_reason", "stop");
            choice.putObject("message").put("role", "assistant").put("content", reply.text());
            json.putObject("usage")
                    .put("prompt_tokens", 100)
                    .put("completion_tokens", 10)
                    .put("total_tokens", 110);
        } else {
            ObjectNode error = json.putObject("error");
            error.put("message", reply.text()).put("type", "error");
            if (reply.text().contains("maximum context length")) {
                error.put("code", "context_length_exceeded");
            }
        }
        reply.headers().forEach(exchange.getResponseHeaders()::set);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        byte[] bytes = MAPPER.writeValueAsBytes(json);
        exchange.sendResponseHeaders(reply.status(), bytes.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
