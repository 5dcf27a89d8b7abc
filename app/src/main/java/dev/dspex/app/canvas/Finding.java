package dev.dspex.app.canvas;

import dev.dspex.edit.Mark;
import dev.dspex.program.CodeNode;
import dev.dspex.program.Field;
import dev.dspex.program.ImportedNode;
import dev.dspex.program.ModuleNode;
import dev.dspex.program.Names;
import dev.dspex.program.Node;
import dev.dspex.program.Program;
import dev.dspex.program.ProgramNode;
import dev.dspex.program.RetrieverNode;
import dev.dspex.program.RouterNode;
import dev.dspex.program.ToolNode;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Looks for words in all that a person reads or writes on a canvas. */
final class Finding {
    private Finding() {}

    /** Ids of the boxes, notes and frames that have the words, in the order of the file. */
    static List<String> in(Program program, String words) {
        var wanted = words.strip().toLowerCase(Locale.ROOT);
        if (wanted.isEmpty()) return List.of();
        var found = new ArrayList<String>();
        if (holds(Stream.concat(Stream.of(Names.INPUT), fields(program.inputs())), wanted))
            found.add(Names.INPUT);
        for (var node : program.nodes()) if (holds(texts(node), wanted)) found.add(node.id());
        if (holds(Stream.concat(Stream.of(Names.OUTPUT), fields(program.outputs())), wanted))
            found.add(Names.OUTPUT);
        for (var i = 0; i < program.notes().size(); i++)
            if (holds(Stream.of(program.notes().get(i).text()), wanted))
                found.add(Mark.note(i).id());
        for (var i = 0; i < program.frames().size(); i++)
            if (holds(Stream.of(program.frames().get(i).text()), wanted))
                found.add(Mark.frame(i).id());
        return found;
    }

    private static boolean holds(Stream<String> texts, String wanted) {
        return texts.anyMatch(t -> t.toLowerCase(Locale.ROOT).contains(wanted));
    }

    private static Stream<String> texts(Node node) {
        var own = Stream.of(node.id(), node.title(), node.kindName());
        var ports = Stream.concat(fields(node.inputs()), fields(node.outputs()));
        return Stream.of(own, ports, body(node)).flatMap(s -> s);
    }

    private static Stream<String> body(Node node) {
        return switch (node) {
            case ModuleNode module ->
                    Stream.concat(
                            Stream.of(module.signature().name(), module.signature().instructions()),
                            module.tools().stream());
            case RetrieverNode retriever -> Stream.of(retriever.corpus());
            case RouterNode _ -> Stream.of();
            case ProgramNode(var _, var inner) -> inner.everyNode().flatMap(Finding::texts);
            case ToolNode tool ->
                    switch (tool.call()) {
                        case ToolNode.Function(var reference) -> Stream.of(reference);
                        case ToolNode.Command(var command, var name) ->
                                Stream.concat(command.stream(), Stream.of(name));
                        case ToolNode.Remote(var url, var name) -> Stream.of(url, name);
                    };
            case CodeNode code -> Stream.of(code.source());
            case ImportedNode imported -> Stream.of(imported.reference());
        };
    }

    private static Stream<String> fields(List<Field> fields) {
        return fields.stream().flatMap(f -> Stream.of(f.name(), f.description()));
    }
}
