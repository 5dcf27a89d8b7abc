package dev.dspex.program;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Reads the table of kinds, which the build copies from the Python worker. */
final class KindTable {

    static final List<Kind> KINDS = read();

    private KindTable() {}

    private static List<Kind> read() {
        try (InputStream in = KindTable.class.getResourceAsStream("kinds.json")) {
            if (in == null) {
                throw new IllegalStateException("kinds.json is not built in");
            }
            JsonNode table = JsonMapper.shared().readTree(in.readAllBytes());
            List<ParameterSpec> common = parameters(table.get("common"));
            List<Kind> kinds = new ArrayList<>();
            table.get("kinds").forEach(entry -> kinds.add(kind(entry, common)));
            return List.copyOf(kinds);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Kind kind(JsonNode json, List<ParameterSpec> common) {
        List<Field> outputs = new ArrayList<>();
        json.get("outputs").forEach(output -> outputs.add(field(output)));
        List<ParameterSpec> own = parameters(json.get("parameters"));
        List<ParameterSpec> all = new ArrayList<>(own);
        if (json.get("signature").asBoolean()) {
            common.stream()
                    .filter(spec -> own.stream().noneMatch(o -> o.name().equals(spec.name())))
                    .forEach(all::add);
        }
        return new Kind(
                json.get("name").asString(),
                Kind.Group.valueOf(upper(json.get("group"))),
                json.get("icon").asString(),
                json.get("summary").asString(),
                json.get("signature").asBoolean(),
                json.get("tools").asBoolean(),
                json.get("interpreter").asBoolean(),
                json.get("inner").asBoolean(),
                json.get("reward").asBoolean(),
                json.path("check").asBoolean(false),
                json.path("members").asBoolean(false),
                json.get("over").asBoolean(),
                json.get("deprecated").isNull() ? null : json.get("deprecated").asString(),
                outputs,
                all);
    }

    private static Field field(JsonNode json) {
        try {
            return new Field(
                    json.get("name").asString(), TypeText.parse(json.get("type").asString()));
        } catch (TypeText.BadType e) {
            throw new IllegalStateException("kinds.json: " + json, e);
        }
    }

    private static List<ParameterSpec> parameters(JsonNode json) {
        List<ParameterSpec> specs = new ArrayList<>();
        for (JsonNode entry : json) {
            List<String> choices = new ArrayList<>();
            entry.get("choices").forEach(choice -> choices.add(choice.asString()));
            specs.add(
                    new ParameterSpec(
                            entry.get("name").asString(),
                            ParameterSpec.Type.valueOf(upper(entry.get("type"))),
                            number(entry.get("minimum")),
                            number(entry.get("maximum")),
                            Parameters.scalar(entry.get("default")),
                            choices,
                            entry.get("help").asString()));
        }
        return specs;
    }

    private static @Nullable Double number(JsonNode json) {
        return json.isNumber() ? (Double) json.asDouble() : null;
    }

    private static String upper(JsonNode json) {
        return json.asString().toUpperCase(Locale.ROOT);
    }
}
