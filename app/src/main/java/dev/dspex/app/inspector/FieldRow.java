package dev.dspex.app.inspector;

import dev.dspex.app.kit.Chips;
import dev.dspex.app.kit.Labels;
import dev.dspex.app.kit.Layout;
import dev.dspex.app.kit.TypeDot;
import dev.dspex.app.kit.TypeLook;
import dev.dspex.program.Field;

import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;

/** A field of a signature: its port glyph, name, what it says, type. */
final class FieldRow extends HBox {
    FieldRow(Field field, String words) {
        setSpacing(8);
        setAlignment(javafx.geometry.Pos.CENTER_LEFT);
        setMinHeight(28);
        var name = Labels.cut(field.name(), "mono");
        name.setMinWidth(72);
        var type = Chips.chip(TypeLook.brief(field.type()), null);
        type.setMaxWidth(112);
        if (type.getText().length() > 14) type.setMinWidth(0);
        type.setTooltip(new Tooltip(field.type().text()));
        getChildren()
                .addAll(
                        new TypeDot(field.type()),
                        name,
                        Layout.wide(Labels.cut(words, "small", "muted")),
                        type);
        name.setMaxWidth(120);
    }
}
