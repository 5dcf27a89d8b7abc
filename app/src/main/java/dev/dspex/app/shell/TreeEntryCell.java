package dev.dspex.app.shell;

import dev.dspex.app.kit.Icons;
import dev.dspex.app.kit.Labels;
import dev.dspex.app.kit.Layout;

import javafx.scene.control.Label;
import javafx.scene.control.TreeCell;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.HBox;

import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;

/** One row for each cell, reused: only its parts change. */
final class TreeEntryCell extends TreeCell<TreeEntry> {
    private final Label name = Layout.wide(Labels.cut("", "name"));
    private final Label note = Labels.muted("");
    private final FontIcon icon = Icons.icon("folder-outline");
    private final HBox row = Layout.row(6, icon, name, note);

    TreeEntryCell(Runnable open) {
        setPrefWidth(0); // else a long name makes the tree scroll sideways instead of being cut
        row.setMaxWidth(Double.MAX_VALUE);
        note.setMinWidth(USE_PREF_SIZE);
        setOnMouseClicked(
                e -> {
                    if (e.getButton() == MouseButton.PRIMARY && !isEmpty()) open.run();
                });
    }

    @Override
    protected void updateItem(@Nullable TreeEntry entry, boolean empty) {
        super.updateItem(entry, empty);
        setText(null);
        setGraphic(empty || entry == null ? null : row);
        if (empty || entry == null) return;
        name.setText(entry.name());
        note.setText(entry.note());
        note.getStyleClass().remove("mono");
        var number = !entry.note().isEmpty() && Character.isDigit(entry.note().charAt(0));
        if (number) note.getStyleClass().add("mono");
        Icons.set(icon, entry.icon());
        icon.getStyleClass().removeAll("icon-accent", "icon-plain");
        icon.getStyleClass().add(entry.mark() ? "icon-accent" : "icon-plain");
        setAccessibleText(entry.name() + " " + entry.note());
    }
}
