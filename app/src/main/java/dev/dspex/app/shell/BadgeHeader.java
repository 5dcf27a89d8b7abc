package dev.dspex.app.shell;

import dev.dspex.app.kit.Chips;

import javafx.beans.property.StringProperty;
import javafx.scene.Parent;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.GridPane;

import software.coley.bentofx.control.Header;
import software.coley.bentofx.control.HeaderPane;
import software.coley.bentofx.dockable.Dockable;

/**
 * A tab with a chip after its title. Arrow keys go to the neighbours; only the selected one is a
 * Tab stop.
 */
final class BadgeHeader extends Header {
    BadgeHeader(Dockable dockable, HeaderPane pane, StringProperty badge) {
        super(dockable, pane);
        setFocusTraversable(false);
        setId("tab-" + dockable.getIdentifier());
        dockable.titleProperty().subscribe(this::setAccessibleText);
        if (getChildren().getFirst() instanceof BorderPane box
                && box.getCenter() instanceof GridPane grid) {
            grid.add(chip(badge), 3, 0);
            badge.subscribe(() -> relayout(grid));
        }
        addEventHandler(KeyEvent.KEY_PRESSED, e -> step(e, pane));
    }

    /** bento keeps the width of a tab; it has to be told that the title part changed. */
    private static void relayout(Parent part) {
        for (var at = part; at != null && at.getParent() != null; at = at.getParent()) {
            at.requestLayout();
            if (at instanceof HeaderPane) return;
        }
    }

    private static Label chip(StringProperty badge) {
        var chip = Chips.chip("", null, "tight");
        badge.subscribe(
                text -> {
                    var error = text.startsWith("!");
                    chip.getStyleClass().removeAll("accent", "error");
                    chip.getStyleClass().add(error ? "error" : "accent");
                    chip.setText(error ? text.substring(1) : text);
                    chip.setVisible(!text.isEmpty());
                    chip.setManaged(!text.isEmpty());
                });
        return chip;
    }

    private void step(KeyEvent e, HeaderPane pane) {
        var by = e.getCode() == KeyCode.LEFT ? -1 : e.getCode() == KeyCode.RIGHT ? 1 : 0;
        if (by == 0) return;
        var all = pane.getContainer().getDockables();
        var next = all.get(Math.floorMod(all.indexOf(getDockable()) + by, all.size()));
        pane.getContainer().selectDockable(next);
        var header = pane.getHeader(next);
        if (header != null) header.requestFocus();
        e.consume();
    }

    /** bento selects a tab as soon as it has the focus: only the selected one may be a Tab stop. */
    @Override
    public void setSelected(boolean selected) {
        super.setSelected(selected);
        setFocusTraversable(selected);
    }
}
