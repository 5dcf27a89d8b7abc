package dev.dspex.app.kit;

import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import javafx.scene.text.Text;

/**
 * Labels by what they say. A label ends in an ellipsis where it is too long; looks live in the
 * sheets.
 */
public final class Labels {
    private Labels() {}

    public static Label label(String text, String... styles) {
        var label = new Label(text);
        label.getStyleClass().addAll(styles);
        return label;
    }

    /** Second text, 12 px. */
    public static Label muted(String text) {
        return label(text, "small", "muted");
    }

    /** Values, ids, field names and numbers. */
    public static Label mono(String text, String... styles) {
        return Layout.styled(label(text, "mono"), styles);
    }

    public static Label strong(String text) {
        return label(text, "strong");
    }

    /** Name of a view or of the selected object, 15 px. */
    public static Label title(String text) {
        return label(text, "title");
    }

    public static Label section(String text) {
        return label(text, "section-title");
    }

    /** A sentence or more, which wraps. */
    public static Label prose(String text, String... styles) {
        var label = Layout.styled(label(text, "prose"), styles);
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        return label;
    }

    /** A label that may be cut: the whole text appears where the pointer rests. */
    public static Label cut(String text, String... styles) {
        var label = label(text, styles);
        label.setMinWidth(0);
        Tips.install(label, label::getText);
        return label;
    }

    public static Label withIcon(Label label, Node graphic, double gap) {
        label.setGraphic(graphic);
        label.setGraphicTextGap(gap);
        return label;
    }

    /** A run of text for a TextFlow. */
    public static Text run(String text, String... styles) {
        var run = new Text(text);
        run.getStyleClass().addAll(styles);
        return run;
    }
}
