package dev.dspex.app.shell;

import dev.dspex.app.kit.Layout;

import javafx.scene.Node;
import javafx.scene.control.SplitPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;

/** The Design place: project at the left, docks in the middle, inspector at the right. */
public final class DesignPane extends StackPane {
    private static final double LEFT = 232;
    private static final double RIGHT = 304;

    private final SplitPane split = Layout.styled(new SplitPane(), "work-area");
    private final Region left;
    private final Region right;
    private final Region docks;
    private double leftWidth = LEFT;
    private double rightWidth = RIGHT;

    public DesignPane(Region project, Region docks, Node inspector) {
        this.left = project;
        this.docks = docks;
        this.right = Layout.styled(new StackPane(inspector), "island");
        left.setMinWidth(200);
        left.setMaxWidth(400);
        right.setMinWidth(280);
        right.setMaxWidth(480);
        SplitPane.setResizableWithParent(left, false);
        SplitPane.setResizableWithParent(right, false);
        split.getItems().addAll(left, docks, right);
        split.widthProperty().subscribe(w -> first(w.doubleValue()));
        getChildren().add(split);
    }

    public double leftWidth() {
        return left.getWidth() > 0 ? left.getWidth() : leftWidth;
    }

    public double rightWidth() {
        return inspectorShown() && right.getWidth() > 0 ? right.getWidth() : rightWidth;
    }

    public boolean inspectorShown() {
        return split.getItems().contains(right);
    }

    public void setWidths(double newLeft, double newRight) {
        leftWidth = Math.clamp(newLeft, 200, 400);
        rightWidth = Math.clamp(newRight, 280, 480);
        place();
    }

    public void showInspector(boolean shown) {
        if (shown == inspectorShown()) return;
        leftWidth = leftWidth();
        rightWidth = rightWidth();
        if (shown) split.getItems().add(right);
        else split.getItems().remove(right);
        place();
    }

    private boolean placed;

    private void first(double width) {
        if (placed || width <= 0) return;
        placed = true;
        place();
    }

    /**
     * Dividers are given as shares of the width: the gap of 4 px lies in the middle of a divider.
     */
    private void place() {
        var width = split.getWidth() - 8;
        left.setPrefWidth(leftWidth);
        right.setPrefWidth(rightWidth);
        if (width <= 0) return;
        if (split.getDividers().size() == 2) {
            split.setDividerPositions((leftWidth + 2) / width, (width - rightWidth - 2) / width);
        } else {
            split.setDividerPositions((leftWidth + 2) / width);
        }
    }
}
