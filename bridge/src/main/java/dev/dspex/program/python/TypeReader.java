package dev.dspex.program.python;

import static dev.dspex.program.Words.say;

import dev.dspex.program.FieldType;
import dev.dspex.program.FieldType.Basic;
import dev.dspex.program.FieldType.Choice;
import dev.dspex.program.FieldType.Special;
import dev.dspex.program.Names;
import dev.dspex.program.Nearest;
import dev.dspex.program.python.Expression.Either;
import dev.dspex.program.python.Expression.Name;
import dev.dspex.program.python.Expression.Number;
import dev.dspex.program.python.Expression.Subscript;
import dev.dspex.program.python.Expression.Text;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Annotations as types of the workbench. */
final class TypeReader {
    private static final int DEEPEST = 60;
    private static final Map<String, FieldType> PLAIN =
            Map.of(
                    "str", Basic.STR,
                    "int", Basic.INT,
                    "float", Basic.FLOAT,
                    "bool", Basic.BOOL,
                    "typing.Any", Basic.ANY,
                    "object", Basic.ANY);
    private static final Map<String, FieldType> OWN =
            Map.of(
                    "dspy.Image", Special.IMAGE,
                    "dspy.Audio", Special.AUDIO,
                    "dspy.File", Special.FILE,
                    "dspy.History", Special.HISTORY,
                    "dspy.Code", Special.CODE,
                    "dspy.Reasoning", Special.REASONING,
                    "dspy.ToolCalls", Special.TOOL_CALLS);
    private static final Set<String> LISTS = Set.of("list", "typing.List");
    private static final Set<String> DICTS = Set.of("dict", "typing.Dict");

    private final Imports imports;
    private final Set<String> records;
    private final Map<String, Expression> aliases;
    private final Map<String, FieldType> enums;
    private final Marks marks;

    /**
     * @param records those of the code and those of the program
     * @param aliases names that the code gives to types
     * @param enums what the enumerations of the code are here
     */
    TypeReader(
            Imports imports,
            Set<String> records,
            Map<String, Expression> aliases,
            Map<String, FieldType> enums,
            Marks marks) {
        this.imports = imports;
        this.records = records;
        this.aliases = aliases;
        this.enums = enums;
        this.marks = marks;
    }

    FieldType type(Expression expression) throws BadCode {
        return type(expression, 0);
    }

    private FieldType type(Expression expression, int depth) throws BadCode {
        if (depth > DEEPEST) {
            throw new BadCode(expression.span(), say("The type is nested too deep."));
        }
        return switch (expression) {
            case Name(String dotted, Span span) -> named(dotted, span, depth);
            case Subscript(Expression base, List<Expression> items, Span span) ->
                    generic(base, items, span, depth);
            case Either(List<Expression> parts, Span span) -> either(parts, span, depth);
            case Text(String value, Span span)
                    when records.contains(value.strip()) || enums.containsKey(value.strip()) ->
                    named(value.strip(), span, depth);
            default -> throw new BadCode(expression.span(), say("This is no type."));
        };
    }

    private FieldType named(String dotted, Span span, int depth) throws BadCode {
        if (records.contains(dotted)) {
            return new FieldType.RecordRef(dotted);
        }
        FieldType choices = enums.get(dotted);
        if (choices != null) {
            return choices;
        }
        if (aliases.containsKey(dotted)) {
            return type(aliases.get(dotted), depth + 1);
        }
        String full = full(dotted, span);
        FieldType known = PLAIN.getOrDefault(full, OWN.get(full));
        if (known != null) {
            return known;
        }
        if (LISTS.contains(full)) {
            return new FieldType.ListOf(Basic.ANY);
        }
        if (DICTS.contains(full)) {
            return new FieldType.DictOf(Basic.ANY);
        }
        List<String> all = new ArrayList<>(records);
        all.addAll(List.of("str", "int", "float", "bool", "list", "dict", "Any", "Literal"));
        String near = Nearest.to(dotted, all).map(n -> say(" Did you mean %s?", n)).orElse("");
        throw new BadCode(span, say("There is no type \"%s\".%s", dotted, near));
    }

    private String full(String dotted, Span span) {
        if (!imports.imported(dotted)) {
            marks.warning(span, say("%s is not imported.", dotted));
        }
        return imports.full(dotted);
    }

    private FieldType generic(Expression base, List<Expression> items, Span span, int depth)
            throws BadCode {
        if (!(base instanceof Name(String dotted, Span baseSpan))) {
            throw new BadCode(base.span(), say("This is no type."));
        }
        String full = full(dotted, baseSpan);
        if (full.equals("typing.Literal")) {
            return literal(items, span);
        }
        if (LISTS.contains(full)) {
            return new FieldType.ListOf(type(one(items, span), depth + 1));
        }
        if (DICTS.contains(full)) {
            if (items.size() != 2) {
                throw new BadCode(span, say("A dict has a type of keys and one of values."));
            }
            if (type(items.getFirst(), depth + 1) != Basic.STR) {
                throw new BadCode(items.getFirst().span(), say("The keys of a dict are str."));
            }
            return new FieldType.DictOf(type(items.get(1), depth + 1));
        }
        if (full.equals("typing.Optional")) {
            return new FieldType.OptionalOf(type(one(items, span), depth + 1));
        }
        if (full.equals("typing.Union")) {
            return either(items, span, depth);
        }
        throw new BadCode(baseSpan, say("There is no type \"%s[…]\".", dotted));
    }

    private static Expression one(List<Expression> items, Span span) throws BadCode {
        if (items.size() != 1) {
            throw new BadCode(span, say("One type belongs between the brackets."));
        }
        return items.getFirst();
    }

    private FieldType either(List<Expression> parts, Span span, int depth) throws BadCode {
        List<Expression> types = new ArrayList<>();
        for (Expression part : parts) {
            if (!(part instanceof Name(String name, Span _) && name.equals("None"))) {
                types.add(part);
            }
        }
        if (types.size() != 1 || parts.size() != 2) {
            throw new BadCode(span, say("A field has one type; beside it only None can stand."));
        }
        return new FieldType.OptionalOf(type(types.getFirst(), depth + 1));
    }

    private static FieldType literal(List<Expression> items, Span span) throws BadCode {
        if (items.isEmpty()) {
            throw new BadCode(span, say("A Literal needs a value."));
        }
        List<Choice> choices = new ArrayList<>();
        Set<Choice> seen = new HashSet<>();
        for (Expression item : items) {
            Choice choice = choice(item);
            if (!seen.add(choice)) {
                throw new BadCode(item.span(), say("The value is there twice."));
            }
            choices.add(choice);
        }
        return new FieldType.Literal(choices);
    }

    static Choice choice(Expression item) throws BadCode {
        if (item instanceof Text(String value, Span _)) {
            return new Choice.Text(value);
        }
        if (item instanceof Name(String name, Span _)
                && (name.equals("True") || name.equals("False"))) {
            return new Choice.Bool(name.equals("True"));
        }
        if (item instanceof Number(String text, Span span) && text.matches("-?[0-9]+")) {
            try {
                return new Choice.Whole(Long.parseLong(text));
            } catch (NumberFormatException _) {
                throw new BadCode(span, say("The number is too large."));
            }
        }
        throw new BadCode(item.span(), say("A value is a text, a whole number, True or False."));
    }

    /** Whether a name can be that of a record type; else why not. */
    static void requireType(String name, Span span) throws BadCode {
        String reason = Names.badType(name).orElse(null);
        if (reason != null) {
            throw new BadCode(
                    span, say("\"%s\" cannot be the name of a record type: %s.", name, reason));
        }
    }
}
