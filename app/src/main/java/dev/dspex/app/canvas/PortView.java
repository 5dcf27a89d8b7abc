package dev.dspex.app.canvas;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.app.kit.Tips;

import javafx.css.PseudoClass;
import javafx.scene.AccessibleRole;
import javafx.scene.layout.StackPane;
import javafx.scene.shape.SVGPath;

import org.jspecify.annotations.Nullable;

/** A 12 px glyph in a 20 px hit area. The hit area is the pane itself, it stays invisible. */
final class PortView extends StackPane {
    static final double HIT = 20;
    private static final PseudoClass FITS = PseudoClass.getPseudoClass("fits");
    private static final PseudoClass MISFITS = PseudoClass.getPseudoClass("misfits");

    PortView(PortSpec port) {
        getStyleClass().addAll("port", port.kind().style());
        if (!port.linked()) getStyleClass().add("open");
        setManaged(false);
        setPickOnBounds(true);
        setAccessibleRole(AccessibleRole.TEXT);
        var words = port.linked() ? "canvas.port" : "canvas.port.open";
        setAccessibleText(text(words, port.name(), port.fullType()));
        Tips.install(this, () -> port.name() + "  " + port.fullType());
        var glyph = new SVGPath();
        glyph.getStyleClass().add("glyph");
        glyph.setContent(
                switch (port.form()) {
                    case VALUE -> "M6 2A4 4 0 1 1 5.99 2Z";
                    case LIST ->
                            "M3.5 2H8.5A1.5 1.5 0 0 1 10 3.5V8.5A1.5 1.5 0 0 1 8.5 10H3.5A1.5 1.5 0"
                                    + " 0 1 2 8.5V3.5A1.5 1.5 0 0 1 3.5 2Z";
                    case RECORD -> "M6 1L11 6L6 11L1 6Z";
                });
        getChildren().add(glyph);
    }

    /** Whether a link on its way fits here; null when none is. */
    void mark(@Nullable Boolean fits) {
        pseudoClassStateChanged(FITS, Boolean.TRUE.equals(fits));
        pseudoClassStateChanged(MISFITS, Boolean.FALSE.equals(fits));
    }
}
