package dev.dspex.app.chart;

import java.util.List;
import java.util.function.ToDoubleFunction;

/** A range of values; empty when low is above high. */
public record Span(double low, double high) {
    public static final Span EMPTY = new Span(Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY);

    /** From the smallest to the largest of these values. */
    static <T> Span of(List<T> items, ToDoubleFunction<T> value) {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (var item : items) {
            double at = value.applyAsDouble(item);
            low = Math.min(low, at);
            high = Math.max(high, at);
        }
        return new Span(low, high);
    }

    public boolean isEmpty() {
        return low > high;
    }

    public double length() {
        return isEmpty() ? 0 : high - low;
    }

    public Span with(double value) {
        return new Span(Math.min(low, value), Math.max(high, value));
    }

    public Span with(Span other) {
        return new Span(Math.min(low, other.low), Math.max(high, other.high));
    }

    /** Never of length 0, so that it can be an axis: a single value gets room on both sides. */
    public Span wide(double least) {
        if (isEmpty()) return new Span(0, least);
        if (length() >= least) return this;
        double room = (least - length()) / 2;
        return new Span(low - room, high + room);
    }

    /** Longer on both sides by a share of its length. */
    public Span padded(double share) {
        return new Span(low - length() * share, high + length() * share);
    }

    public Span within(double least, double most) {
        return new Span(Math.clamp(low, least, most), Math.clamp(high, least, most));
    }
}
