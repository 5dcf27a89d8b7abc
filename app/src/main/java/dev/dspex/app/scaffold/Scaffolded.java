package dev.dspex.app.scaffold;

import static java.util.stream.StreamSupport.stream;

import dev.dspex.program.CodeNode;
import dev.dspex.program.Field;
import dev.dspex.program.NodeHead;
import dev.dspex.program.TypeText;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;

import java.util.List;

/**
 * What came of having a function written.
 *
 * @param node the function with its tests; null where no trial was accepted
 */
public record Scaffolded(List<Trial> trials, @Nullable CodeNode node) {
    /**
     * One program that the LM wrote.
     *
     * @param outcome as the job kind {@code scaffold} has it
     * @param reason why it was not accepted, empty where it was
     * @param tried programs that were made wrong on purpose and tried
     * @param noticed how many of them the tests noticed
     * @param killed the first of them that the tests noticed, empty for none
     * @param survived the first that they did not notice, empty for none
     */
    public record Trial(
            String code,
            List<String> tests,
            String outcome,
            String reason,
            int tried,
            int noticed,
            String killed,
            String survived) {
        public boolean accepted() {
            return outcome.equals("accepted");
        }
    }

    public Scaffolded {
        trials = List.copyOf(trials);
    }

    /** Reads the answer of the worker, or the summary of a stored run. */
    public static Scaffolded of(JsonNode json) {
        return of(json.path("trials"), json.path("node"));
    }

    /** Reads the trials and the node, which may be none. */
    public static Scaffolded of(JsonNode trials, @Nullable JsonNode node) {
        return new Scaffolded(
                stream(trials.spliterator(), false).map(Scaffolded::trial).toList(),
                node != null && node.isObject() ? node(node) : null);
    }

    private static Trial trial(JsonNode json) {
        return new Trial(
                json.path("code").asString(""),
                stream(json.path("tests").spliterator(), false).map(JsonNode::asString).toList(),
                json.path("outcome").asString(""),
                json.path("reason").asString(""),
                json.path("tried").asInt(0),
                json.path("noticed").asInt(0),
                json.path("killed").asString(""),
                json.path("survived").asString(""));
    }

    private static CodeNode node(JsonNode json) {
        return new CodeNode(
                new NodeHead(json.path("name").asString()),
                fields(json.path("inputs")),
                fields(json.path("outputs")),
                json.path("source").asString());
    }

    private static List<Field> fields(JsonNode json) {
        return stream(json.spliterator(), false).map(Scaffolded::field).toList();
    }

    private static Field field(JsonNode json) {
        try {
            return new Field(
                    json.path("name").asString(), TypeText.parse(json.path("type").asString()));
        } catch (TypeText.BadType e) {
            throw new IllegalArgumentException("the worker gave the field " + json, e);
        }
    }
}
