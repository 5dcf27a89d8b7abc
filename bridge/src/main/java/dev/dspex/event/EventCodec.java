package dev.dspex.event;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.util.Optional;
import java.util.Set;

/**
 * Events to and from JSON. A line is one flat object with the stamp and the event; a body is the
 * event alone, without its type, as the store keeps it.
 *
 * <p>Reading never loses an event: an unknown type, and a known one of the wrong shape, become
 * {@link RunEvent.Unknown}; unknown fields of a known type are ignored. All methods are
 * thread-safe.
 */
public final class EventCodec {

    private static final Set<String> STAMP = Set.of("type", "run", "seq", "wall", "mono", "worker");

    private static final JsonMapper MAPPER =
            JsonMapper.builder()
                    .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                    .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
                    .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                    .build();

    private EventCodec() {}

    /** One line of JSON, without the line break. */
    public static String line(Stamped stamped) {
        ObjectNode line = MAPPER.createObjectNode();
        line.put("type", stamped.event().type());
        line.put("run", stamped.run());
        line.put("seq", stamped.seq());
        line.put("worker", stamped.worker());
        line.put("wall", stamped.wall());
        line.put("mono", stamped.mono());
        tree(stamped.event()).properties().stream()
                .filter(field -> !STAMP.contains(field.getKey()))
                .forEach(field -> line.set(field.getKey(), field.getValue()));
        return MAPPER.writeValueAsString(line);
    }

    /**
     * Reads what {@link #line} wrote.
     *
     * @throws EventFormatException when the text is no JSON object or lacks a field of the stamp
     */
    public static Stamped read(String line) {
        ObjectNode fields = object(line);
        return stamp(
                fields,
                text(fields, "run"),
                number(fields, "seq").asLong(),
                nullableText(fields, "worker"));
    }

    /**
     * Puts an event as a worker sends it, with type and times but without run and number, in its
     * place in a run.
     *
     * @throws EventFormatException when it lacks its type or a time
     */
    public static Stamped stamp(
            ObjectNode fromWorker, String run, long seq, @Nullable String worker) {
        return new Stamped(
                run,
                seq,
                number(fromWorker, "wall").asDouble(),
                number(fromWorker, "mono").asLong(),
                worker,
                event(text(fromWorker, "type"), fromWorker));
    }

    /** The event's own fields as JSON text. */
    public static String body(RunEvent event) {
        return switch (event) {
            case RunEvent.Result _, RunEvent.Unknown _ -> MAPPER.writeValueAsString(tree(event));
            default -> MAPPER.writeValueAsString(event);
        };
    }

    /**
     * Reads what {@link #body} wrote.
     *
     * @throws EventFormatException when the text is no JSON object
     */
    public static RunEvent event(String type, String body) {
        Optional<EventType> known = EventType.of(type);
        if (known.isEmpty() || known.get() == EventType.RESULT) {
            return event(type, object(body));
        }
        try {
            RunEvent event = MAPPER.readValue(body, known.get().record());
            if (Shape.complete(event)) {
                return event;
            }
        } catch (JacksonException _) {
            // The text is kept below.
        }
        return new RunEvent.Unknown(type, object(body));
    }

    private static RunEvent event(String type, ObjectNode fields) {
        Optional<EventType> known = EventType.of(type);
        if (known.isPresent()) {
            try {
                RunEvent event =
                        known.get() == EventType.RESULT
                                ? result(fields)
                                : MAPPER.treeToValue(fields, known.get().record());
                if (Shape.complete(event)) {
                    return event;
                }
            } catch (JacksonException | EventFormatException _) {
                // The fields are kept below.
            }
        }
        return new RunEvent.Unknown(type, withoutStamp(fields));
    }

    private static RunEvent.Result result(ObjectNode fields) {
        ObjectNode body = withoutStamp(fields);
        body.remove("kind");
        return new RunEvent.Result(text(fields, "kind"), body);
    }

    private static ObjectNode tree(RunEvent event) {
        return switch (event) {
            case RunEvent.Unknown unknown -> unknown.body();
            case RunEvent.Result result -> {
                ObjectNode tree = MAPPER.createObjectNode().put("kind", result.kind());
                tree.setAll(result.body());
                yield tree;
            }
            default -> MAPPER.valueToTree(event);
        };
    }

    private static ObjectNode withoutStamp(ObjectNode fields) {
        ObjectNode rest = fields.deepCopy();
        rest.remove(STAMP);
        return rest;
    }

    private static ObjectNode object(String text) {
        try {
            if (MAPPER.readTree(text) instanceof ObjectNode object) {
                return object;
            }
        } catch (JacksonException e) {
            throw new EventFormatException("an event is not JSON: " + e.getOriginalMessage());
        }
        throw new EventFormatException("an event is not a JSON object");
    }

    private static String text(ObjectNode fields, String key) {
        JsonNode value = fields.get(key);
        if (value == null || !value.isString()) {
            throw new EventFormatException("an event lacks its " + key);
        }
        return value.asString();
    }

    private static @Nullable String nullableText(ObjectNode fields, String key) {
        JsonNode value = fields.get(key);
        return value == null || value.isNull() ? null : value.asString();
    }

    private static JsonNode number(ObjectNode fields, String key) {
        JsonNode value = fields.get(key);
        if (value == null || !value.isNumber()) {
            throw new EventFormatException("an event lacks its " + key);
        }
        return value;
    }
}
