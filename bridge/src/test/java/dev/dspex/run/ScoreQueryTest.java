package dev.dspex.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dspex.gateway.LazyPool;
import dev.dspex.infra.Secrets;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.node.ObjectNode;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A metric is tried on outputs that are there already. */
class ScoreQueryTest {
    @TempDir Path folder;

    @Test
    void scoresFeedbackAndErrorsByRowWithTheLineOfTheMetric() throws Exception {
        String metric =
                Fixture.metric(
                        folder,
                        "return 1 / len(prediction.urgency) if prediction.urgency == 'x' else"
                                + " len(prediction.urgency) / 0");
        List<Rows.Row> rows = Fixture.rows("validation", 2).rows();
        ObjectNode good = Fixture.MAPPER.createObjectNode().put("urgency", "x");
        ObjectNode bad = Fixture.MAPPER.createObjectNode().put("urgency", "y");
        try (LazyPool pool = Fixture.pool(folder.resolve("work"), 1, 1)) {
            Queries queries = new Queries(pool, new Secrets());
            Queries.Answer answer =
                    queries.score(Fixture.setup(folder), metric, rows, Map.of("1", good, "2", bad));
            assertThat(answer).isInstanceOf(Queries.Answer.Ok.class);
            ObjectNode body = ((Queries.Answer.Ok) answer).body();
            assertThat(body.path("rows").get(0).path("score").asDouble()).isEqualTo(1);
            assertThat(body.path("rows").get(1).at("/error/where/line").asInt()).isEqualTo(4);
            assertThat(body.path("errors").asInt()).isEqualTo(1);
            assertThat(queries.score(Fixture.setup(folder), "json:nope", rows, Map.of()))
                    .isInstanceOfSatisfying(
                            Queries.Answer.Failed.class,
                            failed ->
                                    assertThat(failed.error().code()).isEqualTo("metric_unknown"));
        }
    }
}
