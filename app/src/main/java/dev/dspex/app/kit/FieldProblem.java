package dev.dspex.app.kit;

import javafx.scene.control.Button;
import javafx.scene.layout.HBox;

import org.jspecify.annotations.Nullable;

/**
 * The sentence below a field that is wrong, with the button that puts it right where there is one.
 */
public final class FieldProblem extends HBox {
    public FieldProblem(String sentence, @Nullable Button fix) {
        getStyleClass().add("field-problem");
        getChildren().addAll(new StateIcon(RunState.ERROR), Layout.wide(Labels.prose(sentence)));
        if (fix != null) getChildren().add(fix);
    }
}
