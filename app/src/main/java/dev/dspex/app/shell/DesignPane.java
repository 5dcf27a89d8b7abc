package dev.dspex.app.shell;

import dev.dspex.app.kit.Layout;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.SplitPane;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;

import java.util.ArrayList;

/**
 * The Design place: project at the left, docks in the middle, inspector at the right. In a narrow
 * window the inspector lies over the docks as a drawer, in a narrower one the project panel too.
 */
public final class DesignPane extends StackPane {
    static final double INSPECTOR_FITS = 1280;
    static final double PROJECT_FITS = 1120;

    private static final double LEFT = 232;
    private static final double RIGHT = 304;

    private final SplitPane split = Layout.styled(new SplitPane(), "work-area");
    private final ProjectPanel left;
    private final Region right;
    private final Region docks;
    private final IconRail rail;
    private final StackPane leftDrawer = drawer(Pos.CENTER_LEFT);
    private final StackPane rightDrawer = drawer(Pos.CENTER_RIGHT);
    private double leftWidth = LEFT;
    private double rightWidth = RIGHT;
    private boolean inspector = true;

    public DesignPane(ProjectPanel project, Region docks, Node inspector) {
        this.left = project;
        this.docks = docks;
        this.right = Layout.styled(new StackPane(inspector), "island");
        rail = new IconRail(project.entries(), () -> open(leftDrawer, !leftDrawer.isVisible()));
        left.setMinWidth(200);
        left.setMaxWidth(400);
        right.setMinWidth(280);
        right.setMaxWidth(480);
        for (var fixed : new Region[] {left, right, rail})
            SplitPane.setResizableWithParent(fixed, false);
        split.getItems().addAll(left, docks, right);
        getChildren().addAll(split, leftDrawer, rightDrawer);
        widthProperty().subscribe((before, now) -> resized(before.doubleValue()));
        addEventHandler(KeyEvent.KEY_PRESSED, this::escape);
    }

    public double leftWidth() {
        return left.getWidth() > 0 ? left.getWidth() : leftWidth;
    }

    public double rightWidth() {
        return inspectorShown() && right.getWidth() > 0 ? right.getWidth() : rightWidth;
    }

    /** Whether the inspector can be seen now. */
    public boolean inspectorShown() {
        return inspectorFits() ? split.getItems().contains(right) : rightDrawer.isVisible();
    }

    /** Whether the inspector has a place of its own; else it is a drawer over the docks. */
    public boolean inspectorFits() {
        return getWidth() <= 0 || getWidth() >= INSPECTOR_FITS;
    }

    public void setWidths(double newLeft, double newRight) {
        leftWidth = Math.clamp(newLeft, 200, 400);
        rightWidth = Math.clamp(newRight, 280, 480);
        place();
    }

    public void showInspector(boolean shown) {
        if (shown == inspector) return;
        leftWidth = leftWidth();
        rightWidth = rightWidth();
        inspector = shown;
        arrange();
    }

    /** Opens or closes the drawer of the inspector; nothing where the inspector fits. */
    public void openInspector(boolean open) {
        open(rightDrawer, open && inspector && !inspectorFits());
    }

    /** Closes the drawer of the project, after something was chosen in it. */
    public void closeProject() {
        open(leftDrawer, false);
    }

    private boolean projectFits() {
        return getWidth() <= 0 || getWidth() >= PROJECT_FITS;
    }

    private void resized(double before) {
        var first = before <= 0;
        var crossed = (before >= INSPECTOR_FITS) != inspectorFits();
        if (first || crossed || (before >= PROJECT_FITS) != projectFits()) arrange();
    }

    private void arrange() {
        var items = new ArrayList<Node>();
        items.add(projectFits() ? left : rail);
        items.add(docks);
        if (inspectorFits() && inspector) items.add(right);
        leftDrawer.getChildren().clear();
        rightDrawer.getChildren().clear();
        if (!split.getItems().equals(items)) split.getItems().setAll(items);
        if (!projectFits()) leftDrawer.getChildren().add(left);
        else open(leftDrawer, false);
        if (!inspectorFits()) rightDrawer.getChildren().add(right);
        if (inspectorFits() || !inspector) open(rightDrawer, false);
        place();
    }

    private static StackPane drawer(Pos side) {
        var drawer = Layout.styled(new StackPane(), "drawer");
        StackPane.setAlignment(drawer, side);
        drawer.setMaxWidth(Region.USE_PREF_SIZE);
        open(drawer, false);
        return drawer;
    }

    private static void open(StackPane drawer, boolean open) {
        drawer.setVisible(open);
        drawer.setManaged(open);
    }

    private void escape(KeyEvent e) {
        if (e.getCode() != KeyCode.ESCAPE) return;
        if (!leftDrawer.isVisible() && !rightDrawer.isVisible()) return;
        open(leftDrawer, false);
        open(rightDrawer, false);
        e.consume();
    }

    /**
     * Dividers are given as shares of the width: the gap of 4 px lies in the middle of a divider.
     */
    private void place() {
        left.setPrefWidth(leftWidth);
        right.setPrefWidth(rightWidth);
        var width = getWidth() - 8;
        if (width <= 0) return;
        var first = ((projectFits() ? leftWidth : rail.getPrefWidth()) + 2) / width;
        if (split.getDividers().size() == 2)
            split.setDividerPositions(first, (width - rightWidth - 2) / width);
        else split.setDividerPositions(first);
    }
}
