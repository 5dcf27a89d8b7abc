package dev.dspex.app.chart;

import dev.dspex.app.kit.Paints;

import java.util.List;

/** A timeline on which nothing was done. */
final class TimelineNothing implements Timeline.Data {
    static final Timeline.Data DATA = new TimelineNothing();

    private TimelineNothing() {}

    @Override
    public List<String> lanes() {
        return List.of();
    }

    @Override
    public int size() {
        return 0;
    }

    @Override
    public int lane(int index) {
        throw new IndexOutOfBoundsException(index);
    }

    @Override
    public double from(int index) {
        throw new IndexOutOfBoundsException(index);
    }

    @Override
    public double to(int index) {
        throw new IndexOutOfBoundsException(index);
    }

    @Override
    public Paints paint(int index) {
        throw new IndexOutOfBoundsException(index);
    }

    @Override
    public List<Spot.Line> words(int index) {
        throw new IndexOutOfBoundsException(index);
    }
}
