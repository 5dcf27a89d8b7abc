package dev.dspex.app.kit;

import dev.dspex.program.FieldType;

import javafx.scene.layout.StackPane;
import javafx.scene.shape.SVGPath;

/** The colour and shape of a type, as its ports have it. */
public final class TypeDot extends StackPane {
    public TypeDot(FieldType type) {
        var path = new SVGPath();
        path.setContent(
                switch (TypeLook.form(type)) {
                    case VALUE -> "M6 2.6A3.4 3.4 0 1 1 5.99 2.6Z";
                    case LIST -> "M3 3H9V9H3Z";
                    case RECORD -> "M6 1.8L10.2 6L6 10.2L1.8 6Z";
                });
        path.setStyle("-fx-fill: -dx-type-" + TypeLook.kind(type).style() + ";");
        setMinSize(12, 12);
        setMaxSize(12, 12);
        getChildren().add(path);
    }
}
