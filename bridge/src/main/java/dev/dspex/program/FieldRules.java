package dev.dspex.program;

import static dev.dspex.program.Words.say;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import java.util.Set;

/** Rules of fields and record types: no name twice, types that exist, constraints that can hold. */
final class FieldRules {

    private final Program program;
    private final List<Finding> found;
    private final Map<String, RecordType> records = new HashMap<>();

    FieldRules(Program program, List<Finding> found) {
        this.program = program;
        this.found = found;
        program.types().forEach(type -> records.putIfAbsent(type.name(), type));
    }

    /** The record types; only the program at the top has any. */
    void types() {
        for (int i = 0; i < program.types().size(); i++) {
            type(program.types().get(i), "/types/" + i);
        }
    }

    void check() {
        fields(program.inputs(), Names.INPUT, "/inputs");
        fields(program.outputs(), Names.OUTPUT, "/outputs");
        if (program.outputs().isEmpty()) {
            add(
                    "/outputs",
                    Names.OUTPUT,
                    null,
                    "no_fields",
                    say("The program has no outputs."),
                    say("Add one."));
        }
        for (int i = 0; i < program.nodes().size(); i++) {
            String at = "/nodes/" + i;
            switch (program.nodes().get(i)) {
                case ModuleNode node -> signature(node, at + "/signature");
                case ToolNode node -> ends(node, at);
                case CodeNode node -> ends(node, at);
                case ImportedNode node -> ends(node, at);
                case RouterNode node -> router(node, at);
                case RetrieverNode _, ProgramNode _ -> {}
            }
        }
    }

    private void type(RecordType type, String at) {
        if (records.get(type.name()) != type) {
            add(
                    at,
                    type.name(),
                    null,
                    "bad_type_name",
                    say("There are two record types \"%s\".", type.name()),
                    say("Rename one."));
        }
        if (type.fields().isEmpty()) {
            add(
                    at,
                    type.name(),
                    null,
                    "no_fields",
                    say("The record type \"%s\" has no fields.", type.name()),
                    say("Add one."));
        }
        fields(type.fields(), type.name(), at + "/fields");
        SequencedSet<String> circle = circle(type.name());
        if (!circle.isEmpty()) {
            add(
                    at,
                    type.name(),
                    null,
                    "type_invalid",
                    say(
                            "The record type \"%s\" contains itself: %s → %s.",
                            type.name(), String.join(" → ", circle), type.name()),
                    say("Remove one of the fields."));
        }
    }

    /** Fields that a node itself names; a tool and code may need no input. */
    private void ends(Node node, String at) {
        fields(node.inputs(), node.id(), at + "/inputs");
        fields(node.outputs(), node.id(), at + "/outputs");
        noOutputs(node.outputs(), node, at);
    }

    private void router(RouterNode node, String at) {
        fields(List.of(node.on()), node.id(), at + "/on");
        fields(List.of(node.carries()), node.id(), at + "/carries");
        if (node.on().name().equals(node.carries().name())) {
            add(
                    at + "/carries",
                    node.id(),
                    node.carries().name(),
                    "duplicate_field",
                    say("There are two fields \"%s\" in \"%s\".", node.on().name(), node.id()),
                    say("Rename one."));
        }
        if (node.outputs().isEmpty()) {
            add(
                    at + "/on",
                    node.id(),
                    node.on().name(),
                    "bad_router",
                    say(
                            "The router \"%s\" decides by \"%s\", which is %s.",
                            node.id(), node.on().name(), node.on().type().text()),
                    say("Make it a literal, such as literal['yes', 'no'], or bool."));
        }
    }

    private void noOutputs(List<Field> outputs, Node node, String at) {
        if (outputs.isEmpty()) {
            add(
                    at + "/outputs",
                    node.id(),
                    null,
                    "no_fields",
                    say("The node \"%s\" has no outputs.", node.id()),
                    say("Add one."));
        }
    }

