package dev.dspex.app.signature;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.program.Field;
import dev.dspex.program.FieldType;

import javafx.scene.layout.VBox;

import java.util.function.UnaryOperator;

/** The type and the limits of a field taken apart, below its line. */
final class FieldDetails extends VBox {
    private final TypeEditor type;
    private final LimitsEditor limits;

    FieldDetails(SignatureEditor editor, FieldTable table, int at) {
        type =
                new TypeEditor(
                        editor,
                        new TypeEditor.Target() {
                            @Override
                            public String id() {
                                return table.id(at, "type");
                            }

                            @Override
                            public void apply(FieldType now) {
                                editor.change(
                                        table.part(),
                                        at,
                                        text("signature.edit.type"),
                                        "type",
                                        f -> f.withType(now));
                            }

                            @Override
                            public void newRecord(UnaryOperator<FieldType> around) {
                                editor.addRecordFor(table.part(), at, around);
                            }
                        });
        limits = new LimitsEditor(editor, table, at);
        getStyleClass().add("field-details");
        getChildren().addAll(type, limits);
    }

    void show(Field field) {
        type.show(field.type());
        limits.show(field.type(), field.constraints());
    }
}
