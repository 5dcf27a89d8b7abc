package dev.dspex.app.canvas;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.app.kit.Labels;
import dev.dspex.app.theme.Fonts;
import dev.dspex.program.Note;

import javafx.geometry.Dimension2D;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.layout.StackPane;
import javafx.scene.text.Text;

import java.util.HashMap;
import java.util.Map;

/** A note of the program, on a coloured ground. */
final class NoteView extends StackPane {
    private static final double WIDTH = 272;
    private static final double PAD = 20;
    private static final double LEADING = 1.5;
    private static final Map<Wrapped, Double> HEIGHTS = new HashMap<>();

    private record Wrapped(String words, double width) {}

    NoteView(Note note) {
        getStyleClass().addAll("note", MarkLayer.style(note.color()));
        setAccessibleRole(AccessibleRole.TEXT);
        setAccessibleText(text("canvas.note.says", note.text()));
        setAlignment(Pos.TOP_LEFT);
        var empty = note.text().isBlank();
        getChildren()
                .add(
                        empty
                                ? Labels.prose(text("canvas.note.empty"), "muted")
                                : Labels.prose(note.text()));
    }

    /** In canvas units; known without a layout, as hit tests need it. JavaFX thread only. */
    static Dimension2D size(Note note) {
        var size = note.size();
        var width = size == null ? WIDTH : size.width();
        var least = height(note.text(), width);
        return new Dimension2D(width, size == null ? least : Math.max(least, size.height()));
    }

    /** What words need in a note of that width. JavaFX thread only. */
    static double height(String words, double width) {
        if (HEIGHTS.size() > 500) HEIGHTS.clear();
        return HEIGHTS.computeIfAbsent(
                new Wrapped(words, width),
                w -> {
                    var probe = new Text(words.isBlank() ? "." : words);
                    probe.setFont(Fonts.inter(12));
                    probe.setLineSpacing(LEADING);
                    probe.setWrappingWidth(width - PAD - 2);
                    return Math.ceil(probe.getLayoutBounds().getHeight() + PAD + LEADING);
                });
    }
}
