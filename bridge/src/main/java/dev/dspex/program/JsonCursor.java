package dev.dspex.program;

import static dev.dspex.program.Words.say;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Reads one object of a JSON file key by key. What is wrong is added to the list of problems with
 * its place, and reading goes on with an absent value, so that the person sees all problems of a
 * file at once.
 */
public final class JsonCursor {

    private final LocatedJson json;
    private final List<Problem> problems;
    private final String pointer;
    private final String what;
    private final @Nullable String node;
    private final @Nullable String field;
    private final ObjectNode object;

    private JsonCursor(
            LocatedJson json,
            List<Problem> problems,
            String pointer,
            String what,
            @Nullable String node,
            @Nullable String field,
            ObjectNode object) {
        this.json = json;
        this.problems = problems;
        this.pointer = pointer;
        this.what = what;
        this.node = node;
        this.field = field;
        this.object = object;
    }

    /**
     * Starts at the top of a file.
     *
     * @param what what the object is called in messages, such as {@code the program}, in the
     *     language of the person
     * @return null, with a problem added, when the file holds no object
     */
    public static @Nullable JsonCursor of(LocatedJson json, String what, List<Problem> problems) {
        if (json.root() instanceof ObjectNode object) {
            return new JsonCursor(json, problems, "", what, null, null, object);
        }
        problems.add(
                Problem.error(
                                "bad_value",
                                sentence(say("%s is no JSON object.", what)),
                                say("Start with { and end with }."))
                        .in(json.file())
                        .at(json.value("").line(), json.value("").column()));
        return null;
    }

    /**
     * The same object, called {@code newWhat} in messages, in problems that name this node and
     * field.
     */
    public JsonCursor as(String newWhat, @Nullable String newNode, @Nullable String newField) {
        return new JsonCursor(json, problems, pointer, newWhat, newNode, newField, object);
    }

    /**
     * The same object, called {@code kind "NAME"} by its name at a key, and NAME the node of its
     * problems.
     */
    public JsonCursor named(String key, String kind) {
        JsonNode name = object.path(key);
        return name.isString()
                ? as(say("%s \"%s\"", kind, name.asString()), name.asString(), null)
                : as(say("%s without a name", kind), null, null);
    }

    /** The node that problems name, null outside of nodes. */
    @Nullable String node() {
        return node;
    }

    /** The node in quotes, for messages. */
    String name() {
        return node == null ? say("without a name") : say("\"%s\"", node);
    }

    public boolean has(String key) {
        return object.has(key);
    }

    public JsonNode raw(String key) {
        return object.path(key);
    }

    /** Adds a problem for each key that is none of these. */
    public void allow(Set<String> known) {
        for (String key : object.propertyNames()) {
            if (!known.contains(key)) {
                LocatedJson.Place place = json.key(LocatedJson.child(pointer, key));
                problems.add(
                        Problem.error(
                                        "unknown_key",
                                        say("The key \"%s\" of %s is unknown.", key, what),
                                        Nearest.to(key, known)
                                                .map(near -> say("Did you mean \"%s\"?", near))
                                                .orElse(say("Remove it.")))
                                .in(json.file())
                                .at(node, field == null ? key : field)
                                .at(place.line(), place.column()));
            }
        }
    }

    /** Adds an error at the value of a key, or at this object when it is absent. */
    public void error(String key, String code, String message, String hint) {
        LocatedJson.Place place = json.value(LocatedJson.child(pointer, key));
        problems.add(
                Problem.error(code, message, hint)
                        .in(json.file())
                        .at(node, field == null ? key : field)
                        .at(place.line(), place.column()));
    }

    public @Nullable String requiredText(String key) {
        return present(key) ? text(key) : null;
    }

    public String text(String key, String otherwise) {
        return object.has(key) ? Objects.requireNonNullElse(text(key), otherwise) : otherwise;
    }

    /**
     * The text at a key, null when it is absent; a value that is no text is a problem, and null.
     */
    public @Nullable String text(String key) {
        JsonNode value = object.get(key);
        if (value == null) {
            return null;
        }
        return value.isString() ? value.asString() : bad(key, say("text in quotes"));
    }

