package dev.dspex.program.python;

import static dev.dspex.program.Words.say;

import dev.dspex.program.Constraints;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What stands in the brackets of InputField, OutputField and Field. */
final class ArgumentReader {
    private static final Set<String> NUMBERS = Set.of("ge", "gt", "le", "lt", "multiple_of");
    private static final Set<String> LENGTHS = Set.of("min_length", "max_length");
    private static final Set<String> NOT_KEPT =
            Set.of(
                    "prefix",
                    "format",
                    "parser",
                    "title",
                    "examples",
                    "alias",
                    "default_factory",
                    "json_schema_extra");

    private final Marks marks;
    private final Map<String, Double> numbers = new HashMap<>();
    private final Map<String, Integer> lengths = new HashMap<>();
    private @Nullable String pattern;
    private String description = "";

    ArgumentReader(Marks marks) {
        this.marks = marks;
    }

    /**
     * @param optional whether the default None says nothing
     */
    void read(Expression.Call call, boolean optional) throws BadCode {
        List<Expression> positional = call.positional();
        for (Expression value : positional) {
            defaultValue(value, optional);
        }
        for (Expression.Keyword keyword : call.keywords()) {
            keyword(keyword, optional);
        }
    }

    String description() {
        return description;
    }

    Constraints constraints() {
        return new Constraints(
                numbers.get("ge"),
                numbers.get("gt"),
                numbers.get("le"),
                numbers.get("lt"),
                numbers.get("multiple_of"),
                lengths.get("min_length"),
                lengths.get("max_length"),
                pattern);
    }

    private void keyword(Expression.Keyword keyword, boolean optional) throws BadCode {
        String name = keyword.name();
        if (name == null) {
            throw new BadCode(keyword.span(), say("A field's arguments are written out here."));
        }
        if (name.equals("desc") || name.equals("description")) {
            description = text(keyword);
        } else if (name.equals("pattern")) {
            pattern = text(keyword);
        } else if (NUMBERS.contains(name)) {
            numbers.put(name, number(keyword));
        } else if (LENGTHS.contains(name)) {
            lengths.put(name, length(keyword));
        } else if (name.equals("default")) {
            defaultValue(keyword.value(), optional);
        } else if (NOT_KEPT.contains(name)) {
            marks.warning(keyword.span(), say("%s is not kept.", name));
        } else {
            throw new BadCode(keyword.span(), say("A field has no \"%s\".", name));
        }
    }

    void defaultValue(Expression value, boolean optional) {
        boolean none = value instanceof Expression.Name(String name, Span _) && name.equals("None");
        if (!(value instanceof Expression.Ellipsis) && !(none && optional)) {
            marks.warning(value.span(), say("The default is not kept: a value is always given."));
        }
    }

    private static String text(Expression.Keyword keyword) throws BadCode {
        if (keyword.value() instanceof Expression.Text(String value, Span _)) {
            return value;
        }
        throw new BadCode(keyword.value().span(), say("%s is a text in quotes.", keyword.name()));
    }

    private static double number(Expression.Keyword keyword) throws BadCode {
        Span span = keyword.value().span();
        if (keyword.value() instanceof Expression.Number(String text, Span _)) {
            try {
                double value = Double.parseDouble(text);
                boolean decimal = text.matches("[-0-9.eE+]+") && Double.isFinite(value);
                if (decimal && (value > 0 || !"multiple_of".equals(keyword.name()))) {
                    return value;
                }
            } catch (NumberFormatException _) {
                throw new BadCode(span, say("%s is a number.", keyword.name()));
            }
        }
        throw new BadCode(
                span,
                "multiple_of".equals(keyword.name())
                        ? say("%s is a number above 0.", keyword.name())
                        : say("%s is a number.", keyword.name()));
    }

    private static int length(Expression.Keyword keyword) throws BadCode {
        if (keyword.value() instanceof Expression.Number(String text, Span _)) {
            try {
                int length = Integer.parseInt(text);
                if (length >= 0) {
                    return length;
                }
            } catch (NumberFormatException _) {
                throw new BadCode(
                        keyword.value().span(),
                        say("%s is a whole number, 0 or more.", keyword.name()));
            }
        }
        throw new BadCode(
                keyword.value().span(), say("%s is a whole number, 0 or more.", keyword.name()));
    }
}
