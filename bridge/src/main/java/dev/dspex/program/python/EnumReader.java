package dev.dspex.program.python;

import static dev.dspex.program.Words.say;

import dev.dspex.program.FieldType;
import dev.dspex.program.FieldType.Choice;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Enumerations as literals of their values. */
final class EnumReader {
    private EnumReader() {}

    /** The type that the enumeration means; empty with an error where it means none. */
    static Optional<FieldType> read(ClassBody body, Marks marks) {
        List<Choice> values = new ArrayList<>();
        boolean good = true;
        for (ClassBody.Member member : body.members()) {
            try {
                values.add(value(body, member));
            } catch (BadCode e) {
                marks.error(e.span(), String.valueOf(e.getMessage()));
                good = false;
            }
        }
        if (good && values.isEmpty()) {
            marks.error(body.nameSpan(), say("The enumeration %s has no values.", body.name()));
        }
        if (!good || values.isEmpty()) {
            return Optional.empty();
        }
        marks.warning(
                body.nameSpan(),
                say(
                        "The enumeration %s is kept as a Literal of its values, without its names.",
                        body.name()));
        return Optional.of(
                new FieldType.Literal(List.copyOf(new LinkedHashSet<>(values)))); // names may share
    }

    private static Choice value(ClassBody body, ClassBody.Member member) throws BadCode {
        if (member.value() instanceof Expression.Call(Expression function, _, _, _)
                && function instanceof Expression.Name(String name, _)
                && (name.equals("auto") || name.equals("enum.auto"))
                && body.base().equals("enum.StrEnum")) {
            return new Choice.Text(member.name().toLowerCase(Locale.ROOT));
        }
        if (member.value() == null) {
            throw new BadCode(member.span(), say("A value belongs after the name."));
        }
        return TypeReader.choice(member.value());
    }
}
