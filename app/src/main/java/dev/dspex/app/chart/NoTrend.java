package dev.dspex.app.chart;

import java.util.List;

/** A trend of no scores. */
final class NoTrend implements TrendChart.Data {
    static final TrendChart.Data DATA = new NoTrend();

    @Override
    public int size() {
        return 0;
    }

    @Override
    public double at(int index) {
        throw new IndexOutOfBoundsException(index);
    }

    @Override
    public double score(int index) {
        throw new IndexOutOfBoundsException(index);
    }

    @Override
    public double smooth(int index) {
        throw new IndexOutOfBoundsException(index);
    }

    @Override
    public List<Spot.Line> words(int index) {
        throw new IndexOutOfBoundsException(index);
    }

    @Override
    public List<TrendChart.Band> bands() {
        return List.of();
    }

    @Override
    public List<TrendChart.Mark> marks() {
        return List.of();
    }
}
