package dev.dspex.app.signature;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.app.kit.Buttons;
import dev.dspex.app.kit.FieldProblem;
import dev.dspex.app.kit.Fields;
import dev.dspex.app.kit.Icons;
import dev.dspex.app.kit.Layout;
import dev.dspex.program.RecordType;

import javafx.scene.control.Button;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.VBox;

import java.util.List;

/** A record type of the program: its name, what it means, and its fields when it is unfolded. */
final class RecordPane extends VBox {
    private final SignatureEditor editor;
    private final ToggleButton fold;
    private final Cell<String> name;
    private final Cell<String> description;
    private final Button remove;
    private final VBox problem = new VBox();
    private final FieldTable fields;
    private RecordType shown;

    /**
     * @param id start of the ids of the controls
     */
    RecordPane(SignatureEditor editor, RecordType type, String id) {
        this.editor = editor;
        shown = type;
        fold = Buttons.toggle("chevron-right", text("signature.record.fields"));
        fold.setId(id + "-fold");
        fold.getStyleClass().add("tiny");
        fold.selectedProperty().subscribe(this::unfold);
        var nameField = Layout.width(Fields.mono("", text("signature.record.name")), 160);
        nameField.setId(id + "-name");
        name =
                new Cell<String>(
                        nameField,
                        editor,
                        s -> s,
                        this::named,
                        typed -> editor.renameRecord(shown.name(), typed, "rename " + id));
        name.onJudged(this::judged);
        var words = Layout.wide(Fields.text("", text("signature.description")));
        words.setId(id + "-description");
        words.setPromptText(text("signature.record.description"));
        description =
                new Cell<String>(
                        words,
                        editor,
                        s -> s,
                        Checked::right,
                        typed -> editor.describeRecord(shown.name(), typed));
        remove = Buttons.icon("delete-outline", text("signature.record.remove"), "icon-16");
        remove.setId(id + "-remove");
        remove.setOnAction(_ -> editor.removeRecord(shown.name()));
        fields =
                new FieldTable(
                        editor,
                        new Part.Record(type.name()),
                        id,
                        text("signature.record.fields"),
                        text("signature.record.addfield"),
                        new FieldDrag());
        getStyleClass().add("record-pane");
        getChildren().addAll(Layout.row(8, fold, nameField, words, remove), problem);
        show(type);
    }

    boolean isUnfolded() {
        return fold.isSelected();
    }

    void setUnfolded(boolean open) {
        fold.setSelected(open);
    }

    void focusName() {
        name.field().requestFocus();
        name.field().selectAll();
    }

    void show(RecordType type) {
        shown = type;
        name.show(type.name());
        description.show(type.description());
        fields.setPart(new Part.Record(type.name()));
        fields.show(List.of());
        var used = editor.recordUsed(type.name());
        remove.setDisable(used);
        remove.setTooltip(
                new Tooltip(
                        used ? text("signature.record.used") : text("signature.record.remove")));
        judged();
    }

    private void unfold(boolean open) {
        fold.setGraphic(Icons.icon(open ? "chevron-down" : "chevron-right"));
        if (open) getChildren().add(fields);
        else getChildren().remove(fields);
    }

    private Checked<String> named(String typed) {
        return FieldNames.type(
                typed,
                editor.program().types().stream()
                        .map(RecordType::name)
                        .filter(n -> !n.equals(shown.name()))
                        .toList());
    }

    private void judged() {
        problem.getChildren().clear();
        var wrong = name.wrong();
        if (wrong != null) problem.getChildren().add(new FieldProblem(wrong.sentence(), null));
        else
            editor.problems(new Part.Record(shown.name()), null)
                    .forEach(
                            p ->
                                    problem.getChildren()
                                            .add(
                                                    new FieldProblem(
                                                            (p.message() + " " + p.hint()).strip(),
                                                            null)));
    }
}
