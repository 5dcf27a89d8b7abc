package dev.dspex.app.canvas;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.app.kit.Labels;
import dev.dspex.program.Frame;

import javafx.scene.AccessibleRole;
import javafx.scene.layout.VBox;

/** A titled area behind the nodes. It is taken by its title or its border, not by what it holds. */
final class FrameView extends VBox {
    static final double TITLE = 28;
    static final double EDGE = 6;
    static final double CORNER = 14;

    FrameView(Frame frame) {
        getStyleClass().addAll("frame", MarkLayer.style(frame.color()));
        setAccessibleRole(AccessibleRole.TEXT);
        setAccessibleText(text("canvas.frame.says", frame.text()));
        var size = frame.size();
        setMinSize(size.width(), size.height());
        setMaxSize(size.width(), size.height());
        getChildren().add(Labels.cut(frame.text(), "strong", "frame-title"));
    }
}
