package dev.dspex.app.signature;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.app.kit.Labels;

import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;

/** The columns of fields, alike in every row. */
final class FieldColumns {
    private static final double HANDLE = 16;
    private static final double MENU = 24;

    private FieldColumns() {}

    static GridPane head() {
        return line(
                new Label(),
                Labels.muted(text("signature.field")),
                Labels.muted(text("signature.type")),
                Labels.muted(text("signature.description")),
                Labels.muted(text("signature.limits")),
                new Label());
    }

    static GridPane line(
            Node handle, Node name, Node type, Node description, Node limits, Node end) {
        var grid = new GridPane(8, 0);
        grid.getColumnConstraints()
                .addAll(
                        fixed(HANDLE),
                        column(72, 110),
                        column(96, 125),
                        column(72, 150),
                        column(72, 100),
                        fixed(MENU));
        grid.addRow(0, handle, name, type, description, limits, end);
        return grid;
    }

    private static ColumnConstraints column(double min, double share) {
        var column = new ColumnConstraints(min, share, Double.MAX_VALUE);
        column.setHgrow(Priority.ALWAYS);
        return column;
    }

    private static ColumnConstraints fixed(double width) {
        return new ColumnConstraints(width, width, width);
    }
}
