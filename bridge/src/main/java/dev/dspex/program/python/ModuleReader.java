package dev.dspex.program.python;

import static dev.dspex.program.Words.say;

import dev.dspex.program.python.Token.Kind;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The statements of the code: imports, classes, and names for types. */
final class ModuleReader {
    private final Cursor cursor;
    private final Marks marks;
    private final Imports imports = new Imports();
    private final List<ClassBody> classes = new ArrayList<>();
    private final Map<String, Expression> aliases = new HashMap<>();

    ModuleReader(Cursor cursor, Marks marks) {
        this.cursor = cursor;
        this.marks = marks;
    }

    Imports imports() {
        return imports;
    }

    List<ClassBody> classes() {
        return classes;
    }

    Map<String, Expression> aliases() {
        return aliases;
    }

    void read() {
        while (!cursor.ended()) {
            try {
                statement();
            } catch (BadCode e) {
                marks.error(e.span(), String.valueOf(e.getMessage()));
                cursor.skipStatement();
            }
        }
    }

    private void statement() throws BadCode {
        switch (cursor.now().kind()) {
            case NEWLINE, DEDENT -> cursor.next();
            case INDENT -> {
                marks.error(cursor.now().span(), say("This line is indented without a reason."));
                cursor.skipBlock();
            }
            case STRING -> {
                notKept(cursor.expression());
                endOfLine();
            }
            default -> {
                if (cursor.take("import")) {
                    imported();
                } else if (cursor.take("from")) {
                    importedFrom();
                } else if (cursor.take("class")) {
                    classes.add(classBody());
                } else {
                    alias();
                }
            }
        }
    }

    private void imported() throws BadCode {
        do {
            String module = dotted();
            String as = cursor.take("as") ? cursor.name(say("A name")) : module;
            imports.add(as, module);
        } while (cursor.take(","));
        endOfLine();
    }

    private void importedFrom() throws BadCode {
        String module = dotted();
        cursor.expect("import");
        boolean brackets = cursor.take("(");
        do {
            if (brackets && cursor.now().is(")")) {
                break;
            }
            String name = cursor.name(say("A name"));
            String as = cursor.take("as") ? cursor.name(say("A name")) : name;
            String full = module + "." + name;
            imports.add(as, full);
        } while (cursor.take(","));
        if (brackets) {
            cursor.expect(")");
        }
        endOfLine();
    }

    private String dotted() throws BadCode {
        StringBuilder name = new StringBuilder(cursor.name(say("The name of a module")));
        while (cursor.take(".")) {
            name.append('.').append(cursor.name(say("A name")));
        }
        return name.toString();
    }

    private void alias() throws BadCode {
        Token name = cursor.now();
        BadCode other =
                new BadCode(
                        name.span(),
                        say("Here stand imports, record types and one signature, nothing else."));
        if (name.kind() != Kind.NAME) {
            throw other;
        }
        cursor.next();
        if (!cursor.take("=")) {
            throw other;
        }
        aliases.put(name.text(), cursor.expression());
        marks.warning(
                name.span(),
                say(
                        "The name %s is not kept: its type is written out where it is used.",
                        name.text()));
        endOfLine();
    }

    private ClassBody classBody() throws BadCode {
        Span span = cursor.now().span();
        String name = cursor.name(say("The name of the class"));
        String base = "";
        if (cursor.take("(")) {
            while (!cursor.take(")")) {
                Expression made = cursor.expression();
                if (made instanceof Expression.Name(String dotted, Span baseSpan)) {
                    String full = imports.full(dotted);
                    if (ClassBody.known(full)) {
                        base = full;
                        warnNotImported(dotted, baseSpan);
                    }
                }
                if (!cursor.now().is(")")) {
                    cursor.expect(",");
                }
            }
        }
        cursor.expect(":");
        List<ClassBody.Member> members = new ArrayList<>();
        String doc = body(members, base);
        return new ClassBody(name, span, base, doc, members);
    }

    private void warnNotImported(String dotted, Span span) {
        if (!imports.imported(dotted)) {
            marks.warning(span, say("%s is not imported.", dotted));
        }
    }

    private String body(List<ClassBody.Member> members, String base) throws BadCode {
        String doc = "";
        if (cursor.now().kind() != Kind.NEWLINE) {
            return member(members, base, true);
        }
        cursor.next();
        if (cursor.now().kind() != Kind.INDENT) {
            throw cursor.bad(say("The class has nothing in it: its fields are indented below it."));
        }
        cursor.next();
        boolean first = true;
        while (!cursor.ended() && cursor.now().kind() != Kind.DEDENT) {
            try {
                String text = member(members, base, first);
                doc = first ? text : doc;
            } catch (BadCode e) {
                marks.error(e.span(), String.valueOf(e.getMessage()));
                cursor.skipStatement();
            }
            first = false;
        }
        if (!cursor.ended()) {
            cursor.next();
        }
        return doc;
    }

    /** Returns the docstring when this is one. */
    private String member(List<ClassBody.Member> members, String base, boolean first)
            throws BadCode {
        Token start = cursor.now();
        switch (start.kind()) {
            case NEWLINE -> {
                cursor.next();
                return "";
            }
            case INDENT -> throw new BadCode(start.span(), say("This line is indented too far."));
            case STRING -> {
                Expression text = cursor.expression();
                endOfLine();
                if (first && text instanceof Expression.Text(String value, Span _)) {
                    return Strings.cleaned(value);
                }
                notKept(text);
                return "";
            }
            default -> {}
        }
        if (cursor.take("pass") || cursor.take("...")) {
            endOfLine();
            return "";
        }
        if (start.kind() != Kind.NAME
                || start.is("def")
                || start.is("class")
                || start.is("async")) {
            throw cursor.bad(say("A class here has fields only."));
        }
        cursor.next();
        Expression type = cursor.take(":") ? cursor.expression() : null;
        Expression value = cursor.take("=") ? cursor.expression() : null;
        if (type == null && value == null) {
            throw cursor.bad(say("A type belongs after the name: \"%s: str\".", start.text()));
        }
        endOfLine();
        if (start.is("model_config") && base.equals("pydantic.BaseModel")) {
            marks.warning(start.span(), say("The configuration of a record type is not kept."));
        } else {
            members.add(new ClassBody.Member(start.text(), start.span(), type, value));
        }
        return "";
    }

    private void notKept(Expression text) {
        marks.warning(text.span(), say("This text is not kept."));
    }

    private void endOfLine() throws BadCode {
        if (cursor.take(";") || cursor.ended()) {
            return;
        }
        if (cursor.now().kind() != Kind.NEWLINE) {
            throw cursor.bad(say("\"%s\" is not read here.", cursor.now().text()));
        }
        cursor.next();
    }
}
