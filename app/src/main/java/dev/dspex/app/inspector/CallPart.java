package dev.dspex.app.inspector;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.app.kit.Panels;
import dev.dspex.program.ImportedNode;
import dev.dspex.program.Node;
import dev.dspex.program.ToolNode;

import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** What a tool node calls, or the class of an imported one and what it is made with. */
final class CallPart implements Part {
    private final Editing editing;
    private final String id;
    private final Surroundings around;
    private final Choice<String> reference;
    private final ValueField place;
    private final ValueField tool;
    private final ValueField arguments;
    private final VBox section = Panels.section(Panels.sectionTitle(text("inspector.calls")));

    CallPart(Editing editing, Node node, Surroundings around) {
        this.editing = editing;
        this.id = node.id();
        this.around = around;
        reference =
                Choice.texts(
                        text("inspector.calls"), r -> r, chosen -> edit("", n -> refer(n, chosen)));
        reference.setId("inspector-reference");
        place =
                new ValueField(
                        Rows.mono(text("inspector.server")),
                        editing,
                        CallPart::notEmpty,
                        String::strip,
                        words -> edit("place", n -> call(n, words.strip(), null)));
        place.field().setId("inspector-server");
        tool =
                new ValueField(
                        Rows.mono(text("inspector.tool")),
                        editing,
                        CallPart::notEmpty,
                        String::strip,
                        words -> edit("tool", n -> call(n, null, words.strip())));
        arguments =
                new ValueField(
                        Rows.area(text("inspector.arguments"), 3),
                        editing,
                        CallPart::badJson,
                        words -> words.strip(),
                        words -> edit("arguments", n -> arguments(n, words)));
        arguments.field().getStyleClass().add("mono");
        arguments.field().setId("inspector-arguments");
        var rows = section.getChildren();
        if (node instanceof ToolNode(var _, ToolNode.Call call, var _, var _)
                && !(call instanceof ToolNode.Function))
            rows.addAll(
                    Rows.named(text("inspector.server"), place),
                    Rows.named(text("inspector.tool"), tool));
        else rows.add(reference);
        if (node instanceof ImportedNode)
            rows.addAll(Panels.sectionTitle(text("inspector.arguments")), arguments);
        refresh();
    }

    @Override
    public Region region() {
        return section;
    }

    @Override
    public void refresh() {
        switch (editing.node(id).orElse(null)) {
            case ToolNode node -> {
                switch (node.call()) {
                    case ToolNode.Function(String function) ->
                            reference.show(with(around.functions(), function), function);
                    case ToolNode.Command(List<String> command, String name) -> {
                        place.show(String.join(" ", command));
                        tool.show(name);
                    }
                    case ToolNode.Remote(String url, String name) -> {
                        place.show(url);
                        tool.show(name);
                    }
                }
            }
            case ImportedNode node -> {
                reference.show(with(around.classes(), node.reference()), node.reference());
                var json = JsonNodeFactory.instance.objectNode();
                node.arguments().forEach(json::set);
                arguments.show(json.isEmpty() ? "" : json.toPrettyString());
            }
            case null, default -> {}
        }
    }

    private static List<String> with(List<String> known, String chosen) {
        if (known.contains(chosen)) return known;
        var all = new ArrayList<>(known);
        all.add(chosen);
        return all;
    }

    private static Node refer(Node node, String chosen) {
        return switch (node) {
            case ToolNode t ->
                    new ToolNode(t.head(), new ToolNode.Function(chosen), t.inputs(), t.outputs());
            case ImportedNode i ->
                    new ImportedNode(i.head(), chosen, i.arguments(), i.inputs(), i.outputs());
            default -> node;
        };
    }

    private static Node call(
            Node node,
            @org.jspecify.annotations.Nullable String place,
            @org.jspecify.annotations.Nullable String name) {
        if (!(node instanceof ToolNode t)) return node;
        var call =
                switch (t.call()) {
                    case ToolNode.Function f -> f;
                    case ToolNode.Command(List<String> command, String tool) ->
                            new ToolNode.Command(
                                    place == null ? command : List.of(place.split("\\s+")),
                                    name == null ? tool : name);
                    case ToolNode.Remote(String url, String tool) ->
                            new ToolNode.Remote(
                                    place == null ? url : place, name == null ? tool : name);
                };
        return new ToolNode(t.head(), call, t.inputs(), t.outputs());
    }

    private static Node arguments(Node node, String words) {
        if (!(node instanceof ImportedNode i)) return node;
        Map<String, JsonNode> values = new HashMap<>();
        if (!words.isBlank())
            JsonMapper.shared()
                    .readTree(words)
                    .properties()
                    .forEach(entry -> values.put(entry.getKey(), entry.getValue()));
        return new ImportedNode(i.head(), i.reference(), values, i.inputs(), i.outputs());
    }

    private static Optional<String> badJson(String words) {
        if (words.isBlank()) return Optional.empty();
        try {
            return JsonMapper.shared().readTree(words).isObject()
                    ? Optional.empty()
                    : Optional.of(text("inspector.arguments.record"));
        } catch (JacksonException e) {
            return Optional.of(text("inspector.arguments.json"));
        }
    }

    private static Optional<String> notEmpty(String words) {
        return words.isBlank() ? Optional.of(text("inspector.empty")) : Optional.empty();
    }

    private void edit(String what, UnaryOperator<Node> edit) {
        editing.node(
                id, text("inspector.edit.call"), what.isEmpty() ? null : what + " " + id, edit);
    }
}
