package dev.dspex.app.chart;

/** Title and unit of one axis. The title stands at its right or upper end, empty for none. */
public record Axis(String title, Unit unit) {
    public static Axis of(String title, Unit unit) {
        return new Axis(title, unit);
    }
}
