package dev.dspex.app.canvas;

import dev.dspex.app.kit.Labels;

import javafx.scene.layout.StackPane;

/** A note of the program, on an amber ground. */
final class NoteView extends StackPane {
    static final double WIDTH = 272;

    NoteView(String words, double x, double y) {
        getStyleClass().add("note");
        setMinWidth(WIDTH);
        setMaxWidth(WIDTH);
        relocate(x, y);
        getChildren().add(Labels.prose(words));
    }
}
