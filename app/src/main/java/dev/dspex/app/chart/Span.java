package dev.dspex.app.chart;

/** A range of values; empty when low is above high. */
public record Span(double low, double high) {
    public static final Span EMPTY = new Span(Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY);

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
