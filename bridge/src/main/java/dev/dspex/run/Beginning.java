package dev.dspex.run;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What a branch begins with that the project does not have: a learned state of no file, and values
 * of variables. It is kept beside the journal, so that the branch can go on later.
 */
record Beginning(@Nullable ObjectNode state, @Nullable ObjectNode values) {
    private static final String NAME = "beginning.json";
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final Beginning NONE = new Beginning(null, null);

    static Beginning of(RunRequest request) {
        Setup.State state = request.setup().state();
        Tuning tuning = request instanceof RunRequest.Optimization search ? search.tuning() : null;
        return new Beginning(
                state == null || state.file() != null ? null : state.content(),
                tuning == null ? null : tuning.present());
    }

    void write(Path journal) throws IOException {
        ObjectNode json = MAPPER.createObjectNode();
        json.set("state", state);
        json.set("values", values);
        Files.writeString(journal.resolve(NAME), MAPPER.writeValueAsString(json) + "\n");
    }

    /** Of a run; of one that began with what the project has, nothing. */
    static Beginning read(Path journal) {
        try {
            JsonNode json = MAPPER.readTree(Files.readString(journal.resolve(NAME)));
            return new Beginning(
                    json.path("state") instanceof ObjectNode state ? state : null,
                    json.path("values") instanceof ObjectNode values ? values : null);
        } catch (IOException | JacksonException e) {
            return NONE;
        }
    }
}
