package dev.dspex.app.run;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.app.kit.FieldProblem;
import dev.dspex.app.kit.Fields;
import dev.dspex.app.kit.Labels;
import dev.dspex.app.kit.Layout;
import dev.dspex.program.Field;

import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Control;
import javafx.scene.control.PasswordField;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.VBox;

import tools.jackson.databind.node.ObjectNode;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** One editor for each input of the program, with its type and what is wrong with it. */
final class InputsForm extends VBox {
    private final InputsModel model;
    private final Map<String, VBox> blocks = new HashMap<>();

    InputsForm(InputsModel model) {
        this.model = model;
        getStyleClass().add("run-form");
        rebuild();
    }

    /** Editors anew, with the texts that the model has. */
    void rebuild() {
        blocks.clear();
        getChildren().clear();
        for (var field : model.fields()) {
            var editor = editor(field);
            editor.setId("input-" + field.name());
            editor.setAccessibleText(
                    field.name()
                            + (field.description().isEmpty() ? "" : ", " + field.description()));
            var name = Labels.mono(field.name());
            if (!field.description().isEmpty()) name.setTooltip(new Tooltip(field.description()));
            var head =
                    Layout.row(
                            8,
                            name,
                            Layout.grow(),
                            Labels.cut(field.type().text(), "mono-tiny", "muted"));
            var block = new VBox(4, head, editor);
            blocks.put(field.name(), block);
            getChildren().add(block);
        }
    }

    /** What was typed; empty where something is wrong, which the form then says. */
    Optional<ObjectNode> values() {
        return switch (model.parse()) {
            case InputsModel.Parsed.Good(var values) -> {
                show(Map.of());
                yield Optional.of(values);
            }
            case InputsModel.Parsed.Bad(var problems) -> {
                show(problems);
                yield Optional.empty();
            }
        };
    }

    /** Shows what is wrong below each field; no problems clear them all. */
    private void show(Map<String, String> problems) {
        blocks.forEach(
                (field, block) -> {
                    block.getChildren().removeIf(FieldProblem.class::isInstance);
                    var sentence = problems.get(field);
                    var editor = block.getChildren().get(1);
                    editor.getStyleClass().remove("invalid");
                    if (sentence == null) return;
                    editor.getStyleClass().add("invalid");
                    block.getChildren().add(new FieldProblem(sentence, null));
                });
    }

    private Control editor(Field field) {
        return switch (InputsModel.editor(field)) {
            case TEXT -> model.isSecret(field) ? bound(field, new PasswordField()) : area(field, 3);
            case JSON -> Layout.styled(area(field, 4), "mono");
            case NUMBER -> bound(field, Layout.styled(new TextField(), "mono"));
            case CHOICE -> choice(field);
            case CHECK -> check(field);
        };
    }

    private Control area(Field field, int rows) {
        var area = new TextArea();
        area.setWrapText(true);
        area.setPrefRowCount(rows);
        area.addEventFilter(
                javafx.scene.input.KeyEvent.KEY_PRESSED,
                e -> {
                    if (e.getCode() != javafx.scene.input.KeyCode.TAB || e.isControlDown()) return;
                    e.consume();
                    area.requestFocusTraversal(
                            e.isShiftDown()
                                    ? javafx.scene.TraversalDirection.PREVIOUS
                                    : javafx.scene.TraversalDirection.NEXT);
                });
        return bound(field, area);
    }

    private Control bound(Field field, TextInputControl input) {
        input.setText(model.edited(field));
        input.textProperty().subscribe(typed -> model.edit(field, typed == null ? "" : typed));
        return input;
    }

    private Control choice(Field field) {
        var combo = Fields.<String>combo(field.name(), value -> value, _ -> null);
        combo.getItems().setAll(InputsModel.choices(field));
        combo.setValue(model.edited(field));
        combo.valueProperty().subscribe(chosen -> model.edit(field, chosen == null ? "" : chosen));
        combo.setMaxWidth(Double.MAX_VALUE);
        return combo;
    }

    private Control check(Field field) {
        var box = new CheckBox(text("run.input.yes"));
        box.setSelected(model.edited(field).equals("true"));
        box.selectedProperty().subscribe(on -> model.edit(field, String.valueOf(on)));
        return box;
    }

    /** The first editor, for the keyboard. */
    void focusFirst() {
        model.fields().stream()
                .findFirst()
                .map(field -> lookup("#input-" + field.name()))
                .ifPresent(Node::requestFocus);
    }
}
