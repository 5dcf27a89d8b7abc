package dev.dspex.compare;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;

/**
 * One value that differs between two versions of a part.
 *
 * @param path where it stands in the part: {@code signature.outputs.team.type}; empty for all of it
 * @param before null where there was none
 * @param after null where there is none
 */
public record Change(String path, @Nullable JsonNode before, @Nullable JsonNode after) {
    /** A value as a person reads it: texts as they are, everything else as JSON; empty for none. */
    public static String text(@Nullable JsonNode value) {
        if (value == null || value.isNull()) return "";
        return value.isString() ? value.asString() : value.toPrettyString();
    }
}
