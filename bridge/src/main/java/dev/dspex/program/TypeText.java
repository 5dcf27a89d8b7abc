package dev.dspex.program;

import static dev.dspex.program.Words.say;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The type grammar: {@code str int float bool any list[T] dict[str, T] optional[T] literal['a', 3,
 * true] image audio file history code reasoning tool_calls} or the name of a record type.
 */
public final class TypeText {

    /** Deeper types than any person writes would overflow the stack. */
    private static final int DEEPEST = 100;

    private static final Map<String, FieldType> WORDS = words();

    private final String text;
    private int at;
    private int depth;

    private TypeText(String text) {
        this.text = text;
    }

    /** A text that is no type. {@link #offset} is where reading stopped, 0-based. */
    public static final class BadType extends Exception {
        private final int offset;

        BadType(String message, int offset) {
            super(message);
            this.offset = offset;
        }

        public int offset() {
            return offset;
        }
    }

    /**
     * Reads a type. Spacing is free. Whether a named record exists is not checked here.
     *
     * @throws BadType with a message for the person
     */
    public static FieldType parse(String text) throws BadType {
        TypeText reader = new TypeText(text);
        FieldType type = reader.type();
        reader.space();
        if (reader.at < text.length()) {
            throw reader.bad(say("there is more text after the type"));
        }
        return type;
    }

    /** The canonical text of a type. */
    public static String text(FieldType type) {
        return switch (type) {
            case FieldType.Basic basic -> basic.word();
            case FieldType.Special special -> special.word();
            case FieldType.ListOf(FieldType item) -> "list[" + text(item) + "]";
            case FieldType.DictOf(FieldType value) -> "dict[str, " + text(value) + "]";
            case FieldType.OptionalOf(FieldType item) -> "optional[" + text(item) + "]";
            case FieldType.Literal(List<FieldType.Choice> choices) ->
                    choices.stream().map(TypeText::text).collect(joining(", ", "literal[", "]"));
            case FieldType.RecordRef(String name) -> name;
        };
    }

    private static String text(FieldType.Choice choice) {
        return switch (choice) {
            case FieldType.Choice.Text(String value) ->
                    "'" + value.replace("\\", "\\\\").replace("'", "\\'") + "'";
            case FieldType.Choice.Whole(long value) -> Long.toString(value);
            case FieldType.Choice.Bool(boolean value) -> Boolean.toString(value);
        };
    }

    private FieldType type() throws BadType {
        if (++depth > DEEPEST) {
            throw bad(say("the type is nested too deep"));
        }
        space();
        int start = at;
        String word = word();
        FieldType type =
                switch (word) {
                    case "list" -> new FieldType.ListOf(inBrackets());
                    case "optional" -> new FieldType.OptionalOf(inBrackets());
                    case "dict" -> dict();
                    case "literal" -> literal();
                    default -> WORDS.containsKey(word) ? WORDS.get(word) : named(word, start);
                };
        depth--;
        return type;
    }

    private FieldType named(String word, int start) throws BadType {
        if (word.isEmpty()) {
            throw bad(say("a type is missing"));
        }
        if (Names.badType(word).isPresent()) {
            throw new BadType(say("\"%s\" is no type", word), start);
        }
        return new FieldType.RecordRef(word);
    }

    private FieldType inBrackets() throws BadType {
        expect('[');
        FieldType item = type();
        expect(']');
        return item;
    }

    private FieldType dict() throws BadType {
        expect('[');
        space();
        if (!word().equals("str")) {
            throw bad(say("the keys of a dict are str"));
        }
        expect(',');
        FieldType value = type();
        expect(']');
        return new FieldType.DictOf(value);
    }

    private FieldType literal() throws BadType {
        int start = at;
        List<FieldType.Choice> choices = new ArrayList<>();
        expect('[');
        do {
            choices.add(choice());
        } while (taken(','));
        expect(']');
        if (choices.stream().distinct().count() < choices.size()) {
            throw new BadType(say("a value of the literal is there twice"), start);
        }
        return new FieldType.Literal(choices);
    }

    private FieldType.Choice choice() throws BadType {
        space();
        if (at < text.length() && text.charAt(at) == '\'') {
            return new FieldType.Choice.Text(quoted());
        }
        int start = at;
        while (at < text.length() && ",]".indexOf(text.charAt(at)) < 0) {
            at++;
        }
        String bare = text.substring(start, at).strip();
        if (bare.equals("true") || bare.equals("false")) {
            return new FieldType.Choice.Bool(bare.equals("true"));
        }
        try {
            if (bare.matches("-?[0-9]+")) {
                return new FieldType.Choice.Whole(Long.parseLong(bare));
            }
        } catch (NumberFormatException _) {
            throw new BadType(say("the number %s is too large", bare), start);
        }
        throw new BadType(
                say("a value of a literal is 'text', a whole number, true or false"), start);
    }

    private String quoted() throws BadType {
        StringBuilder value = new StringBuilder();
        for (at++; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c == '\'') {
                at++;
                return value.toString();
            }
            if (c == '\\') {
                at++;
                if (at >= text.length() || "\\'".indexOf(text.charAt(at)) < 0) {
                    throw bad(say("after a backslash comes \\ or '"));
                }
                c = text.charAt(at);
            }
            value.append(c);
        }
        throw bad(say("a closing ' is missing"));
    }

    private String word() {
        int start = at;
        while (at < text.length() && Character.isUnicodeIdentifierPart(text.codePointAt(at))) {
            at += Character.charCount(text.codePointAt(at));
        }
        return text.substring(start, at);
    }

    private boolean taken(char sign) {
        space();
        if (at < text.length() && text.charAt(at) == sign) {
            at++;
            return true;
        }
        return false;
    }

    private void expect(char sign) throws BadType {
        if (!taken(sign)) {
            throw bad(say("\"%s\" is missing", sign));
        }
    }

    private void space() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
    }

    private BadType bad(String message) {
        return new BadType(message, at);
    }

    private static Map<String, FieldType> words() {
        Map<String, FieldType> words = new HashMap<>();
        for (FieldType.Basic basic : FieldType.Basic.values()) {
            words.put(basic.word(), basic);
        }
        for (FieldType.Special special : FieldType.Special.values()) {
            words.put(special.word(), special);
        }
        return Map.copyOf(words);
    }
}
