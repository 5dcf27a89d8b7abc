package dev.dspex.program.python;

import static dev.dspex.program.Words.say;

import dev.dspex.program.Field;
import dev.dspex.program.FieldType;
import dev.dspex.program.FieldType.Basic;
import dev.dspex.program.Names;
import dev.dspex.program.RecordType;
import dev.dspex.program.Signature;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads a signature from the Python that a person writes for one: a class of {@code
 * dspy.Signature}, and Pydantic classes as its record types. Nothing is run. Any text gives a
 * reading in a time that grows with its length.
 */
public final class SignatureReader {
    private static final int LONGEST = 200_000;

    private final Marks marks;
    private final ModuleReader module;
    private final TypeReader types;
    private final Comments comments;
    private final Map<String, Span> places = new HashMap<>();

    private SignatureReader(
            String text, ModuleReader module, Marks marks, Collection<String> known) {
        this.module = module;
        this.marks = marks;
        Set<String> records = new LinkedHashSet<>(known);
        for (ClassBody body : module.classes()) {
            if (body.isRecord()) {
                records.add(body.name());
            }
        }
        Map<String, FieldType> enums = new HashMap<>();
        module.classes().stream()
                .filter(ClassBody::isEnum)
                .forEach(
                        body ->
                                EnumReader.read(body, marks)
                                        .ifPresent(t -> enums.put(body.name(), t)));
        types = new TypeReader(module.imports(), records, module.aliases(), enums, marks);
        comments = Comments.of(text, module.classes());
    }

    /**
     * @param known record types of the program, which the code may use without declaring them
     */
    public static Reading read(String text, Collection<String> known) {
        Marks marks = new Marks(text);
        if (text.length() > LONGEST) {
            marks.error(new Span(0, 1), say("The code is longer than a signature can be."));
            return new Reading(null, List.of(), marks.all(), Map.of());
        }
        ModuleReader module = new ModuleReader(new Cursor(Lexer.tokens(text, marks)), marks);
        module.read();
        return new SignatureReader(text, module, marks, known).reading(text);
    }

    private Reading reading(String text) {
        List<RecordType> records = new ArrayList<>();
        Signature signature = null;
        Set<String> names = new HashSet<>();
        boolean found = false;
        for (ClassBody body : module.classes()) {
            if (!names.add(body.name())) {
                marks.error(body.nameSpan(), say("There are two classes %s.", body.name()));
            } else if (body.isRecord()) {
                RecordType record = record(body);
                if (record != null) {
                    records.add(record);
                }
            } else if (!body.isSignature() && !body.isEnum()) {
                marks.error(
                        body.nameSpan(),
                        say(
                                "The class is neither of dspy.Signature nor of BaseModel nor of"
                                        + " Enum."));
            } else if (found && !body.isEnum()) {
                marks.error(body.nameSpan(), say("There is one signature here, not two."));
            } else if (!body.isEnum()) {
                found = true;
                signature = signature(body);
            }
        }
        if (!found && !marks.hasErrors()) {
            int end = text.length();
            marks.error(
                    new Span(Math.max(0, end - 1), end),
                    say("A class of dspy.Signature is missing."));
        }
        boolean good = !marks.hasErrors();
        return new Reading(
                good ? signature : null, good ? records : List.of(), marks.all(), places);
    }

    private @Nullable RecordType record(ClassBody body) {
        places.put(body.name(), body.nameSpan());
        try {
            TypeReader.requireType(body.name(), body.nameSpan());
        } catch (BadCode e) {
            marks.error(e.span(), String.valueOf(e.getMessage()));
            return null;
        }
        List<Field> fields = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (ClassBody.Member member : body.members()) {
            try {
                fields.add(recordField(member));
                once(names, member);
                places.put(body.name() + "." + member.name(), member.span());
            } catch (BadCode e) {
                marks.error(e.span(), String.valueOf(e.getMessage()));
            }
        }
        return new RecordType(body.name(), body.doc(), fields, comments.at(body));
    }

    private Field recordField(ClassBody.Member member) throws BadCode {
        requireField(member);
        Expression annotation = member.type();
        if (annotation == null) {
            throw new BadCode(member.span(), say("A type belongs after the name."));
        }
        FieldType type = types.type(annotation);
        boolean optional = type instanceof FieldType.OptionalOf;
        ArgumentReader arguments = new ArgumentReader(marks);
        Expression value = member.value();
        if (value instanceof Expression.Call call
                && call.function() instanceof Expression.Name(String function, Span span)
                && module.imports().full(function).equals("pydantic.Field")) {
            warnNotImported(function, span);
            arguments.read(call, optional);
        } else if (value != null) {
            arguments.defaultValue(value, optional);
        }
        return new Field(
                member.name(),
                type,
                arguments.description(),
                arguments.constraints(),
                comments.at(member));
    }

    private @Nullable Signature signature(ClassBody body) {
        String bad = Names.badSignature(body.name()).orElse(null);
        if (bad != null) {
            marks.error(
                    body.nameSpan(),
                    say("\"%s\" cannot be the name of a signature: %s.", body.name(), bad));
            return null;
        }
        List<Field> inputs = new ArrayList<>();
        List<Field> outputs = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (ClassBody.Member member : body.members()) {
            try {
                boolean input = side(member);
                (input ? inputs : outputs).add(signatureField(member));
                once(names, member);
                places.put(member.name(), member.span());
            } catch (BadCode e) {
                marks.error(e.span(), String.valueOf(e.getMessage()));
            }
        }
        return new Signature(body.name(), body.doc(), inputs, outputs, comments.at(body));
    }

    /** Whether the field is an input. */
    private boolean side(ClassBody.Member member) throws BadCode {
        if (member.value() instanceof Expression.Call call
                && call.function() instanceof Expression.Name(String function, Span span)) {
            String full = module.imports().full(function);
            if (full.equals("dspy.InputField") || full.equals("dspy.OutputField")) {
                warnNotImported(function, span);
                return full.equals("dspy.InputField");
            }
        }
        throw new BadCode(
                member.value() == null ? member.span() : member.value().span(),
                say("A field of a signature is made by dspy.InputField() or dspy.OutputField()."));
    }

    private Field signatureField(ClassBody.Member member) throws BadCode {
        requireField(member);
        Expression annotation = member.type();
        FieldType type = annotation == null ? Basic.STR : types.type(annotation);
        ArgumentReader arguments = new ArgumentReader(marks);
        if (member.value() instanceof Expression.Call call) {
            arguments.read(call, type instanceof FieldType.OptionalOf);
        }
        return new Field(
                member.name(),
                type,
                arguments.description(),
                arguments.constraints(),
                comments.at(member));
    }

    private void warnNotImported(String dotted, Span span) {
        if (!module.imports().imported(dotted)) {
            marks.warning(span, say("%s is not imported.", dotted));
        }
    }

    private static void requireField(ClassBody.Member member) throws BadCode {
        String bad = Names.badField(member.name()).orElse(null);
        if (bad != null) {
            throw new BadCode(
                    member.span(),
                    say("\"%s\" cannot be the name of a field: %s.", member.name(), bad));
        }
    }

    private static void once(Set<String> names, ClassBody.Member member) throws BadCode {
        if (!names.add(member.name())) {
            throw new BadCode(member.span(), say("There is a field %s already.", member.name()));
        }
    }
}
