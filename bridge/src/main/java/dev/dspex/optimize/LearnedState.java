package dev.dspex.optimize;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What a program has learned, as {@code dspy.Module.save} writes it: by the path of each predictor
 * its instructions and its demonstrations. Immutable: what changes it gives another one. What it
 * does not know of is kept as it is.
 *
 * @param content never changed; use the methods
 */
public record LearnedState(JsonNode content) {
    /** Nothing has been learned. */
    public static final LearnedState NONE = new LearnedState(MissingNode.getInstance());

    private static final JsonMapper JSON = new JsonMapper();
    private static final String DEMOS = "demos";
    private static final String SIGNATURE = "signature";
    private static final String INSTRUCTIONS = "instructions";

    /**
     * Reads a state file.
     *
     * @throws IOException when it cannot be read, or is no JSON object of predictors
     */
    public static LearnedState read(Path file) throws IOException {
        try {
            var content = JSON.readTree(Files.readString(file));
            if (!content.isObject())
                throw new IOException(file.getFileName() + " is no learned state of DSPy.");
            return new LearnedState(content);
        } catch (CharacterCodingException e) {
            throw new IOException(file.getFileName() + " is no text in UTF-8.", e);
        } catch (JacksonException e) {
            throw new IOException(file.getFileName() + " is no JSON: " + e.getOriginalMessage(), e);
        }
    }

    /** Paths of the predictors, such as {@code classify.predict}, in the order of the file. */
    public List<String> predictors() {
        return content.propertyStream()
                .filter(entry -> entry.getValue().path(SIGNATURE).isObject())
                .map(java.util.Map.Entry::getKey)
                .toList();
    }

    public String instructions(String predictor) {
        return content.path(predictor).path(SIGNATURE).path(INSTRUCTIONS).asString("");
    }

    /** Demonstrations: values by field, and {@code augmented} where an LM made some of them. */
    public List<ObjectNode> demos(String predictor) {
        var demos = new ArrayList<ObjectNode>();
        for (var demo : content.path(predictor).path(DEMOS))
            if (demo instanceof ObjectNode object) demos.add(object.deepCopy());
        return demos;
    }

    public LearnedState withInstructions(String predictor, String words) {
        var changed = copy();
        ((ObjectNode) changed.path(predictor).path(SIGNATURE)).put(INSTRUCTIONS, words);
        return new LearnedState(changed);
    }

    public LearnedState withDemos(String predictor, List<ObjectNode> demos) {
        var changed = copy();
        ArrayNode list = ((ObjectNode) changed.path(predictor)).putArray(DEMOS);
        demos.forEach(demo -> list.add(demo.deepCopy()));
        return new LearnedState(changed);
    }

    /** A demonstration with the fields of the first one, all empty. */
    public ObjectNode emptyDemo(String predictor) {
        var demo = JsonNodeFactory.instance.objectNode();
        var known = demos(predictor);
        if (!known.isEmpty())
            known.getFirst()
                    .propertyNames()
                    .forEach(
                            field -> {
                                if (!field.equals("augmented")) demo.put(field, "");
                            });
        return demo;
    }

    /** The text of the file, as DSPy reads it. */
    public String text() {
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(content) + "\n";
    }

    private ObjectNode copy() {
        return (ObjectNode) content.deepCopy();
    }

    /** Demos of a node, null when no state is in use. */
    public @Nullable Integer demosOf(String node) {
        var predictor = predictor(node);
        return predictor.isMissingNode() ? null : predictor.path(DEMOS).size();
    }

    /** The learned instruction of a node, null where it is the signature's own. */
    public @Nullable String instructionOf(String node, String own) {
        var learned = predictor(node).path(SIGNATURE).path(INSTRUCTIONS).asString("");
        return learned.isEmpty() || learned.equals(own) ? null : learned;
    }

    /** {@code classify} or the first part of it, such as {@code classify.predict}. */
    private JsonNode predictor(String node) {
        if (content.has(node)) return content.path(node);
        return content.propertyStream()
                .filter(entry -> entry.getKey().startsWith(node + "."))
                .map(java.util.Map.Entry::getValue)
                .findFirst()
                .orElse(MissingNode.getInstance());
    }
}