    public @Nullable Double number(String key) {
        JsonNode value = object.get(key);
        if (value == null) {
            return null;
        }
        return value.isNumber() && Double.isFinite(value.asDouble(Double.NaN))
                ? (Double) value.asDouble(Double.NaN)
                : bad(key, say("a number"));
    }

    public @Nullable Integer whole(String key) {
        JsonNode value = object.get(key);
        if (value == null) {
            return null;
        }
        return value.isIntegralNumber() && value.canConvertToInt()
                ? (Integer) value.intValue()
                : bad(key, say("a whole number"));
    }

    public @Nullable Long wholeLong(String key) {
        JsonNode value = object.get(key);
        if (value == null) {
            return null;
        }
        return value.isIntegralNumber() && value.canConvertToLong()
                ? (Long) value.longValue()
                : bad(key, say("a whole number"));
    }

    /** The object at a key, null when it is absent or, with a problem, something else. */
    public @Nullable JsonCursor object(String key) {
        JsonNode value = object.get(key);
        if (value == null) {
            return null;
        }
        return value instanceof ObjectNode inner
                ? new JsonCursor(
                        json,
                        problems,
                        LocatedJson.child(pointer, key),
                        say("\"%s\" of %s", key, what),
                        node,
                        field,
                        inner)
                : bad(key, say("an object in { }"));
    }

    public @Nullable JsonCursor requiredObject(String key) {
        return present(key) ? object(key) : null;
    }

    /** The objects of the array at a key; none when it is absent. */
    public List<JsonCursor> objects(String key) {
        List<JsonCursor> found = new ArrayList<>();
        String at = LocatedJson.child(pointer, key);
        for (JsonNode item : array(key)) {
            String itemAt = at + "/" + found.size();
            if (item instanceof ObjectNode inner) {
                String itemWhat = say("item %s of \"%s\" of %s", found.size() + 1, key, what);
                found.add(new JsonCursor(json, problems, itemAt, itemWhat, node, field, inner));
            } else {
                bad(key, say("a list of objects"));
                return List.of();
            }
        }
        return found;
    }

    public List<JsonCursor> requiredObjects(String key) {
        return present(key) ? objects(key) : List.of();
    }

    public List<String> texts(String key) {
        List<String> found = new ArrayList<>();
        for (JsonNode item : array(key)) {
            if (!item.isString()) {
                bad(key, say("a list of texts"));
                return List.of();
            }
            found.add(item.asString());
        }
        return found;
    }

    /** The texts of the object at a key, in order. */
    public Map<String, String> textMap(String key) {
        Map<String, String> found = new LinkedHashMap<>();
        JsonCursor inner = object(key);
        if (inner != null) {
            for (String name : inner.object.propertyNames()) {
                String text = inner.text(name);
                if (text != null) {
                    found.put(name, text);
                }
            }
        }
        return found;
    }

    /** The values of the object at a key, in order; none when it is absent. */
    public Map<String, JsonNode> values(String key) {
        Map<String, JsonNode> found = new LinkedHashMap<>();
        JsonCursor inner = object(key);
        if (inner != null) {
            inner.object.properties().forEach(entry -> found.put(entry.getKey(), entry.getValue()));
        }
        return found;
    }

    private Iterable<JsonNode> array(String key) {
        JsonNode value = object.get(key);
        if (value == null) {
            return List.of();
        }
        if (value instanceof ArrayNode array) {
            return array;
        }
        bad(key, say("a list in [ ]"));
        return List.of();
    }

    private boolean present(String key) {
        if (!object.has(key)) {
            error(
                    key,
                    "missing_key",
                    sentence(say("%s has no \"%s\".", what, key)),
                    say("Add it."));
        }
        return object.has(key);
    }

    private <T> @Nullable T bad(String key, String expected) {
        error(
                key,
                "bad_value",
                say("\"%s\" of %s must be %s.", key, what, expected),
                say("Change the value."));
        return null;
    }

    private static String sentence(String text) {
        return Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }
}
