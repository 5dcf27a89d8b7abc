package dev.dspex.app.lab;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.app.kit.Buttons;
import dev.dspex.app.kit.Fields;
import dev.dspex.app.kit.Labels;
import dev.dspex.app.kit.Layout;

import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;

import org.controlsfx.control.textfield.CustomTextField;

/** Finds words in the text of a lane; hidden until it is asked for. */
final class LaneSearch extends HBox {
    private final TextWindow window;
    private final CustomTextField words = Fields.search(text("lab.find"), null);
    private final Label none = Labels.label(text("lab.find.none"), "small", "muted");
    private long at = -1;

    LaneSearch(TextWindow window) {
        this.window = window;
        getStyleClass().add("lab-lane-search");
        var close = Buttons.icon("close", text("lab.find.close"));
        close.setOnAction(_ -> close());
        Layout.wide(words);
        none.setMinWidth(USE_PREF_SIZE);
        getChildren().addAll(words, none, close);
        words.setOnAction(_ -> next());
        words.textProperty().subscribe(() -> none.setVisible(false));
        words.setOnKeyPressed(
                e -> {
                    if (e.getCode() != KeyCode.ESCAPE) return;
                    close();
                    e.consume();
                });
        shown(false);
    }

    void open() {
        shown(true);
        words.requestFocus();
        words.selectAll();
    }

    private void close() {
        shown(false);
        at = -1;
        window.focus();
    }

    private void next() {
        at = window.content().find(words.getText(), at + 1);
        none.setVisible(at < 0);
        if (at >= 0) window.reveal(at, at + words.getText().length());
    }

    private void shown(boolean shown) {
        setVisible(shown);
        setManaged(shown);
        none.setVisible(false);
    }
}
