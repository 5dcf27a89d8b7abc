package dev.dspex.app.signature;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.edit.ProgramDocument;
import dev.dspex.edit.SignatureEdits;
import dev.dspex.program.Field;
import dev.dspex.program.FieldType;
import dev.dspex.program.ModuleNode;
import dev.dspex.program.Names;
import dev.dspex.program.Problem;
import dev.dspex.program.Program;
import dev.dspex.program.RecordType;
import dev.dspex.program.Signature;
import dev.dspex.program.python.Reading;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * What the editor of a signature does to the program: each is a step of undo with a name, and the
 * letters typed into one field are one step. JavaFX thread only.
 */
public final class SignatureEditor {
    private final ProgramDocument whole;
    private final ProgramDocument document;
    private final boolean inner;
    private String node;

    public SignatureEditor(ProgramDocument document, String node) {
        this(document, List.of(), node);
    }

    /**
     * @param whole the program with its record types
     * @param path ids of the nodes that lead to the program that the module is in
     * @param node id of a module; it is followed when it is renamed
     */
    public SignatureEditor(ProgramDocument whole, List<String> path, String node) {
        this.whole = whole;
        this.document = whole.within(path);
        this.inner = !path.isEmpty();
        this.node = node;
    }

    public ProgramDocument document() {
        return document;
    }

    Program program() {
        return document.program();
    }

    /** The module, empty when it was removed. */
    public Optional<ModuleNode> module() {
        return module(program(), node);
    }

    String node() {
        return node;
    }

    /** The program has changed: a module with another id in the same place was renamed. */
    void follow(Program before) {
        var now = program();
        if (now.node(node).isPresent() || before.nodes().size() != now.nodes().size()) return;
        var at = before.nodes().stream().map(n -> n.id()).toList().indexOf(node);
        if (at < 0) return;
        var renamed = now.nodes().get(at).id();
        if (before.node(renamed).isEmpty() && module(now, renamed).isPresent()) node = renamed;
    }

    List<Field> fields(Part part) {
        return fields(program(), part);
    }

    /** What is wrong with a field; with the part as a whole where {@code field} is null. */
    List<Problem> problems(Part part, @Nullable String field) {
        var owner = part instanceof Part.Record(var name) ? name : node;
        return document.problems().stream()
                .filter(p -> owner.equals(p.node()))
                .filter(p -> java.util.Objects.equals(field, p.field()))
                .toList();
    }

    void rename(String name) {
        signature(text("signature.edit.rename"), "name", s -> s.withName(name));
    }

    void instruct(String words) {
        signature(
                text("signature.edit.instruction"), "instruction", s -> s.withInstructions(words));
    }

    /**
     * The person changed the code.
     *
     * @param reading without errors
     * @param before the program when the person began to work on the code
     * @param declared record types that the code has declared since
     * @param line steps on the same line that follow each other are one
     */
    void code(Reading reading, Program before, Set<String> declared, int line) {
        var signature = reading.signature();
        if (signature == null || module().isEmpty()) return;
        var mine = inner ? Set.<String>of() : declared; // others may use what this level does not
        document.apply(
                text("signature.edit.code"),
                "code " + line,
                p -> SignatureEdits.code(p, before, node, signature, reading.types(), mine));
    }

    /** Whether the program has what the code says. */
    boolean says(Reading reading) {
        return module().map(m -> m.signature().equals(reading.signature())).orElse(false)
                && reading.types().stream()
                        .allMatch(t -> program().type(t.name()).filter(t::equals).isPresent());
    }

    List<String> records() {
        return program().types().stream().map(RecordType::name).toList();
    }

    /** Changes a field. Steps of the same {@code what} that follow each other are one. */
    void change(Part part, int at, String step, String what, UnaryOperator<Field> edit) {
        if (at >= fields(part).size()) return;
        document.apply(
                step,
                what + " " + part.key() + " " + at,
                p -> with(p, part, replaced(fields(p, part), at, edit)));
    }

    void add(Part part) {
        var wish =
                switch (part) {
                    case Part.Inputs _ -> "input";
                    case Part.Outputs _ -> "output";
                    case Part.Record _ -> "field";
                };
        var name = SignatureEdits.freeField(siblings(part), wish);
        edit(
                text("signature.edit.add", name),
                p -> with(p, part, plus(fields(p, part), new Field(name, FieldType.Basic.STR))));
    }

    void remove(Part part, int at) {
        var fields = new ArrayList<>(fields(part));
        var gone = fields.remove(at);
        edit(text("signature.edit.remove", gone.name()), p -> with(p, part, fields));
    }

