package dev.dspex.app.inspector;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.app.kit.Labels;
import dev.dspex.app.kit.Panels;
import dev.dspex.program.Field;
import dev.dspex.program.ProgramNode;

import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import java.util.List;

/** The program within a node, which can become a copy of another program of the project. */
final class InnerProgramPart implements Part {
    private final Editing editing;
    private final String id;
    private final Surroundings around;
    private final Choice<String> copy;
    private final Label size = Labels.muted("");
    private final VBox rows = new VBox();
    private final VBox section;

    InnerProgramPart(Editing editing, ProgramNode node, Surroundings around) {
        this.editing = editing;
        this.id = node.id();
        this.around = around;
        copy =
                Choice.texts(
                        text("inspector.program"),
                        name -> name.isEmpty() ? text("inspector.program.own") : name,
                        this::take);
        copy.setId("inspector-program");
        section =
                Panels.section(
                        Panels.sectionTitle(text("inspector.program"), size),
                        copy,
                        Labels.prose(text("inspector.program.help"), "muted", "small"),
                        rows);
        refresh();
    }

    @Override
    public Region region() {
        return section;
    }

    @Override
    public void refresh() {
        if (!(editing.node(id).orElse(null) instanceof ProgramNode node)) return;
        var all = new java.util.ArrayList<String>(List.of(""));
        all.addAll(around.programs().keySet());
        copy.show(all, "");
        size.setText(text("inspector.program.size", node.program().nodes().size()));
        rows.getChildren().clear();
        rows.getChildren().add(Labels.muted(text("inspector.inputs")));
        node.inputs().forEach(this::row);
        rows.getChildren().add(Labels.muted(text("inspector.outputs")));
        node.outputs().forEach(this::row);
    }

    private void row(Field field) {
        rows.getChildren().add(new FieldRow(field, field.description()));
    }

    private void take(String name) {
        var chosen = around.programs().get(name);
        if (chosen != null)
            editing.node(
                    id,
                    text("inspector.edit.program", name),
                    null,
                    n -> n instanceof ProgramNode p ? p.withProgram(chosen) : n);
    }
}
