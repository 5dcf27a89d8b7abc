package dev.dspex.infra;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** LM aliases as the settings file and a job hold them; never with a key. */
public final class LmAliasJson {
    private static final JsonMapper MAPPER = new JsonMapper();

    private LmAliasJson() {}

    /** The record of a job (contracts §4), without {@code api_key}. */
    public static ObjectNode write(LmAlias lm) {
        ObjectNode node = MAPPER.createObjectNode();
        node.put("alias", lm.alias()).put("model", lm.model()).put("api_base", lm.apiBase());
        node.set("parameters", MAPPER.valueToTree(lm.parameters()));
        LmAlias.Price price = lm.price();
        if (price == null) {
            node.putNull("price");
        } else {
            node.putObject("price")
                    .put("input", price.input())
                    .put("output", price.output())
                    .put("date", price.date());
        }
        LmAlias.Practice practice = lm.practice();
        if (practice == null) {
            node.putNull("practice");
        } else {
            node.putObject("practice")
                    .put("seed", practice.seed())
                    .put("pace", practice.pace())
                    .put("mode", practice.mode());
        }
        return node;
    }

    static JsonNode writeAll(List<LmAlias> lms) {
        ArrayNode list = MAPPER.createArrayNode();
        lms.forEach(lm -> list.add(write(lm)));
        return list;
    }

    static List<LmAlias> readAll(JsonNode node, List<LmAlias> fallback) {
        if (!(node instanceof ArrayNode list)) {
            return fallback;
        }
        List<LmAlias> found = new ArrayList<>();
        for (JsonNode item : list) {
            LmAlias lm = read(item);
            if (lm != null) {
                found.add(lm);
            }
        }
        return List.copyOf(found);
    }

    private static @Nullable LmAlias read(JsonNode node) {
        String alias = node.path("alias").asString("");
        String model = node.path("model").asString("");
        if (alias.isBlank() || model.isBlank()) {
            return null;
        }
        Map<String, Object> parameters = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> entry : node.path("parameters").properties()) {
            if (!entry.getValue().isNull()) {
                parameters.put(entry.getKey(), MAPPER.treeToValue(entry.getValue(), Object.class));
            }
        }
        return new LmAlias(
                alias,
                model,
                text(node.path("api_base")),
                parameters,
                price(node.path("price")),
                practice(node.path("practice")));
    }

    private static LmAlias.@Nullable Price price(JsonNode node) {
        return node.path("input").isNumber() && node.path("output").isNumber()
                ? new LmAlias.Price(
                        node.path("input").asDouble(0),
                        node.path("output").asDouble(0),
                        text(node.path("date")))
                : null;
    }

    private static LmAlias.@Nullable Practice practice(JsonNode node) {
        return node.isObject()
                ? new LmAlias.Practice(
                        node.path("seed").asInt(7),
                        node.path("pace").isNumber()
                                ? (Double) node.path("pace").asDouble(0)
                                : null,
                        node.path("mode").asString("steady"))
                : null;
    }

    private static @Nullable String text(JsonNode node) {
        return node.isString() && !node.asString().isBlank() ? node.asString() : null;
    }
}
