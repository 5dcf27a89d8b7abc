package dev.dspex.app.dataset;

import javafx.scene.control.TextInputControl;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/**
 * Copy and paste of cells as spreadsheets know them, undo, and Delete, while the grid is in use.
 */
final class GridKeys {
    private static final KeyCombination UNDO = KeyCombination.valueOf("Shortcut+Z");
    private static final List<KeyCombination> REDO =
            List.of(
                    KeyCombination.valueOf("Shortcut+Shift+Z"),
                    KeyCombination.valueOf("Shortcut+Y"));
    private static final KeyCombination COPY = KeyCombination.valueOf("Shortcut+C");
    private static final KeyCombination PASTE = KeyCombination.valueOf("Shortcut+V");
    private static final KeyCombination DUPLICATE = KeyCombination.valueOf("Shortcut+D");

    private final DataGrid grid;
    private final TableModel model;

    private GridKeys(DataGrid grid, TableModel model) {
        this.grid = grid;
        this.model = model;
    }

    static void install(DataGrid grid, TableModel model) {
        var keys = new GridKeys(grid, model);
        grid.addEventFilter(KeyEvent.KEY_PRESSED, keys::pressed);
    }

    private void pressed(KeyEvent event) {
        if (event.getTarget() instanceof TextInputControl) return; // a cell is being typed into
        if (UNDO.match(event)) model.document().undo();
        else if (REDO.stream().anyMatch(key -> key.match(event))) model.document().redo();
        else if (COPY.match(event)) copy();
        else if (PASTE.match(event)) paste();
        else if (DUPLICATE.match(event)) model.duplicate(grid.selectedRows());
        else if (event.getCode() == KeyCode.DELETE && !event.isShortcutDown())
            model.clear(grid.selectedPlaces());
        else return;
        event.consume();
    }

    void copy() {
        var byRow = new LinkedHashMap<Integer, List<String>>();
        for (var place : grid.selectedPlaces())
            byRow.computeIfAbsent(place.row(), _ -> new ArrayList<>())
                    .add(RowsModel.text(model.table().row(place.row()).get(place.column())));
        var content = new ClipboardContent();
        content.putString(Tabbed.write(List.copyOf(byRow.values())));
        Clipboard.getSystemClipboard().setContent(content);
    }

    void paste() {
        var text = Clipboard.getSystemClipboard().getString();
        if (text == null || text.isEmpty()) return;
        var cells = Tabbed.read(text);
        model.paste(grid.rowsFromFocus(cells.size()), grid.columnsFromFocus(), cells);
    }
}
