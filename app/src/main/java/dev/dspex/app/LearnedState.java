package dev.dspex.app;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What the state file in use has taught each node: as DSPy saves it, by the path of the predictor.
 */
record LearnedState(JsonNode content) {
    private static final Logger LOG = LoggerFactory.getLogger(LearnedState.class);
    private static final LearnedState NONE = new LearnedState(MissingNode.getInstance());

    /**
     * @param file null when no state is in use
     */
    static LearnedState read(@Nullable Path file) {
        if (file == null) return NONE;
        try {
            return new LearnedState(new JsonMapper().readTree(Files.readString(file)));
        } catch (IOException | JacksonException e) {
            LOG.warn("learned state {} not read", file, e);
            return NONE;
        }
    }

    /** Demos of a node, null when no state is in use. */
    @Nullable Integer demos(String node) {
        var predictor = predictor(node);
        return predictor.isMissingNode() ? null : predictor.path("demos").size();
    }

    /** The learned instruction, null where it is the signature's own. */
    @Nullable String instruction(String node, String own) {
        var learned = predictor(node).path("signature").path("instructions").asString("");
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
