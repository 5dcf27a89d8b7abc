package dev.dspex.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dspex.event.RunStatus;
import dev.dspex.event.SessionEvent;
import dev.dspex.orchestration.Arm;
import dev.dspex.orchestration.SessionPlan;
import dev.dspex.serve.Endpoint;
import dev.dspex.serve.Token;

import org.junit.jupiter.api.Test;

import tools.jackson.databind.JsonNode;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;

/** A program of the samples behind HTTP, with the Practice LM. */
class ServedProgramTest extends PoolTest {
    @Test
    void aServedProgramAnswersAndItsRequestsAreTasksOfASession() throws Exception {
        Setup setup = Fixture.setup(project);
        RequestQueue queue = new RequestQueue(4);
        var request =
                new RunRequest.Session(
                        setup,
                        List.of(SessionArm.of(setup, new Arm("program", null, null, null))),
                        new Rows("live", null, null, List.of()),
                        0,
                        "exact",
                        SessionPlan.STANDARD,
                        2,
                        Limits.NONE,
                        new SessionFeed.Requests(queue, null));
        Token token = Token.make();
        var limits = new Endpoint.Limits(0, 10_000, Duration.ofSeconds(60));
        RunHandle run = runs.submit(request);
        try (Endpoint endpoint = new Endpoint(setup.program(), queue, token, limits);
                HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest ask =
                    HttpRequest.newBuilder(URI.create(endpoint.url() + "/run"))
                            .header("Content-Type", "application/json; charset=utf-8")
                            .header("Authorization", "Bearer " + token.reveal())
                            .POST(
                                    BodyPublishers.ofString(
                                            "{\"ticket\": \"My parcel never arrived.\"}"))
                            .build();
            HttpResponse<String> response = client.send(ask, BodyHandlers.ofString());
            assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
            JsonNode answer = Fixture.MAPPER.readTree(response.body());
            assertThat(answer.path("outputs").propertyNames()).isNotEmpty();
            assertThat(answer.path("module").asString()).isEqualTo("program");

            run.cancel();
            assertThat(Fixture.await(run).status()).isEqualTo(RunStatus.STOPPED_PERSON);
            assertThat(client.send(ask, BodyHandlers.ofString()).statusCode()).isEqualTo(503);
        }
        assertThat(events(log.of(run.id()), SessionEvent.Task.class))
                .singleElement()
                .satisfies(
                        task -> {
                            assertThat(task.row()).isEqualTo("request 1");
                            assertThat(task.score()).isEqualTo(1);
                        });
        assertThat(log.all().toString()).doesNotContain(token.reveal());
    }
}
