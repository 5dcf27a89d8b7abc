package dev.dspex.app.signature;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.program.Constraints;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Limits as one line: {@code ge 0, le 1} or {@code min_length 1, pattern '[a-z]+'}. Within a quoted
 * pattern a quote is written twice.
 */
final class LimitsText {
    private static final List<String> NAMES =
            List.of("ge", "gt", "le", "lt", "multiple_of", "min_length", "max_length", "pattern");
    private static final Pattern ITEM =
            Pattern.compile(
                    "\\s*(?<name>[a-z_]+)\\s*[=\\s]\\s*"
                            + "(?:'(?<quoted>(?:[^']|'')*)'|(?<bare>[^,]*))\\s*(?:,|$)");

    private LimitsText() {}

    static String of(Constraints c) {
        var all = new ArrayList<String>();
        values(c)
                .forEach(
                        (name, value) ->
                                all.add(
                                        name
                                                + " "
                                                + (name.equals("pattern")
                                                        ? quoted(value)
                                                        : value)));
        return String.join(", ", all);
    }

    /** The limits that are set, by name, as a person types them. */
    static Map<String, String> values(Constraints c) {
        var all = new LinkedHashMap<String, String>();
        put(all, "ge", number(c.ge()));
        put(all, "gt", number(c.gt()));
        put(all, "le", number(c.le()));
        put(all, "lt", number(c.lt()));
        put(all, "multiple_of", number(c.multipleOf()));
        put(all, "min_length", c.minLength());
        put(all, "max_length", c.maxLength());
        put(all, "pattern", c.pattern());
        return all;
    }

    static Checked<Constraints> read(String line) {
        var values = new LinkedHashMap<String, String>();
        var items = ITEM.matcher(line);
        var at = 0;
        while (at < line.length() && !line.substring(at).isBlank()) {
            if (!items.find(at) || items.start() != at)
                return Checked.wrong(text("signature.limits.form"));
            var name = items.group("name");
            if (!NAMES.contains(name))
                return Checked.wrong(
                        text("signature.limits.unknown", name, String.join(", ", NAMES)));
            var quoted = items.group("quoted");
            var bare = items.group("bare");
            values.put(
                    name,
                    quoted == null ? bare == null ? "" : bare.strip() : quoted.replace("''", "'"));
            at = items.end();
        }
        return of(values);
    }

    /** Limits from what was typed for each; an empty text is no limit. */
    static Checked<Constraints> of(Map<String, String> values) {
        try {
            return Checked.right(
                    new Constraints(
                            decimal(values, "ge"),
                            decimal(values, "gt"),
                            decimal(values, "le"),
                            decimal(values, "lt"),
                            decimal(values, "multiple_of"),
                            whole(values, "min_length"),
                            whole(values, "max_length"),
                            pattern(values)));
        } catch (Bad e) {
            return Checked.wrong(e.sentence);
        }
    }

    private static final class Bad extends Exception {
        private static final long serialVersionUID = 1;
        private final String sentence;

        Bad(String sentence) {
            super(sentence);
            this.sentence = sentence;
        }
    }

    private static @Nullable Double decimal(Map<String, String> values, String name) throws Bad {
        var typed = values.getOrDefault(name, "");
        if (typed.isEmpty() && !values.containsKey(name)) return null;
        try {
            var number = Double.parseDouble(typed);
            var fits = Double.isFinite(number) && (!name.equals("multiple_of") || number > 0);
            if (fits && typed.matches("[-+0-9.eE]+")) return number;
        } catch (NumberFormatException _) {
            // said below
        }
        throw new Bad(
                name.equals("multiple_of")
                        ? text("signature.limits.positive", name)
                        : text("signature.limits.number", name));
    }

    private static @Nullable Integer whole(Map<String, String> values, String name) throws Bad {
        var typed = values.get(name);
        if (typed == null) return null;
        try {
            var number = Integer.parseInt(typed);
            if (number >= 0) return number;
        } catch (NumberFormatException _) {
            // said below
        }
        throw new Bad(text("signature.limits.whole", name));
    }

    private static @Nullable String pattern(Map<String, String> values) throws Bad {
        var typed = values.get("pattern");
        if (typed == null) return null;
        if (typed.isEmpty()) throw new Bad(text("signature.limits.pattern", ""));
        try {
            Pattern.compile(typed.replace("(?P<", "(?<").replace("(?P=", "(?:"));
            return typed;
        } catch (PatternSyntaxException e) {
            throw new Bad(text("signature.limits.pattern", e.getDescription()));
        }
    }

    private static String quoted(String pattern) {
        return "'" + pattern.replace("'", "''") + "'";
    }

    private static @Nullable String number(@Nullable Double value) {
        if (value == null) return null;
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? String.valueOf(value.longValue())
                : value.toString();
    }

    private static void put(Map<String, String> to, String name, @Nullable Object value) {
        if (value != null) to.put(name, value.toString());
    }
}
