package dev.dspex.app.chart;

import javafx.beans.property.DoubleProperty;
import javafx.geometry.Orientation;
import javafx.scene.control.ScrollBar;
import javafx.scene.layout.Region;

/** A heat map with the scroll bars that it needs. */
public final class HeatMapPane extends Region {
    private static final double BAR = 10;

    private final HeatMap map;
    private final ScrollBar across = new ScrollBar();
    private final ScrollBar down = new ScrollBar();

    public HeatMapPane(HeatMap map) {
        this.map = map;
        down.setOrientation(Orientation.VERTICAL);
        getChildren().addAll(map, across, down);
        setMinSize(0, 0);
        bind(across, map.firstX());
        bind(down, map.firstY());
    }

    private static void bind(ScrollBar bar, DoubleProperty first) {
        bar.valueProperty().bindBidirectional(first);
        bar.setMin(0);
        bar.setUnitIncrement(20);
    }

    @Override
    protected void layoutChildren() {
        map.resizeRelocate(0, 0, getWidth(), getHeight());
        boolean right = map.hiddenY() > 0;
        boolean below = map.hiddenX() > 0;
        map.resizeRelocate(0, 0, getWidth() - (right ? BAR : 0), getHeight() - (below ? BAR : 0));
        place(across, map.hiddenX(), map.getWidth());
        place(down, map.hiddenY(), map.getHeight());
        across.resizeRelocate(0, getHeight() - BAR, map.getWidth(), BAR);
        down.resizeRelocate(getWidth() - BAR, 0, BAR, map.getHeight());
    }

    private static void place(ScrollBar bar, double hidden, double seen) {
        bar.setVisible(hidden > 0);
        bar.setMax(hidden);
        bar.setVisibleAmount(hidden <= 0 ? 0 : hidden * seen / (hidden + seen));
        bar.setBlockIncrement(seen);
    }
}
