package dev.dspex.app.dataset;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.app.kit.Buttons;
import dev.dspex.app.kit.Fields;
import dev.dspex.app.kit.Labels;
import dev.dspex.app.kit.Layout;

import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.StackPane;

import java.util.function.Function;

/** Asks for a name, or for a decision, in a line above the grid. */
final class PromptBar extends StackPane {
    PromptBar() {
        getStyleClass().add("prompt-bar");
        close();
    }

    void close() {
        getChildren().clear();
        setVisible(false);
        setManaged(false);
    }

    /**
     * @param keep takes the name; what it returns is wrong with it, empty when it is kept
     */
    void name(String question, String value, Function<String, String> keep) {
        var field = Layout.width(Fields.mono(value, question), 240);
        field.setId("prompt");
        var problem = Labels.label("", "danger-text");
        Runnable ok =
                () -> {
                    var name = field.getText().strip();
                    var wrong = name.isEmpty() ? text("dataset.column.empty") : keep.apply(name);
                    if (wrong.isEmpty()) close();
                    problem.setText(wrong);
                    Fields.invalid(field, !wrong.isEmpty());
                };
        var button = Buttons.primary(text("dataset.ok"), null);
        button.setOnAction(_ -> ok.run());
        field.setOnAction(_ -> ok.run());
        var cancel = Buttons.button(text("dataset.cancel"), null);
        cancel.setOnAction(_ -> close());
        field.addEventHandler(
                KeyEvent.KEY_PRESSED,
                event -> {
                    if (event.getCode() != KeyCode.ESCAPE) return;
                    event.consume();
                    close();
                });
        show(new Label(question), field, button, cancel, problem);
        field.requestFocus();
        field.selectAll();
    }

    /** A sentence and what can be done. */
    void say(String sentence, Node... answers) {
        var line = new Node[answers.length + 1];
        line[0] = Layout.wide(Labels.prose(sentence));
        System.arraycopy(answers, 0, line, 1, answers.length);
        show(line);
    }

    private void show(Node... line) {
        getChildren().setAll(Layout.padded(Layout.row(8, line), 8));
        setVisible(true);
        setManaged(true);
    }
}
