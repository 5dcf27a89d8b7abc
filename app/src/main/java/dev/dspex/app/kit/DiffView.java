package dev.dspex.app.kit;

import dev.dspex.compare.TextDiff;
import dev.dspex.compare.TextDiff.Kind;
import dev.dspex.compare.TextDiff.Piece;

import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.text.TextFlow;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Two texts and what changed between them, marked by sign as well as by colour. */
public final class DiffView {
    private DiffView() {}

    /** A text by itself, in the look of a difference. */
    public static Region plain(String text) {
        return inline(text, text);
    }

    /** One column: removed lines before those in their place. */
    public static Region inline(String before, String after) {
        var box = Layout.styled(new VBox(), "diff");
        for (var line : TextDiff.lines(before, after)) {
            var text = Layout.styled(new Label(line.text()), "diff-text");
            text.setWrapText(true);
            text.setMinHeight(Region.USE_PREF_SIZE);
            var row = new HBox(sign(line.kind()), Layout.wide(text));
            row.setAccessibleText(mark(line.kind()) + " " + line.text());
            box.getChildren().add(Layout.styled(row, "diff-line", style(line.kind())));
        }
        return box;
    }

    /** Two columns, line beside line; within a line the words that changed are marked. */
    public static Region sideBySide(String before, String after) {
        var grid = Layout.styled(new GridPane(), "diff", "diff-columns");
        for (int side = 0; side < 2; side++) {
            var column = new ColumnConstraints(0, 120, Double.MAX_VALUE);
            column.setPercentWidth(50);
            column.setHgrow(Priority.ALWAYS);
            grid.getColumnConstraints().add(column);
        }
        var rows = TextDiff.sideBySide(before, after);
        for (int i = 0; i < rows.size(); i++) {
            var row = rows.get(i);
            grid.addRow(
                    i,
                    side(row.before(), Kind.REMOVED, row.changed()),
                    side(row.after(), Kind.ADDED, row.changed()));
        }
        return grid;
    }

    private static Node side(@Nullable List<Piece> pieces, Kind kind, boolean changed) {
        if (pieces == null) return Layout.styled(new HBox(), "diff-line", "absent");
        var shown = changed ? kind : Kind.SAME;
        var flow = Layout.styled(new TextFlow(), "diff-text");
        for (var piece : pieces) flow.getChildren().add(piece(piece));
        var words = pieces.stream().map(Piece::text).collect(Collectors.joining());
        var line = new HBox(sign(shown), Layout.wide(flow));
        line.setAccessibleText(mark(shown) + " " + words);
        return Layout.styled(line, "diff-line", style(shown));
    }

    private static Node piece(Piece piece) {
        var run = Labels.run(piece.text(), "diff-piece");
        if (piece.kind() != Kind.SAME) run.getStyleClass().add("changed");
        return run;
    }

    private static Node sign(Kind kind) {
        return Layout.width(Layout.styled(Labels.label(mark(kind)), "diff-sign"), 12);
    }

    private static String mark(Kind kind) {
        return switch (kind) {
            case ADDED -> "+";
            case REMOVED -> "-";
            case SAME -> " ";
        };
    }

    private static String style(Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }
}
