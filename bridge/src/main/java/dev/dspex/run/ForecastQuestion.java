package dev.dspex.run;

import dev.dspex.event.RunEvent;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which optimizer fits, and what one will cost.
 *
 * @param request what would be started
 * @param advised whether the optimizer that fits is asked about, else the one of the request
 * @param bound what drives something in the program; the request's tuning may leave it alone
 * @param seen what earlier runs took; null for none
 */
record ForecastQuestion(
        RunRequest.Optimization request, boolean advised, Tuning bound, @Nullable PastCalls seen) {
    /** Rows that are enough to know how long one is. */
    private static final int ROWS = 48;

    void tell(ObjectNode job) {
        job.put("optimizer", advised ? null : request.optimizer()).put("metric", request.metric());
        job.set("settings", request.settings().deepCopy());
        List<Rows.Row> train = request.train().rows();
        job.set("train", JobMaker.rows(train.subList(0, Math.min(ROWS, train.size()))));
        Rows test = request.test();
        job.putObject("splits")
                .put("train", train.size())
                .put("validation", request.validation().size())
                .put("test", test == null ? 0 : test.size());
        ArrayNode kinds = job.putArray("kinds");
        kinds(bound).forEach(kinds::add);
        job.put("changes", request.tuning() != null).put("workers", request.workers());
        job.put("teacher", request.lmRoles().get("teacher"));
        job.put("prompt_lm", request.lmRoles().get("prompt_lm"));
        job.set("seen", seen == null ? null : seen.json());
        RunEvent.Cap cap = request.limits().cap();
        if (cap != null) {
            job.putObject("cap")
                    .put("calls", cap.calls())
                    .put("tokens", cap.tokens())
                    .put("usd", cap.usd());
        }
    }

    /** Kinds of the free variables, as {@code variables.json} has them. */
    static List<String> kinds(Tuning tuning) {
        Map<String, String> types = new HashMap<>();
        for (JsonNode variable : tuning.config().path("variables")) {
            JsonNode body = variable.has("of") ? variable.path("of") : variable;
            types.put(variable.path("name").asString(""), body.path("type").asString(""));
        }
        return tuning.space()
                .valueStream()
                .map(free -> types.getOrDefault(free.path("name").asString(""), ""))
                .toList();
    }
}
