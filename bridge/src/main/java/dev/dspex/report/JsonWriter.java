package dev.dspex.report;

import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

import java.nio.charset.StandardCharsets;

/** The report record as JSON: what every other format is made of. */
final class JsonWriter {
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private JsonWriter() {}

    static byte[] write(Report report) {
        return (JSON.writeValueAsString(report) + "\n").getBytes(StandardCharsets.UTF_8);
    }
}