    private void signature(ModuleNode node, String at) {
        Signature signature = node.signature();
        fields(signature.inputs(), node.id(), at + "/inputs");
        fields(signature.outputs(), node.id(), at + "/outputs");
        if (signature.inputs().isEmpty()) {
            add(
                    at + "/inputs",
                    node.id(),
                    null,
                    "no_fields",
                    say("The node \"%s\" has no inputs.", node.id()),
                    say("Add one."));
        }
        noOutputs(signature.outputs(), node, at);
        Set<String> names = new HashSet<>();
        signature.inputs().forEach(field -> names.add(field.name()));
        for (int i = 0; i < signature.outputs().size(); i++) {
            String name = signature.outputs().get(i).name();
            String place = at + "/outputs/" + i;
            if (names.contains(name)) {
                add(
                        place,
                        node.id(),
                        name,
                        "duplicate_field",
                        say("\"%s\" is an input and an output of \"%s\".", name, node.id()),
                        say("Rename one."));
            }
            if (node.automatic().stream().anyMatch(field -> field.name().equals(name))) {
                add(
                        place,
                        node.id(),
                        name,
                        "automatic_field",
                        say("%s adds the output \"%s\" by itself.", node.asking().text(), name),
                        say("Remove it from the signature."));
            }
        }
    }

    private void fields(List<Field> fields, String owner, String at) {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < fields.size(); i++) {
            Field field = fields.get(i);
            String place = at + "/" + i;
            if (!seen.add(field.name())) {
                add(
                        place,
                        owner,
                        field.name(),
                        "duplicate_field",
                        say("There are two fields \"%s\" in \"%s\".", field.name(), owner),
                        say("Rename one."));
            }
            for (String name : mentioned(field.type())) {
                if (!records.containsKey(name)) {
                    add(
                            place + "/type",
                            owner,
                            field.name(),
                            "type_invalid",
                            say(
                                    "The type \"%s\" of the field \"%s\" does not exist.",
                                    name, field.name()),
                            Nearest.to(name, records.keySet())
                                    .map(near -> say("Did you mean \"%s\"?", near))
                                    .orElse(
                                            say(
                                                    "Add it to the types of the program, or use"
                                                            + " str, int, float, bool or any.")));
                }
            }
            String bad = ConstraintRules.problem(field);
            if (bad != null) {
                add(
                        place + "/constraints",
                        owner,
                        field.name(),
                        "bad_constraint",
                        say(
                                "The constraints of the field \"%s\" cannot hold: %s.",
                                field.name(), bad),
                        say("Change or remove the constraint."));
            }
        }
    }

    /** The records from this one back to itself; empty when it does not contain itself. */
    private SequencedSet<String> circle(String name) {
        SequencedSet<String> path = new LinkedHashSet<>();
        return reaches(name, name, path, new HashSet<>()) ? path : new LinkedHashSet<>();
    }

    private boolean reaches(String at, String goal, SequencedSet<String> path, Set<String> tried) {
        path.addLast(at);
        RecordType type = records.get(at);
        if (type != null) {
            for (Field field : type.fields()) {
                for (String next : mentioned(field.type())) {
                    if (next.equals(goal)
                            || (tried.add(next) && reaches(next, goal, path, tried))) {
                        return true;
                    }
                }
            }
        }
        path.remove(at);
        return false;
    }

    private static Set<String> mentioned(FieldType type) {
        return switch (type) {
            case FieldType.Basic _, FieldType.Special _, FieldType.Literal _ -> Set.of();
            case FieldType.ListOf(FieldType item) -> mentioned(item);
            case FieldType.DictOf(FieldType value) -> mentioned(value);
            case FieldType.OptionalOf(FieldType item) -> mentioned(item);
            case FieldType.RecordRef(String name) -> Set.of(name);
        };
    }

    private void add(
            String at,
            String node,
            @Nullable String field,
            String code,
            String message,
            String hint) {
        found.add(new Finding(at, Problem.error(code, message, hint).at(node, field)));
    }
}
