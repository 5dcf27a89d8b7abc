package dev.dspex.app.canvas;

import dev.dspex.app.kit.Icons;
import dev.dspex.app.kit.Labels;
import dev.dspex.app.kit.Layout;
import dev.dspex.app.kit.Tips;

import javafx.css.PseudoClass;
import javafx.scene.Cursor;
import javafx.scene.control.Label;
import javafx.scene.control.TreeCell;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.HBox;

import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;

import java.util.Optional;

/** A line of the palette: what can be added can be dragged onto the canvas. */
final class PaletteCell extends TreeCell<PaletteLine> {
    private static final PseudoClass GROUP = PseudoClass.getPseudoClass("group");

    private final Label name = Layout.wide(Labels.cut("", "name"));
    private final FontIcon icon = Icons.icon("cube-outline", "icon-plain");
    private final HBox row = Layout.row(8, icon, name);

    /**
     * @param add adds what is selected: a double click
     */
    PaletteCell(Runnable add) {
        setPrefWidth(0); // else a long name makes the tree scroll sideways instead of being cut
        row.setMaxWidth(Double.MAX_VALUE);
        setOnMouseClicked(
                e -> {
                    var twice = e.getButton() == MouseButton.PRIMARY && e.getClickCount() == 2;
                    if (twice && addition().isPresent()) add.run();
                });
        setOnDragDetected(this::drag);
        Tips.install(this, () -> addition().map(Addition::summary).orElse(""));
        addEventHandler(MouseEvent.MOUSE_RELEASED, _ -> cursor(Cursor.DEFAULT));
    }

    Optional<Addition> addition() {
        return Optional.ofNullable(getItem()).map(PaletteLine::addition);
    }

    private void drag(MouseEvent e) {
        if (e.getButton() != MouseButton.PRIMARY || addition().isEmpty()) return;
        startFullDrag();
        cursor(Cursor.CLOSED_HAND);
        e.consume();
    }

    private void cursor(Cursor cursor) {
        if (getScene() != null) getScene().setCursor(cursor);
    }

    @Override
    protected void updateItem(@Nullable PaletteLine line, boolean empty) {
        super.updateItem(line, empty);
        setText(null);
        setGraphic(empty || line == null ? null : row);
        var addition = line == null ? null : line.addition();
        pseudoClassStateChanged(GROUP, line != null && addition == null);
        if (empty || line == null) return;
        name.setText(line.title());
        icon.setVisible(addition != null);
        icon.setManaged(addition != null);
        setAccessibleText(line.title());
        if (addition == null) return;
        Icons.set(icon, addition.icon());
        setAccessibleText(line.title() + ", " + addition.summary());
    }
}
