package dev.dspex.app.chart;

/** Round tick values 1, 2 or 5 times a power of ten apart. */
record Ticks(double first, double step, int count) {

    /** Ticks inside the span, about {@code wanted} of them, never more than twice that. */
    static Ticks inside(Span span, int wanted) {
        double step = step(span, wanted);
        double first = Math.ceil(span.low() / step - 1e-9) * step;
        int count = (int) Math.floor((span.high() - first) / step + 1e-9) + 1;
        return new Ticks(first, step, Math.max(0, count));
    }

    /** The span made larger so that it starts and ends on a tick. */
    static Span round(Span span, int wanted) {
        double step = step(span, wanted);
        return new Span(
                Math.floor(span.low() / step + 1e-9) * step,
                Math.ceil(span.high() / step - 1e-9) * step);
    }

    double at(int index) {
        double value = first + index * step;
        return Math.abs(value) < step * 1e-9 ? 0 : value;
    }

    /** Digits after the point that tell two ticks apart. */
    int decimals() {
        return (int) Math.max(0, Math.ceil(-Math.log10(step) - 1e-9));
    }

    private static double step(Span span, int wanted) {
        double length = Math.max(span.length(), Double.MIN_NORMAL * 1e20);
        double rough = length / Math.max(1, wanted);
        double power = Math.pow(10, Math.floor(Math.log10(rough)));
        double digit = rough / power;
        return power * (digit <= 1 + 1e-9 ? 1 : digit <= 2 + 1e-9 ? 2 : digit <= 5 + 1e-9 ? 5 : 10);
    }
}
