package dev.dspex.app.canvas;

import dev.dspex.app.kit.Icons;
import dev.dspex.app.kit.Labels;
import dev.dspex.app.kit.Layout;

import javafx.geometry.Point2D;
import javafx.scene.input.MouseDragEvent;
import javafx.scene.layout.HBox;

import org.jspecify.annotations.Nullable;

import java.util.Optional;

/** Takes what is dragged from the palette onto the graph: it becomes a node where it is let go. */
final class PaletteDrops {
    /** The pointer holds a new box near its upper left corner, as it does when a box is moved. */
    private static final Point2D HELD = new Point2D(24, 16);

    private final GraphPane pane;
    private @Nullable HBox held;

    PaletteDrops(GraphPane pane) {
        this.pane = pane;
        pane.addEventHandler(MouseDragEvent.MOUSE_DRAG_OVER, this::over);
        pane.addEventHandler(MouseDragEvent.MOUSE_DRAG_EXITED_TARGET, this::left);
        pane.addEventHandler(MouseDragEvent.MOUSE_DRAG_RELEASED, this::drop);
    }

    private static Optional<Addition> dragged(MouseDragEvent e) {
        return e.getGestureSource() instanceof PaletteCell cell
                ? cell.addition()
                : Optional.empty();
    }

    private void over(MouseDragEvent e) {
        dragged(e)
                .ifPresent(
                        addition -> {
                            var box = held == null ? show(addition) : held;
                            var at = pane.sceneToLocal(e.getSceneX(), e.getSceneY());
                            box.relocate(at.getX() - HELD.getX(), at.getY() - HELD.getY());
                        });
    }

    private HBox show(Addition addition) {
        var box =
                Layout.styled(
                        Layout.row(8, Icons.icon(addition.icon()), Labels.label(addition.title())),
                        "drop-ghost");
        box.setManaged(false);
        box.setMouseTransparent(true);
        pane.show(box);
        box.autosize();
        held = box;
        return box;
    }

    private void left(MouseDragEvent e) {
        if (e.getTarget() == pane) hide();
    }

    private void hide() {
        if (held != null) pane.hide(held);
        held = null;
    }

    private void drop(MouseDragEvent e) {
        hide();
        var at = pane.sceneToLocal(e.getSceneX(), e.getSceneY()).subtract(HELD);
        dragged(e).ifPresent(addition -> pane.add(addition, pane.toWorld(at.getX(), at.getY())));
    }
}