    /** Puts a field before the one that is now at {@code to}, also in another part. */
    void move(Part from, int at, Part part, int to) {
        var source = new ArrayList<>(fields(from));
        var field = source.remove(at);
        var step = text("signature.edit.move", field.name());
        if (part.equals(from)) {
            source.add(Math.min(to > at ? to - 1 : to, source.size()), field);
            edit(step, p -> with(p, from, source));
            return;
        }
        var target = new ArrayList<>(fields(part));
        target.add(Math.min(to, target.size()), field);
        edit(step, p -> with(with(p, from, source), part, target));
    }

    /** A new record type, as the type of a field or by itself. */
    String addRecord(String wish) {
        var base = wish.isEmpty() || Names.badType(wish).isPresent() ? "Record" : wish;
        var name = SignatureEdits.freeType(program(), base);
        edit(text("signature.edit.add", name), p -> SignatureEdits.put(p, fresh(name)));
        return name;
    }

    /** Makes a record type, and gives a field a type of it, in one step. */
    void addRecordFor(Part part, int at, UnaryOperator<FieldType> around) {
        var field = fields(part).get(at);
        var wish = capitalized(field.name());
        var base = Names.badType(wish).isPresent() ? "Record" : wish;
        var name = SignatureEdits.freeType(program(), base);
        edit(
                text("signature.edit.add", name),
                p -> {
                    var made = SignatureEdits.put(p, fresh(name));
                    var type = around.apply(new FieldType.RecordRef(name));
                    return with(
                            made, part, replaced(fields(made, part), at, f -> f.withType(type)));
                });
    }

    void renameRecord(String name, String newName, Object gesture) {
        whole.apply(
                text("signature.edit.renametype"),
                gesture,
                p -> SignatureEdits.rename(p, name, newName));
    }

    void describeRecord(String name, String words) {
        document.apply(
                text("signature.edit.describe"),
                "describe record " + name,
                p ->
                        p.type(name)
                                .map(t -> t.withDescription(words))
                                .map(t -> SignatureEdits.put(p, t))
                                .orElse(p));
    }

    void removeRecord(String name) {
        whole.apply(text("signature.edit.remove", name), p -> SignatureEdits.remove(p, name));
    }

    boolean recordUsed(String name) {
        return SignatureEdits.uses(whole.program(), name);
    }

    /** Names that a field of the part may not have: those of the fields beside it. */
    List<Field> siblings(Part part) {
        if (part instanceof Part.Record) return fields(part);
        var all = new ArrayList<>(fields(Part.INPUTS));
        all.addAll(fields(Part.OUTPUTS));
        module().ifPresent(m -> all.addAll(m.automatic()));
        return all;
    }

    void seal() {
        document.seal();
    }

    void undo() {
        document.undo();
    }

    void redo() {
        document.redo();
    }

    private void signature(String step, String gesture, UnaryOperator<Signature> edit) {
        document.apply(
                step,
                gesture,
                p ->
                        module(p, node)
                                .map(
                                        m ->
                                                SignatureEdits.signature(
                                                        p, node, edit.apply(m.signature())))
                                .orElse(p));
    }

    private void edit(String step, UnaryOperator<Program> edit) {
        document.apply(step, edit);
    }

    private List<Field> fields(Program program, Part part) {
        return switch (part) {
            case Part.Inputs _ ->
                    module(program, node).map(m -> m.signature().inputs()).orElse(List.of());
            case Part.Outputs _ ->
                    module(program, node).map(m -> m.signature().outputs()).orElse(List.of());
            case Part.Record(var name) ->
                    program.type(name).map(RecordType::fields).orElse(List.of());
        };
    }

    private Program with(Program program, Part part, List<Field> fields) {
        if (part instanceof Part.Record(var name))
            return program.type(name)
                    .map(t -> t.withFields(fields))
                    .map(t -> SignatureEdits.put(program, t))
                    .orElse(program);
        return module(program, node)
                .map(ModuleNode::signature)
                .map(
                        s ->
                                part instanceof Part.Inputs
                                        ? s.withInputs(fields)
                                        : s.withOutputs(fields))
                .map(s -> SignatureEdits.signature(program, node, s))
                .orElse(program);
    }

    private static Optional<ModuleNode> module(Program program, String id) {
        return program.node(id).filter(ModuleNode.class::isInstance).map(ModuleNode.class::cast);
    }

    private static RecordType fresh(String name) {
        return new RecordType(name, "", List.of(new Field("name", FieldType.Basic.STR)));
    }

    private static String capitalized(String name) {
        var words = new StringBuilder();
        for (var word : name.split("_"))
            if (!word.isEmpty())
                words.append(Character.toUpperCase(word.charAt(0))).append(word.substring(1));
        return words.toString();
    }

    private static List<Field> replaced(List<Field> fields, int at, UnaryOperator<Field> edit) {
        var all = new ArrayList<>(fields);
        all.set(at, edit.apply(all.get(at)));
        return all;
    }

    private static List<Field> plus(List<Field> fields, Field more) {
        var all = new ArrayList<>(fields);
        all.add(more);
        return all;
    }
}
