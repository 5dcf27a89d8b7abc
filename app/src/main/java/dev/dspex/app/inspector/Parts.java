package dev.dspex.app.inspector;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.app.kit.Labels;
import dev.dspex.app.kit.Panels;
import dev.dspex.edit.Edits;
import dev.dspex.program.CodeNode;
import dev.dspex.program.Field;
import dev.dspex.program.ImportedNode;
import dev.dspex.program.Kind;
import dev.dspex.program.ModuleNode;
import dev.dspex.program.Names;
import dev.dspex.program.Node;
import dev.dspex.program.ProgramNode;
import dev.dspex.program.RetrieverNode;
import dev.dspex.program.RouterNode;
import dev.dspex.program.ToolNode;

import javafx.scene.layout.Region;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;

/** Which sections the inspector has for what is selected. */
final class Parts {
    private final Editing editing;
    private final Surroundings around;

    Parts(Editing editing, Surroundings around) {
        this.editing = editing;
        this.around = around;
    }

    List<Part> of(Selected selected) {
        return switch (selected) {
            case Selected.Whole() -> List.of(new WholePart(editing), new ProjectPart(around));
            case Selected.Connection(var link) -> List.of(new LinkPart(editing, link));
            case Selected.Many(var ids) -> many(ids);
            case Selected.One(String id) when id.equals(Names.INPUT) ->
                    List.of(
                            title(text("inspector.end.input")),
                            new FieldsPart(
                                    editing,
                                    text("inspector.inputs"),
                                    "inputs",
                                    () -> editing.program().inputs(),
                                    (name, gesture, now) ->
                                            editing.program(
                                                    name, gesture, p -> Edits.inputs(p, now))));
            case Selected.One(String id) when id.equals(Names.OUTPUT) ->
                    List.of(
                            title(text("inspector.end.output")),
                            new FieldsPart(
                                    editing,
                                    text("inspector.outputs"),
                                    "outputs",
                                    () -> editing.program().outputs(),
                                    (name, gesture, now) ->
                                            editing.program(
                                                    name, gesture, p -> Edits.outputs(p, now))));
            case Selected.One(String id) ->
                    editing.node(id).map(this::node).orElseGet(() -> of(new Selected.Whole()));
        };
    }

    private List<Part> many(Set<String> ids) {
        var parts = new ArrayList<Part>();
        parts.add(title(text("inspector.many", ids.size())));
        var common = new ParametersPart(editing, ids, around);
        if (!common.isEmpty()) parts.add(common);
        return parts;
    }

    private List<Part> node(Node node) {
        var parts = new ArrayList<Part>();
        parts.add(new HeadPart(editing, node, around));
        if (node instanceof ModuleNode module) {
            parts.add(new KindPart(editing, module, around));
            if (module.kind().kind().members()) parts.add(new MembersPart(editing, module, around));
            parts.add(new SignaturePart(editing, module, around));
        } else parts.add(summary(node));
        switch (node) {
            case ModuleNode _ -> {}
            case RetrieverNode retriever ->
                    parts.add(new RetrieverPart(editing, retriever, around));
            case RouterNode router -> parts.add(new RouterPart(editing, router));
            case ProgramNode program -> parts.add(new InnerProgramPart(editing, program, around));
            case ToolNode _, ImportedNode _ -> parts.add(new CallPart(editing, node, around));
            case CodeNode code -> parts.add(new SourcePart(editing, code));
        }
        var settings = new ParametersPart(editing, Set.of(node.id()), around);
        if (!settings.isEmpty()) parts.add(settings);
        if (node instanceof ModuleNode module && module.usesTools())
            parts.add(new ToolsPart(editing, module, around));
        if (node instanceof ToolNode || node instanceof CodeNode || node instanceof ImportedNode) {
            parts.add(
                    fields(node.id(), "inputs", text("inspector.inputs"), Node::inputs, Parts::in));
            parts.add(
                    fields(
                            node.id(),
                            "outputs",
                            text("inspector.outputs"),
                            Node::outputs,
                            Parts::out));
        }
        return parts;
    }

    private FieldsPart fields(
            String id,
            String name,
            String title,
            Function<Node, List<Field>> get,
            BiFunction<Node, List<Field>, Node> with) {
        return new FieldsPart(
                editing,
                title,
                "node-" + name,
                () -> editing.node(id).map(get).orElse(List.of()),
                (step, gesture, now) ->
                        editing.node(id, step, gesture, node -> with.apply(node, now)));
    }

    private static Node in(Node node, List<Field> inputs) {
        return switch (node) {
            case ToolNode n -> new ToolNode(n.head(), n.call(), inputs, n.outputs());
            case CodeNode n -> new CodeNode(n.head(), inputs, n.outputs(), n.source());
            case ImportedNode n ->
                    new ImportedNode(n.head(), n.reference(), n.arguments(), inputs, n.outputs());
            default -> node;
        };
    }

    private static Node out(Node node, List<Field> outputs) {
        return switch (node) {
            case ToolNode n -> new ToolNode(n.head(), n.call(), n.inputs(), outputs);
            case CodeNode n -> new CodeNode(n.head(), n.inputs(), outputs, n.source());
            case ImportedNode n ->
                    new ImportedNode(n.head(), n.reference(), n.arguments(), n.inputs(), outputs);
            default -> node;
        };
    }

    private static Part summary(Node node) {
        var words = Kind.of(node.kindName()).map(Kind::summary).orElse("");
        return fixed(
                Panels.section(
                        Panels.sectionTitle(text("canvas.kind.name." + node.kindName())),
                        Labels.prose(words, "muted", "small")));
    }

    private static Part title(String words) {
        return fixed(
                dev.dspex.app.kit.Layout.padded(
                        new javafx.scene.layout.VBox(Labels.title(words)), 12));
    }

    private static Part fixed(Region region) {
        return new Part() {
            @Override
            public Region region() {
                return region;
            }

            @Override
            public void refresh() {}
        };
    }
}
