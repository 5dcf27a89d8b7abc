package dev.dspex.app.canvas;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.app.kit.Chips;
import dev.dspex.app.kit.EmptyState;
import dev.dspex.app.kit.Icons;
import dev.dspex.app.kit.Labels;
import dev.dspex.app.kit.Layout;
import dev.dspex.app.kit.Panels;
import dev.dspex.app.kit.StateIcon;
import dev.dspex.program.Field;
import dev.dspex.program.ModuleNode;
import dev.dspex.program.Names;
import dev.dspex.program.Program;

import javafx.scene.Node;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/** Right island: the selected node, or what it is about when nothing is selected. */
public final class Inspector extends VBox {
    /** What the inspector asks for: the learned demos of a node, and to open its signature. */
    public interface Context {
        /** Demos in the learned state, null when none is in use. */
        @Nullable Integer demos(String node);

        /** Instruction in the learned state, null when it is the signature's own. */
        @Nullable String learnedInstruction(String node);

        void openSignature(String node);
    }

    private final ScrollPane scroll = new ScrollPane();
    private @Nullable StateIcon state;

    public Inspector() {
        scroll.setFitToWidth(true);
        scroll.setFocusTraversable(false);
        getChildren().addAll(Panels.header(text("canvas.inspector")), Layout.tall(scroll));
        getChildren().getFirst().getStyleClass().add("ruled");
        showNothing();
    }

    public void showNothing() {
        state = null;
        var empty =
                new EmptyState(
                        "cursor-default-click-outline",
                        text("canvas.inspector.none"),
                        text("canvas.inspector.none.help"));
        scroll.setFitToHeight(true);
        scroll.setContent(empty);
    }

    /** Shows a box of the program; the two ends show the program's own fields. */
    public void show(Program program, Box box, NodeStatus status, Context context) {
        var content = new VBox(head(box, status));
        var parts = content.getChildren();
        switch (box.id()) {
            case Names.INPUT ->
                    parts.add(fields(text("canvas.inspector.inputs"), program.inputs(), List.of()));
            case Names.OUTPUT ->
                    parts.add(
                            fields(text("canvas.inspector.outputs"), program.outputs(), List.of()));
            default -> {
                switch (program.node(box.id()).orElse(null)) {
                    case ModuleNode node -> parts.addAll(module(node, context));
                    case dev.dspex.program.Node node -> {
                        parts.add(
                                fields(text("canvas.inspector.inputs"), node.inputs(), List.of()));
                        parts.add(
                                fields(
                                        text("canvas.inspector.outputs"),
                                        node.outputs(),
                                        List.of()));
                    }
                    case null -> {}
                }
            }
        }
        scroll.setFitToHeight(false);
        scroll.setContent(content);
        scroll.setVvalue(0);
    }

    /** Only the state changes while a run goes on. */
    public void update(NodeStatus status) {
        if (state != null) state.setState(status.shown());
    }

    private VBox head(Box box, NodeStatus status) {
        var icon = new StateIcon(status.shown());
        state = icon;
        var kind =
                Icons.icon(
                        Icons.ofKind(box.kind()),
                        "icon-20",
                        box.lm() ? "icon-accent" : "icon-plain");
        var name = Layout.wide(Labels.cut(box.title(), "title"));
        var head =
                Layout.column(4, Layout.row(8, kind, name, icon), Labels.mono(box.id(), "muted"));
        return Layout.padded(head, 12);
    }

    private static List<Node> module(ModuleNode node, Context context) {
        var parts = new ArrayList<Node>();
        parts.add(
                Panels.section(
                        Panels.sectionTitle(
                                text("canvas.inspector.module"),
                                Chips.chip(
                                        node.kind().text(),
                                        Icons.icon(Icons.ofKind(node.kind().text()))))));
        parts.add(signature(node, context));
        parts.add(instruction(node, context));
        parts.add(parameters(node, context));
        if (!node.tools().isEmpty()) parts.add(tools(node));
        return parts;
    }

    private static VBox signature(ModuleNode node, Context context) {
        var open =
                dev.dspex.app.kit.Buttons.link(
                        text("canvas.inspector.open"), () -> context.openSignature(node.id()));
        var section = Panels.section(Panels.sectionTitle(text("canvas.inspector.signature"), open));
        section.getStyleClass().add("dense");
        section.getChildren().add(group(text("canvas.inspector.inputs"), 4));
        node.inputs()
                .forEach(
                        field ->
                                section.getChildren()
                                        .add(new FieldRow(field, field.description())));
        section.getChildren().add(group(text("canvas.inspector.outputs"), 8));
        var own = node.signature().outputs();
        for (var field : node.outputs()) {
            var words = own.contains(field) ? field.description() : text("canvas.inspector.added");
            section.getChildren().add(new FieldRow(field, words));
        }
        return section;
    }

    private static VBox fields(String title, List<Field> fields, List<Node> right) {
        var section = Panels.section(Panels.sectionTitle(title, right.toArray(Node[]::new)));
        section.getStyleClass().add("dense");
        fields.forEach(
                field -> section.getChildren().add(new FieldRow(field, field.description())));
        return section;
    }

    private static VBox instruction(ModuleNode node, Context context) {
        var learned = context.learnedInstruction(node.id());
        var words = learned == null ? node.signature().instructions() : learned;
        var prose =
                words.isEmpty()
                        ? Labels.prose(text("canvas.inspector.noinstruction"), "muted")
                        : Labels.prose(words);
        var section =
                Panels.section(
                        Panels.sectionTitle(text("canvas.inspector.instruction")),
                        Layout.styled(new VBox(prose), "card"));
        if (learned != null) {
            section.getChildren()
                    .add(
                            Labels.withIcon(
                                    Labels.muted(text("canvas.inspector.learned")),
                                    Icons.icon("creation", "icon-14"),
                                    8));
        }
        return section;
    }

    private static VBox parameters(ModuleNode node, Context context) {
        var p = node.parameters();
        var section = Panels.section(Panels.sectionTitle(text("canvas.inspector.parameters")));
        var rows = section.getChildren();
        rows.add(value(text("canvas.inspector.lm"), node.lm()));
        rows.add(value(text("canvas.inspector.temperature"), p.temperature()));
        rows.add(value(text("canvas.inspector.maxtokens"), p.maxTokens()));
        rows.add(value(text("canvas.inspector.topp"), p.topP()));
        if (node.usesTools()) rows.add(value(text("canvas.inspector.maxiters"), p.maxIters()));
        rows.add(value(text("canvas.inspector.demos"), context.demos(node.id())));
        return section;
    }

    private static VBox tools(ModuleNode node) {
        var section = Panels.section(Panels.sectionTitle(text("canvas.inspector.tools")));
        for (var tool : node.tools()) {
            section.getChildren()
                    .add(
                            Layout.row(
                                    8,
                                    Icons.icon("wrench-outline", "icon-14"),
                                    Labels.cut(tool, "mono")));
        }
        return section;
    }

    private static HBox value(String name, @Nullable Object value) {
        var label = Layout.width(Labels.label(name, "small"), 96);
        var shown =
                value == null
                        ? Labels.muted(text("canvas.inspector.default"))
                        : Labels.mono(value.toString());
        var row = Layout.row(8, label, Layout.wide(shown));
        row.setMinHeight(20);
        return row;
    }

    private static javafx.scene.control.Label group(String name, double top) {
        var label = Labels.muted(name);
        label.setStyle("-fx-padding: %s 0 2 0;".formatted(top));
        return label;
    }
}
