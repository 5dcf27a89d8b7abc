package dev.dspex.app.signature;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.app.kit.Buttons;
import dev.dspex.app.kit.FieldProblem;
import dev.dspex.app.kit.Fields;
import dev.dspex.app.kit.Labels;
import dev.dspex.app.kit.Layout;
import dev.dspex.app.kit.Panels;
import dev.dspex.program.FieldType;
import dev.dspex.program.ModuleNode;

import javafx.scene.Node;
import javafx.scene.control.TextArea;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

import java.util.ArrayList;
import java.util.List;

/**
 * The signature of a module as a form: name, instruction, fields with their types and limits, and
 * the record types of the program.
 */
final class SignatureForm extends VBox {
    private final SignatureEditor editor;
    private final Cell<String> name;
    private final VBox nameProblem = new VBox();
    private final javafx.scene.control.TextField kind = Fields.mono("", text("signature.module"));
    private final TextArea instruction = new TextArea();
    private final FieldTable inputs;
    private final FieldTable outputs;
    private final VBox records = new VBox(8);
    private final Node noRecords = Labels.prose(text("signature.records.none"), "muted", "small");
    private final List<RecordPane> panes = new ArrayList<>();
    private boolean showing;

    SignatureForm(SignatureEditor editor) {
        this.editor = editor;
        getStyleClass().add("signature-form");
        name =
                new Cell<>(
                        Fields.mono("", text("signature.name")),
                        editor,
                        s -> s,
                        FieldNames::signature,
                        editor::rename);
        name.field().setId("signature-name");
        name.onJudged(this::nameJudged);
        kind.setEditable(false);
        kind.setMinWidth(0);
        instruction();
        var drag = new FieldDrag();
        inputs =
                new FieldTable(
                        editor,
                        Part.INPUTS,
                        "inputs",
                        text("signature.inputs"),
                        text("signature.addinput"),
                        drag);
        outputs =
                new FieldTable(
                        editor,
                        Part.OUTPUTS,
                        "outputs",
                        text("signature.outputs"),
                        text("signature.addoutput"),
                        drag);
        inputs.pair(outputs);
        var add = Buttons.small(text("signature.records.add"), "plus");
        add.setId("records-add");
        add.setOnAction(_ -> addRecord());
        getChildren()
                .addAll(
                        new HBox(
                                16,
                                named(text("signature.name"), new VBox(name.field(), nameProblem)),
                                named(text("signature.module"), kind)),
                        named(text("signature.instruction"), instruction),
                        inputs,
                        outputs,
                        Panels.sectionTitle(text("signature.records"), add),
                        records);
    }

    void show(ModuleNode module) {
        showing = true;
        var signature = module.signature();
        name.show(signature.name());
        kind.setText(module.kind().text());
        if (!instruction.getText().equals(signature.instructions()))
            instruction.setText(signature.instructions());
        showing = false;
        inputs.show(List.of());
        outputs.show(module.automatic());
        records();
    }

    private void records() {
        var types = editor.program().types();
        while (panes.size() > types.size()) panes.removeLast();
        while (panes.size() < types.size()) {
            var type = types.get(panes.size());
            var pane = new RecordPane(editor, type, "record-" + panes.size());
            pane.setUnfolded(used(new FieldType.RecordRef(type.name())));
            panes.add(pane);
        }
        for (var i = 0; i < panes.size(); i++) panes.get(i).show(types.get(i));
        if (types.isEmpty()) records.getChildren().setAll(noRecords);
        else if (!records.getChildren().equals(panes)) records.getChildren().setAll(panes);
    }

    /** Whether a field of this signature is of the record type. */
    private boolean used(FieldType type) {
        return java.util.stream.Stream.concat(
                        editor.fields(Part.INPUTS).stream(), editor.fields(Part.OUTPUTS).stream())
                .anyMatch(f -> TypeShape.parts(f.type()).contains(type));
    }

    private void addRecord() {
        editor.addRecord("");
        panes.getLast().setUnfolded(true);
        panes.getLast().focusName();
    }

    private void instruction() {
        instruction.setId("signature-instruction");
        instruction.setWrapText(true);
        instruction.setPrefRowCount(3);
        instruction.setPromptText(text("signature.instruction.none"));
        instruction.setAccessibleText(text("signature.instruction"));
        instruction
                .textProperty()
                .addListener(
                        (_, _, words) -> {
                            if (!showing) editor.instruct(words);
                        });
        instruction
                .focusedProperty()
                .subscribe(
                        has -> {
                            if (!has) editor.seal();
                        });
        UndoKeys.install(instruction, editor::undo, editor::redo);
        TabKeys.leaveWithTab(instruction);
    }

    private void nameJudged() {
        nameProblem.getChildren().clear();
        var wrong = name.wrong();
        if (wrong != null) nameProblem.getChildren().add(new FieldProblem(wrong.sentence(), null));
    }

    private static VBox named(String name, Node node) {
        var box = Layout.wide(Layout.column(4, Labels.muted(name), node));
        box.setMinWidth(0);
        return box;
    }
}
