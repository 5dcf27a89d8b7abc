package dev.dspex.app.inspector;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.app.kit.Labels;
import dev.dspex.app.kit.Layout;
import dev.dspex.app.kit.Panels;
import dev.dspex.program.ModuleNode;
import dev.dspex.program.Node;
import dev.dspex.program.ParameterSpec;
import dev.dspex.program.Parameters;
import dev.dspex.program.Program;
import dev.dspex.program.RetrieverNode;

import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;

/** The LM and the settings of one node, or those that several nodes have in common. */
final class ParametersPart implements Part {
    private final Editing editing;
    private final List<String> ids;
    private final Surroundings around;
    private final VBox section = Panels.section(Panels.sectionTitle(text("inspector.parameters")));
    private final Map<ParameterSpec, ParameterEditor> editors = new LinkedHashMap<>();
    private final @Nullable Choice<String> lm;
    private final Map<DriverButton, Region> driven = new LinkedHashMap<>();

    ParametersPart(Editing editing, Set<String> ids, Surroundings around) {
        this.editing = editing;
        this.ids = List.copyOf(ids);
        this.around = around;
        lm = nodes().stream().allMatch(ModuleNode.class::isInstance) ? lm() : null;
        if (lm != null)
            section.getChildren().add(driven("lm", lm, Rows.named(text("inspector.lm"), lm)));
        for (var spec : specs()) {
            var editor = new ParameterEditor(spec, editing, value -> set(spec, value));
            editors.put(spec, editor);
            section.getChildren().add(driven(spec.name(), editor, editor));
        }
        demos();
        refresh();
    }

    /** Whether there is anything to set. */
    boolean isEmpty() {
        return section.getChildren().size() == 1;
    }

    @Override
    public Region region() {
        return section;
    }

    @Override
    public void refresh() {
        if (lm != null) {
            var all = new ArrayList<>(around.lms());
            all.addFirst("");
            var chosen = Objects.requireNonNullElse(same(n -> ((ModuleNode) n).lm()), "");
            if (!all.contains(chosen)) all.add(chosen);
            lm.show(all, chosen);
        }
        editors.forEach((spec, editor) -> editor.show(same(n -> parameters(n).get(spec.name()))));
        driven.forEach((button, editor) -> editor.setDisable(button.refresh()));
    }

    /** A parameter with the button for the variable that drives it; nobody else sets it then. */
    private Region driven(String parameter, Region editor, Region row) {
        if (ids.size() != 1) return row;
        var button = new DriverButton(around.drivers(), ids.getFirst(), parameter);
        driven.put(button, editor);
        return new HBox(2, Layout.wide(row), button);
    }

    private Choice<String> lm() {
        var choice =
                Choice.texts(
                        text("inspector.lm"),
                        alias -> alias.isEmpty() ? text("inspector.lm.run") : alias,
                        alias ->
                                edit(
                                        text("inspector.edit.lm"),
                                        "lm",
                                        n ->
                                                n instanceof ModuleNode m
                                                        ? Modules.withLm(
                                                                m, alias.isEmpty() ? null : alias)
                                                        : n));
        choice.setId("inspector-lm");
        return choice;
    }

    private void demos() {
        if (ids.size() != 1 || lm == null) return;
        var demos = around.demos(ids.getFirst());
        if (demos != null)
            section.getChildren()
                    .add(Rows.named(text("inspector.demos"), Labels.mono(String.valueOf(demos))));
    }

    private void set(ParameterSpec spec, @Nullable Object value) {
        edit(
                text("inspector.edit.parameter", ParameterEditor.name(spec.name())),
                "parameter " + spec.name(),
                node -> withParameters(node, parameters(node).with(spec.name(), value)));
    }

    private void edit(String name, String gesture, UnaryOperator<Node> edit) {
        editing.program(
                name,
                gesture + " " + ids,
                program -> {
                    Program now = program;
                    for (var id : ids) {
                        var node = now.node(id).orElse(null);
                        if (node != null) now = dev.dspex.edit.Edits.replace(now, edit.apply(node));
                    }
                    return now;
                });
    }

    private List<Node> nodes() {
        return ids.stream().flatMap(id -> editing.node(id).stream()).toList();
    }

    /** Settings that all of the nodes know. */
    private List<ParameterSpec> specs() {
        var nodes = nodes();
        if (nodes.isEmpty()) return List.of();
        return specs(nodes.getFirst()).stream()
                .filter(spec -> nodes.stream().allMatch(n -> specs(n).contains(spec)))
                .toList();
    }

    private static List<ParameterSpec> specs(Node node) {
        return switch (node) {
            case ModuleNode module -> module.parameterSpecs();
            case RetrieverNode _ ->
                    dev.dspex.program.Kind.of(RetrieverNode.KIND).orElseThrow().parameters();
            default -> List.of();
        };
    }

    private static Parameters parameters(Node node) {
        return switch (node) {
            case ModuleNode module -> module.parameters();
            case RetrieverNode retriever -> retriever.parameters();
            default -> Parameters.NONE;
        };
    }

    private static Node withParameters(Node node, Parameters parameters) {
        return switch (node) {
            case ModuleNode module -> Modules.withParameters(module, parameters);
            case RetrieverNode r ->
                    new RetrieverNode(r.head(), r.corpus(), r.method(), r.embedder(), parameters);
            default -> node;
        };
    }

    /** What all of the nodes have; null where they differ. */
    private <T> @Nullable T same(java.util.function.Function<Node, @Nullable T> value) {
        var all = nodes().stream().map(value::apply).distinct().limit(2).toList();
        return all.size() == 1 ? all.getFirst() : null;
    }
}
