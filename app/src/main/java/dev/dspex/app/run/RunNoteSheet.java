package dev.dspex.app.run;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.app.kit.Buttons;
import dev.dspex.app.kit.Fields;
import dev.dspex.app.kit.Labels;
import dev.dspex.app.kit.Layout;
import dev.dspex.store.RunNote;

import javafx.geometry.Pos;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import java.util.List;
import java.util.function.Consumer;

/** Edits the tags and the note of a run. */
public final class RunNoteSheet extends VBox {
    private final TextField tags;

    /**
     * @param disk what the run takes, as words
     */
    public RunNoteSheet(
            int number, RunNote note, String disk, Consumer<RunNote> keep, Runnable cancel) {
        getStyleClass().addAll("over-sheet", "asking-sheet");
        setId("run-note");
        Layout.width(this, 460);
        setMaxHeight(Region.USE_PREF_SIZE);
        var title = text("run.note.title", String.valueOf(number));
        tags = Fields.text(String.join(", ", note.tags()), text("run.note.tags"));
        tags.setId("run-tags");
        tags.setPromptText(text("run.note.tags.prompt"));
        var words = new TextArea(note.text());
        words.setId("run-note-text");
        words.setAccessibleText(text("run.note.text"));
        words.setWrapText(true);
        words.setPrefRowCount(4);
        var save = Buttons.primary(text("run.note.keep"), null);
        save.setId("run-note-keep");
        save.setDefaultButton(true);
        save.setOnAction(
                _ -> keep.accept(new RunNote(List.of(tags.getText().split(",")), words.getText())));
        var leave = Buttons.button(text("run.care.cancel"), null);
        leave.setCancelButton(true);
        leave.setOnAction(_ -> cancel.run());
        var buttons = Layout.row(8, leave, save);
        buttons.setAlignment(Pos.CENTER_RIGHT);
        getChildren()
                .addAll(
                        Labels.title(title),
                        new VBox(4, Labels.label(text("run.note.tags"), "small"), tags),
                        new VBox(4, Labels.label(text("run.note.text"), "small"), words),
                        Labels.prose(disk, "muted"),
                        buttons);
        setAccessibleText(title);
    }

    /** Puts the keyboard into the first field. */
    public void focusFirst() {
        tags.requestFocus();
        tags.end();
    }
}
