package dev.dspex.run;

import dev.dspex.gateway.NurseryInfo;
import dev.dspex.infra.LmAlias;
import dev.dspex.judgement.JudgementFile;
import dev.dspex.program.ProgramFile;
import dev.dspex.project.MetricText;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;

/**
 * What a run is made of: what must be the same when it goes on, by the name that a person knows.
 */
final class MadeOf {
    private static final JsonMapper MAPPER = new JsonMapper();

    private MadeOf() {}

    static ObjectNode of(RunRequest request, NurseryInfo python) {
        Setup setup = request.setup();
        ObjectNode of = JsonNodeFactory.instance.objectNode();
        of.put("program", ProgramFile.sha256(setup.program()));
        of.set("learned state", setup.state() == null ? null : setup.state().content());
        of.put("adapter", setup.adapter()).put("seed", setup.seed());
        of.set("LM", lm(setup.lm()));
        for (LmAlias other : setup.otherLms()) {
            of.set("LM " + other.alias(), lm(other));
        }
        switch (request) {
            case RunRequest.Once once -> of.set("inputs", inputs(once.setup(), once.inputs()));
            case RunRequest.Streams streams -> {
                of.set("inputs", inputs(streams.setup(), streams.inputs()));
                of.set("lanes and rules", streams.plan().json());
            }
            case RunRequest.Scaffold scaffold ->
                    of.put("task", scaffold.task())
                            .put("function", scaffold.function())
                            .put("corrections", scaffold.corrections());
            case RunRequest.Evaluation evaluation -> {
                metric(of, setup, evaluation.metric());
                rows(of, evaluation.rows());
            }
            case RunRequest.Session session -> {
                of.put("metric", session.metric());
                for (SessionArm arm : session.arms()) {
                    of.put("module " + arm.name(), ProgramFile.sha256(arm.setup().program()));
                }
                rows(of, session.rows());
            }
            case RunRequest.Agents agents -> {
                metric(of, setup, agents.metric());
                for (AgentSeat seat : agents.agents()) {
                    of.put("agent " + seat.name(), seat.of());
                }
                rows(of, agents.rows());
            }
            case RunRequest.Optimization search -> {
                metric(of, setup, search.metric());
                of.put("optimizer", search.optimizer());
                of.set("settings", search.settings().deepCopy());
                if (search.tuning() != null) {
                    of.set("variables", search.tuning().config());
                }
                of.set("roles", MAPPER.valueToTree(search.lmRoles()));
                rows(of, search.train());
                rows(of, search.validation());
                rows(of, search.test());
            }
        }
        return of.put("DSPy version", python.dspy());
    }

    private static void metric(ObjectNode of, Setup setup, String metric) {
        of.put("metric", metric);
        if (MetricText.human(metric)) {
            of.put("judgements", new JudgementFile(setup.project()).fingerprint());
        }
    }

    /** Without those that are never stored: that one of them changed shows in the calls. */
    private static ObjectNode inputs(Setup setup, ObjectNode given) {
        ObjectNode inputs = given.deepCopy();
        for (String secret : setup.secretInputs()) {
            if (inputs.has(secret)) {
                inputs.put(secret, Masking.MASK);
            }
        }
        return inputs;
    }

    private static JsonNode lm(LmAlias lm) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("alias", lm.alias()).put("model", lm.model());
        json.set("parameters", MAPPER.valueToTree(lm.parameters()));
        return json;
    }

    private static void rows(ObjectNode of, @Nullable Rows rows) {
        if (rows != null) {
            of.put(rows.split() + " rows", rows.size() + " " + rows.sha256());
        }
    }

    /** Names of what differs, as a person reads them; with both values where they are short. */
    static List<String> changed(ObjectNode before, ObjectNode now) {
        TreeSet<String> names = new TreeSet<>();
        before.properties().stream().map(Map.Entry::getKey).forEach(names::add);
        now.properties().stream().map(Map.Entry::getKey).forEach(names::add);
        List<String> changed = new ArrayList<>();
        for (String name : names) {
            JsonNode old = before.path(name);
            // Read back from a file, numbers may have another type.
            if (!Objects.equals(old.toString(), now.path(name).toString())) {
                boolean told = name.equals("DSPy version") || name.equals("seed");
                changed.add(
                        told
                                ? name
                                        + " ("
                                        + old.asString()
                                        + " → "
                                        + now.path(name).asString()
                                        + ")"
                                : name);
            }
        }
        return changed;
    }
}
