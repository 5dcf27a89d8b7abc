package dev.dspex.app.inspector;

import dev.dspex.app.kit.Fields;
import dev.dspex.app.kit.Labels;
import dev.dspex.app.kit.Layout;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

/** Rows of the inspector: a name at the left, its editor at the right. */
final class Rows {
    static final double NAME = 84;

    private Rows() {}

    static HBox named(String name, Node editor, Node... right) {
        var label = Layout.width(Labels.cut(name, "small"), NAME);
        label.setMinHeight(editor instanceof Label ? 20 : 28);
        HBox.setHgrow(editor, Priority.ALWAYS);
        if (editor instanceof Region region) region.setMinHeight(label.getMinHeight());
        var row = new HBox(8, label, editor);
        row.getChildren().addAll(right);
        row.setAlignment(Pos.TOP_LEFT);
        return row;
    }

    static TextArea area(String name, int rows) {
        var area = new TextArea();
        area.setPrefRowCount(rows);
        area.setAccessibleText(name);
        return area;
    }

    static TextField mono(String name) {
        return Fields.mono("", name);
    }
}
