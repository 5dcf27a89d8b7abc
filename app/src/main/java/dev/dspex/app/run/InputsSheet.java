package dev.dspex.app.run;

import dev.dspex.app.kit.Buttons;
import dev.dspex.app.kit.Labels;
import dev.dspex.app.kit.Layout;

import javafx.scene.control.ScrollPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import java.util.List;
import java.util.function.Supplier;

/** The inputs of the program, to be typed or taken from a row: those that the run panel has. */
public final class InputsSheet extends VBox {
    private static final double WIDTH = 520;
    private static final double TALLEST = 480;

    private final InputsForm form;

    /**
     * @param words title, and what the button says
     * @param done the inputs are right
     */
    public InputsSheet(
            Words words,
            InputsModel inputs,
            Supplier<List<RunActions.DataRow>> rows,
            Runnable done,
            Runnable cancel) {
        form = new InputsForm(inputs);
        getStyleClass().addAll("over-sheet", "asking-sheet");
        setId("inputs-sheet");
        Layout.width(this, WIDTH);
        setMaxHeight(Region.USE_PREF_SIZE);
        var picker =
                new RowPicker(
                        rows,
                        row -> {
                            inputs.fill(row.values());
                            form.rebuild();
                        });
        var keep = Buttons.primary(words.keep(), null);
        keep.setId("inputs-keep");
        keep.setDefaultButton(true);
        keep.setOnAction(_ -> form.values().ifPresent(_ -> done.run()));
        var leave = Buttons.button(words.cancel(), null);
        leave.setCancelButton(true);
        leave.setOnAction(_ -> cancel.run());
        var scroll = new ScrollPane(form);
        scroll.setFitToWidth(true);
        scroll.setMaxHeight(TALLEST);
        getChildren()
                .addAll(
                        Layout.row(8, Layout.wide(Labels.title(words.title())), picker.button()),
                        scroll,
                        Layout.row(8, Layout.grow(), leave, keep));
        setAccessibleText(words.title());
    }

    /** What the sheet says. */
    public record Words(String title, String keep, String cancel) {}

    /** Puts the keyboard into the first field. */
    public void focusFirst() {
        form.focusFirst();
    }
}
