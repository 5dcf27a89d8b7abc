package dev.dspex.app.canvas;

import dev.dspex.app.command.Command;
import dev.dspex.app.command.CommandButtons;

import javafx.geometry.Point2D;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.input.ContextMenuEvent;

import java.util.List;

/** The menu of a node: opened by the right button, or by the menu key for the selected one. */
final class NodeMenu {
    private final GraphPane graph;
    private final CanvasModel model;
    private final ContextMenu menu = new ContextMenu();

    NodeMenu(GraphPane graph, CanvasModel model, List<Command> commands) {
        this.graph = graph;
        this.model = model;
        var group = "";
        for (var command : commands) {
            if (!group.isEmpty() && !group.equals(command.group()))
                menu.getItems().add(new SeparatorMenuItem());
            group = command.group();
            menu.getItems().add(CommandButtons.menuItem(command));
        }
        graph.setOnContextMenuRequested(this::open);
    }

    private void open(ContextMenuEvent e) {
        if (e.isKeyboardTrigger()) {
            var selected = model.selectedProperty().get();
            if (selected == null) return;
        } else {
            var point = graph.toWorld(e.getX(), e.getY());
            var box = Hits.box(model, point).orElse(null);
            if (box == null) return;
            if (!model.selection().contains(box.id())) model.selection().only(List.of(box.id()));
        }
        var at = e.isKeyboardTrigger() ? place() : new Point2D(e.getScreenX(), e.getScreenY());
        menu.show(graph, at.getX(), at.getY());
        e.consume();
    }

    /** The lower left corner of the selected box, on the screen. */
    private Point2D place() {
        var selected = model.selectedProperty().get();
        var corner =
                selected == null
                        ? Point2D.ZERO
                        : model.box(selected)
                                .map(model::bounds)
                                .map(b -> graph.toView(new Point2D(b.getMinX(), b.getMaxY())))
                                .orElse(Point2D.ZERO);
        return graph.localToScreen(corner);
    }
}
