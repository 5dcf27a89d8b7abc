package dev.dspex.app.kit;

import javafx.scene.Node;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** Headers, tool rows and sections of an island. */
public final class Panels {
    private Panels() {}

    /** 36 px: the name of the panel, then what belongs at the right. */
    public static HBox header(String title, Node... right) {
        var words = Layout.wide(Labels.label(title, "panel-title"));
        words.setMinWidth(Region.USE_PREF_SIZE);
        var header = new HBox(words);
        header.getChildren().addAll(right);
        return Layout.styled(header, "panel-header");
    }

    /** 40 px: tools above a canvas or a table. */
    public static HBox tools(Node... children) {
        return Layout.styled(new HBox(children), "tool-row");
    }

    /** 52 px: the name of a study or a session and its actions. */
    public static HBox viewHeader(Node... children) {
        return Layout.styled(new HBox(children), "view-header");
    }

    /** A part of an inspector, set off by a line above. */
    public static VBox section(Node... children) {
        return Layout.styled(new VBox(children), "inspector-section");
    }

    public static HBox sectionTitle(String title, Node... right) {
        var row = Layout.row(8, Layout.wide(Labels.section(title)));
        row.getChildren().addAll(right);
        row.setMinHeight(20);
        return row;
    }
}
