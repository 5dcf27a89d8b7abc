package dev.dspex.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dspex.program.Program;
import dev.dspex.program.ProgramFile;
import dev.dspex.program.Read;
import dev.dspex.run.RequestQueue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** What a served program lets in, without anyone who answers. */
class EndpointTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String PROGRAM =
            """
            {"format": 1, "name": "rating",
             "inputs": [{"name": "review", "type": "str"}, {"name": "stars", "type": "int"}],
             "outputs": [{"name": "verdict", "type": "literal['good', 'bad']"}],
             "nodes": [{"id": "rate", "kind": "Predict",
               "signature": {"name": "Rate", "instructions": "Rate.",
                 "inputs": [{"name": "review", "type": "str"}, {"name": "stars", "type": "int"}],
                 "outputs": [{"name": "verdict", "type": "literal['good', 'bad']"}]}}],
             "links": [{"from": "input.review", "to": "rate.review"},
                       {"from": "input.stars", "to": "rate.stars"},
                       {"from": "rate.verdict", "to": "output.verdict"}]}
            """;
    private static final String GOOD = "{\"review\": \"Fine.\", \"stars\": 4}";

    private final Token token = Token.make();
    private final RequestQueue queue = new RequestQueue(1);
    private final HttpClient client = HttpClient.newHttpClient();
    @TempDir private Path folder;
    private Endpoint endpoint;

    @BeforeEach
    void start() throws IOException {
        Path file = Files.writeString(folder.resolve("rating.program.json"), PROGRAM);
        Program program = ((Read.Ok) ProgramFile.read(file)).program();
        var limits = new Endpoint.Limits(0, 1_000, Duration.ofSeconds(30));
        endpoint = new Endpoint(program, queue, token, limits);
    }

    @AfterEach
    void stop() {
        queue.end();
        endpoint.close();
        client.close();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(endpoint.url() + path))
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + token.reveal());
    }

    private HttpResponse<String> send(HttpRequest request) throws Exception {
        return client.send(request, BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String body) throws Exception {
        return send(request("/run").POST(BodyPublishers.ofString(body)).build());
    }

    private static JsonNode error(HttpResponse<String> response) {
        return JSON.readTree(response.body()).path("error");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {"review": "Fine.", "stars": "four"} | input_invalid | stars
                    {"review": "Fine."}                  | input_invalid | stars
                    {"review": 3, "stars": 4}            | input_invalid | review
                    {"review": "", "stars": 4, "x": 1}   | input_unknown | x
                    {"review": "", "review": "", "stars": 4} | bad_json | ''
                    [1]                                  | bad_json | ''
                    {"review":                           | bad_json | ''
                    {} {}                                | bad_json | ''
                    ''                                   | bad_json | ''
                    """)
    void whatDoesNotFitTheProgramIsRefused(String body, String code, String field)
            throws Exception {
        HttpResponse<String> response = post(body);
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(error(response).path("code").asString()).isEqualTo(code);
        assertThat(error(response).path("field").asString("")).isEqualTo(field);
        assertThat(error(response).path("message").asString()).isNotBlank();
        assertThat(queue.size()).isZero();
    }

    @Test
    void nobodyGetsInWithoutTheToken() throws Exception {
        for (String header : new String[] {"Bearer wrong", "Basic " + token.reveal(), "Bearer "}) {
            HttpResponse<String> response =
                    send(
                            request("/run")
                                    .setHeader("Authorization", header)
                                    .POST(BodyPublishers.ofString(GOOD))
                                    .build());
            assertThat(response.statusCode()).isEqualTo(401);
            assertThat(response.headers().firstValue("WWW-Authenticate")).contains("Bearer");
            assertThat(response.body()).doesNotContain(token.reveal());
        }
        assertThat(token.toString()).doesNotContain(token.reveal());
        assertThat(queue.size()).isZero();
    }

    @Test
    void otherMethodsPathsTypesAndHostsAreRefused() throws Exception {
        assertThat(send(request("/run").GET().build()).statusCode()).isEqualTo(405);
        assertThat(send(request("/nothing").GET().build()).statusCode()).isEqualTo(404);
        assertThat(
                        send(request("/run")
                                        .setHeader("Content-Type", "text/plain")
                                        .POST(BodyPublishers.ofString(GOOD))
                                        .build())
                                .statusCode())
                .isEqualTo(415);
        int port = URI.create(endpoint.url()).getPort();
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.getOutputStream()
                    .write(
                            "GET / HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n"
                                    .getBytes(StandardCharsets.US_ASCII));
            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .startsWith("HTTP/1.1 403");
        }
    }

    @Test
    void aLargeRequestIsTurnedAwayByWhatItSaysAndByWhatItIs() throws Exception {
        int port = URI.create(endpoint.url()).getPort();
        try (Socket socket = new Socket("127.0.0.1", port)) {
            String head =
                    "POST /run HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nContent-Type: application/json\r\n"
                            + "Authorization: Bearer %s\r\nContent-Length: 104857600\r\n\r\n";
            socket.getOutputStream()
                    .write(
                            head.formatted(port, token.reveal())
                                    .getBytes(StandardCharsets.US_ASCII));
            byte[] line = socket.getInputStream().readNBytes(12);
            assertThat(new String(line, StandardCharsets.US_ASCII)).isEqualTo("HTTP/1.1 413");
        }
        String large = GOOD.replace("Fine.", "x".repeat(2_000));
        var unknown =
                BodyPublishers.ofInputStream(
                        () ->
                                new java.io.ByteArrayInputStream(
                                        large.getBytes(StandardCharsets.UTF_8)));
        HttpResponse<String> response = send(request("/run").POST(unknown).build());
        assertThat(response.statusCode()).isEqualTo(413);
        assertThat(error(response).path("code").asString()).isEqualTo("too_large");
    }

    @Test
    void aFullQueueSaysWhenToAskAgain() throws Exception {
        assertThat(queue.offer(JSON.createObjectNode())).isPresent();
        HttpResponse<String> response = post(GOOD);
        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(response.headers().firstValue("Retry-After")).contains("2");
        assertThat(error(response).path("code").asString()).isEqualTo("queue_full");
    }

    @Test
    void whatItTakesIsToldWithoutAToken() throws Exception {
        var plain = HttpRequest.newBuilder(URI.create(endpoint.url() + "/openapi.json")).build();
        JsonNode api = JSON.readTree(send(plain).body());
        assertThat(api.path("openapi").asString()).isEqualTo("3.1.0");
        JsonNode body = api.at("/paths/~1run/post/requestBody/content").path("application/json");
        assertThat(body.at("/schema/properties/stars/type").asString()).isEqualTo("integer");
        assertThat(body.at("/schema/additionalProperties").asBoolean(true)).isFalse();
        HttpResponse<String> page =
                send(HttpRequest.newBuilder(URI.create(endpoint.url() + "/")).build());
        assertThat(page.headers().firstValue("Content-Type")).contains("text/html; charset=utf-8");
        assertThat(page.body()).contains("rating", "/run").doesNotContain(token.reveal());
    }
}
