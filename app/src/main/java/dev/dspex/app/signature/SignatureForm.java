package dev.dspex.app.signature;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.app.kit.FieldProblem;
import dev.dspex.app.kit.Fields;
import dev.dspex.app.kit.Labels;
import dev.dspex.app.kit.Layout;
import dev.dspex.app.kit.TypeDot;
import dev.dspex.app.kit.TypeLook;
import dev.dspex.program.Field;
import dev.dspex.program.ModuleNode;
import dev.dspex.program.Problem;

import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

import java.util.List;

/** The signature of a node as a form: name, instruction, fields with their types and limits. */
final class SignatureForm extends VBox {
    private final List<Problem> problems;

    SignatureForm(ModuleNode node, String adapter, List<Problem> problems) {
        this.problems = problems;
        getStyleClass().add("signature-form");
        var signature = node.signature();
        var name = readOnly(Fields.mono(signature.name(), text("signature.name")));
        var kind = readOnly(Fields.mono(node.kind().text(), text("signature.module")));
        var how = readOnly(Fields.mono(adapter, text("signature.adapter")));
        getChildren()
                .addAll(
                        new HBox(
                                16,
                                named(text("signature.name"), name),
                                named(text("signature.module"), kind),
                                named(text("signature.adapter"), how)));
        getChildren()
                .add(named(text("signature.instruction"), instruction(signature.instructions())));
        getChildren()
                .addAll(
                        Labels.section(text("signature.inputs")),
                        table(signature.inputs(), List.of()));
        getChildren()
                .addAll(
                        Labels.section(text("signature.outputs")),
                        table(node.outputs(), node.kind().automatic()));
    }

    private static TextArea instruction(String words) {
        var area = new TextArea(words);
        area.setEditable(false);
        area.setWrapText(true);
        area.setPrefRowCount(3);
        area.setPromptText(text("signature.instruction.none"));
        area.setAccessibleText(text("signature.instruction"));
        return area;
    }

    private GridPane table(List<Field> fields, List<Field> automatic) {
        var grid = new GridPane(8, 4);
        grid.getColumnConstraints()
                .addAll(column(72, 22), column(72, 22), column(96, 36), column(72, 20));
        grid.addRow(
                0,
                head("signature.field"),
                head("signature.type"),
                head("signature.description"),
                head("signature.limits"));
        var row = 1;
        for (var field : fields) {
            var added = automatic.contains(field);
            var name = readOnly(Fields.mono(field.name(), text("signature.field")));
            grid.addRow(row++, name, type(field), description(field, added), limits(field));
            for (var problem : problems) {
                if (!field.name().equals(problem.field())) continue;
                Fields.invalid(name, problem.isError());
                grid.add(
                        new FieldProblem(problem.message() + " " + problem.hint(), null),
                        0,
                        row++,
                        4,
                        1);
            }
        }
        return grid;
    }

    private static ColumnConstraints column(double min, double share) {
        var column = new ColumnConstraints();
        column.setMinWidth(min);
        column.setPercentWidth(share);
        column.setHgrow(Priority.SOMETIMES);
        return column;
    }

    private static Label head(String key) {
        return Labels.muted(text(key));
    }

    private static Node type(Field field) {
        var label = Labels.mono(TypeLook.brief(field.type()));
        label.setMinWidth(0);
        var box =
                Layout.styled(
                        Layout.row(8, new TypeDot(field.type()), Layout.wide(label)), "field-box");
        Tooltip.install(box, new Tooltip(field.type().text()));
        box.setAccessibleText(field.type().text());
        return box;
    }

    private static TextField description(Field field, boolean added) {
        var shown = readOnly(Fields.text(field.description(), text("signature.description")));
        if (added) shown.setPromptText(text("signature.added"));
        shown.setTooltip(field.description().isEmpty() ? null : new Tooltip(field.description()));
        return shown;
    }

    private static TextField limits(Field field) {
        var limits =
                String.join(
                        ", ",
                        SignaturePython.limits(field.constraints()).stream()
                                .map(l -> l.replace('=', ' '))
                                .toList());
        var shown = readOnly(Fields.mono(limits, text("signature.limits")));
        shown.setPromptText(text("signature.limits.none"));
        return shown;
    }

    private static TextField readOnly(TextField field) {
        field.setEditable(false);
        field.setMinWidth(0);
        return field;
    }

    private static VBox named(String name, Node node) {
        var box = Layout.wide(Layout.column(4, Labels.muted(name), node));
        box.setMinWidth(0);
        return box;
    }
}
