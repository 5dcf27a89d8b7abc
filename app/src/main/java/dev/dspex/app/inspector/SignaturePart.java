package dev.dspex.app.inspector;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.app.kit.Buttons;
import dev.dspex.app.kit.Icons;
import dev.dspex.app.kit.Labels;
import dev.dspex.app.kit.Layout;
import dev.dspex.app.kit.Panels;
import dev.dspex.program.ModuleNode;

import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;

/** The fields of a module's signature, and its instruction. */
final class SignaturePart implements Part {
    private final Editing editing;
    private final String id;
    private final VBox fields;
    private final VBox region;
    private final ValueField instruction;
    private @Nullable ModuleNode shown;

    SignaturePart(Editing editing, ModuleNode node, Surroundings around) {
        this.editing = editing;
        this.id = node.id();
        var open = Buttons.link(text("inspector.open"), () -> around.openSignature(id));
        open.setId("inspector-signature");
        fields = new VBox();
        var signature =
                Panels.section(Panels.sectionTitle(text("inspector.signature"), open), fields);
        signature.getStyleClass().add("dense");
        var area = Rows.area(text("inspector.instruction"), 4);
        area.setId("inspector-instruction");
        area.setPromptText(text("inspector.noinstruction"));
        instruction =
                new ValueField(
                        area,
                        editing,
                        words ->
                                editing.node(
                                        id,
                                        text("inspector.edit.instruction"),
                                        "instruction " + id,
                                        n ->
                                                n instanceof ModuleNode m
                                                        ? Modules.withInstructions(m, words)
                                                        : n));
        var words = Panels.section(Panels.sectionTitle(text("inspector.instruction")), instruction);
        var learned = around.learnedInstruction(id);
        if (learned != null)
            words.getChildren()
                    .addAll(
                            Labels.withIcon(
                                    Labels.muted(text("inspector.learned")),
                                    Icons.icon("creation", "icon-14"),
                                    8),
                            Layout.styled(new VBox(Labels.prose(learned)), "card"));
        region = new VBox(signature, words);
        refresh();
    }

    @Override
    public Region region() {
        return region;
    }

    @Override
    public void refresh() {
        if (!(editing.node(id).orElse(null) instanceof ModuleNode node)) return;
        instruction.show(node.signature().instructions());
        var before = shown;
        shown = node;
        if (before != null
                && before.inputs().equals(node.inputs())
                && before.outputs().equals(node.outputs())) return;
        var rows = fields.getChildren();
        rows.setAll(group(text("inspector.inputs"), 4));
        node.inputs().forEach(field -> rows.add(new FieldRow(field, field.description())));
        rows.add(group(text("inspector.outputs"), 8));
        var own = node.signature().outputs().stream().map(f -> f.name()).toList();
        for (var field : node.outputs())
            rows.add(
                    new FieldRow(
                            field,
                            own.contains(field.name())
                                    ? field.description()
                                    : text("inspector.added")));
    }

    private static Label group(String name, double top) {
        var label = Labels.muted(name);
        label.setStyle("-fx-padding: %s 0 2 0;".formatted(top));
        return label;
    }
}
