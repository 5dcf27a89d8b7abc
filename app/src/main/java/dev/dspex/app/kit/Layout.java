package dev.dspex.app.kit;

import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** Rows, columns and the space between. */
public final class Layout {
    private Layout() {}

    public static HBox row(double gap, Node... children) {
        var row = new HBox(gap, children);
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }

    public static VBox column(double gap, Node... children) {
        return new VBox(gap, children);
    }

    public static <N extends Node> N styled(N node, String... styles) {
        node.getStyleClass().addAll(styles);
        return node;
    }

    /** Takes what is left of a row. */
    public static Region grow() {
        var space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        return space;
    }

    public static Region gap(double width) {
        var space = new Region();
        space.setMinWidth(width);
        space.setMaxWidth(width);
        return space;
    }

    /** A thin upright line between groups of a tool row. */
    public static Region rule() {
        return styled(new Region(), "rule");
    }

    /** Grows with its row. */
    public static <R extends Region> R wide(R region) {
        region.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(region, Priority.ALWAYS);
        return region;
    }

    /** Grows with its column. */
    public static <R extends Region> R tall(R region) {
        region.setMaxHeight(Double.MAX_VALUE);
        VBox.setVgrow(region, Priority.ALWAYS);
        return region;
    }

    public static <R extends Region> R width(R region, double width) {
        region.setMinWidth(width);
        region.setPrefWidth(width);
        region.setMaxWidth(width);
        return region;
    }

    public static <R extends Region> R padded(R region, double all) {
        region.setPadding(new Insets(all));
        return region;
    }
}
