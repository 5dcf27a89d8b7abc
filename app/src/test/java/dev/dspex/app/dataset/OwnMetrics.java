package dev.dspex.app.dataset;

import dev.dspex.run.LastAnswers;
import dev.dspex.run.Queries;
import dev.dspex.run.Rows;

import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.value.ObservableValue;

import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** The metrics of a project that is nowhere else open: remembers what was asked. */
final class OwnMetrics implements Metrics {
    final List<String> asked = new ArrayList<>();
    final List<String> used = new ArrayList<>();
    Map<String, ObjectNode> outputs = Map.of();

    @Override
    public String metric() {
        return "exact";
    }

    @Override
    public List<String> lms() {
        return List.of("main");
    }

    @Override
    public List<String> functions() {
        return List.of("code/metric.py:score");
    }

    @Override
    public ObservableValue<Boolean> ready() {
        return new ReadOnlyBooleanWrapper(true);
    }

    @Override
    public Map<String, LastAnswers.Answer> answers(List<Rows.Row> rows) {
        var outputs = JsonNodeFactory.instance.objectNode().put("team", "tech");
        return Map.of("2", new LastAnswers.Answer(12, outputs));
    }

    @Override
    public void score(
            String metric,
            List<Rows.Row> rows,
            Map<String, ObjectNode> given,
            Consumer<Queries.Answer> done) {
        asked.add(metric);
        outputs = given;
        var body = JsonNodeFactory.instance.objectNode().put("score", 0.5).put("errors", 0);
        var scored = body.putArray("rows");
        given.keySet().forEach(id -> scored.addObject().put("row", id).put("score", 0.5));
        done.accept(new Queries.Answer.Ok(body));
    }

    @Override
    public void use(String metric) {
        used.add(metric);
    }

    @Override
    public void open(String file) {
        used.add(file);
    }
}
