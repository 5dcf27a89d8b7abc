package dev.dspex.program;

import static dev.dspex.program.Words.say;

import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * JSON of a file that knows the line and column of every key and value. Pointers are those of RFC
 * 6901.
 */
public final class LocatedJson {

    /** Line and column, 1-based. */
    public record Place(int line, int column) {}

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private final String file;
    private final Map<String, Place> values = new HashMap<>();
    private final Map<String, Place> keys = new HashMap<>();
    private final JsonNode root;

    private LocatedJson(JsonParser parser, String file) throws BadFile {
        this.file = file;
        if (parser.nextToken() == null) {
            throw bad(
                    "syntax",
                    say("The file %s is empty.", file),
                    say("Put a JSON object into it."),
                    new Place(1, 1));
        }
        this.root = value(parser, "");
        if (parser.nextToken() != null) {
            throw bad(
                    "syntax",
                    say("There is more text after the end of the JSON."),
                    say("Remove it."),
                    here(parser));
        }
    }

    /**
     * @param shownAs the path as the person knows it
     * @throws BadFile when the file cannot be read, is not UTF-8, or not JSON; a key given twice is
     *     an error too
     */
    public static LocatedJson read(Path file, String shownAs) throws BadFile {
        return parse(TextFile.read(file, shownAs), shownAs);
    }

    /**
     * @throws BadFile when the text is not JSON
     */
    public static LocatedJson parse(String text, String shownAs) throws BadFile {
        try (JsonParser parser = MAPPER.createParser(text)) {
            return new LocatedJson(parser, shownAs);
        } catch (JacksonException e) {
            TokenStreamLocation at = e.getLocation();
            Place place =
                    at == null
                            ? new Place(1, 1)
                            : new Place(Math.max(1, at.getLineNr()), Math.max(1, at.getColumnNr()));
            throw new BadFile(
                    Problem.error(
                                    "syntax",
                                    say(
                                            "This is not JSON: %s.",
                                            lowerFirst(e.getOriginalMessage())),
                                    say(
                                            "Look for a missing comma, quote or bracket here or"
                                                    + " just before."))
                            .in(shownAs)
                            .at(place.line(), place.column()));
        }
    }

    public JsonNode root() {
        return root;
    }

    public String file() {
        return file;
    }

    /** Where a value begins; for one that is absent, where the nearest value around it begins. */
    public Place value(String pointer) {
        for (String at = pointer; ; at = at.substring(0, at.lastIndexOf('/'))) {
            Place place = values.get(at);
            if (place != null) {
                return place;
            }
        }
    }

    /** Where the key of a value begins; for an item of an array, where the value begins. */
    public Place key(String pointer) {
        Place place = keys.get(pointer);
        return place == null ? value(pointer) : place;
    }

    /** The pointer of a member of an object. */
    public static String child(String pointer, String key) {
        return pointer + "/" + key.replace("~", "~0").replace("/", "~1");
    }

    private JsonNode value(JsonParser parser, String pointer) throws BadFile {
        values.put(pointer, here(parser));
        JsonToken token = parser.currentToken();
        if (token == JsonToken.START_OBJECT) {
            return object(parser, pointer);
        }
        if (token == JsonToken.START_ARRAY) {
            ArrayNode array = JsonNodeFactory.instance.arrayNode();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                array.add(value(parser, pointer + "/" + array.size()));
            }
            return array;
        }
        return parser.readValueAsTree();
    }

    private ObjectNode object(JsonParser parser, String pointer) throws BadFile {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String key = parser.currentName();
            String at = child(pointer, key);
            if (keys.put(at, here(parser)) != null) {
                throw bad(
                        "duplicate_key",
                        say("The key \"%s\" is there twice.", key),
                        say("Remove one."),
                        here(parser));
            }
            parser.nextToken();
            object.set(key, value(parser, at));
        }
        return object;
    }

    private BadFile bad(String code, String message, String hint, Place place) {
        return new BadFile(
                Problem.error(code, message, hint).in(file).at(place.line(), place.column()));
    }

    private static Place here(JsonParser parser) {
        TokenStreamLocation at = parser.currentTokenLocation();
        return new Place(at.getLineNr(), at.getColumnNr());
    }

    private static String lowerFirst(String text) {
        return text.isEmpty() ? text : Character.toLowerCase(text.charAt(0)) + text.substring(1);
    }
}
