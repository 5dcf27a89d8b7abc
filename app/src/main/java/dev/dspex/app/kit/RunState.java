package dev.dspex.app.kit;

import static dev.dspex.app.i18n.Texts.text;

import java.util.Locale;

/** A state as a shape on a 16 px grid: two SVG paths, coloured by controls.css (.state-NAME). */
public enum RunState {
    IDLE(Shapes.RING, ""),
    READY(Shapes.RING, "M8 6A2 2 0 1 1 7.99 6Z"),
    WAITING(Shapes.RING, ""),
    RUNNING(Shapes.RING, "M8 2.75A5.25 5.25 0 1 1 2.75 8"),
    PAUSED(Shapes.DISC, "M6.3 5.6V10.4M9.7 5.6V10.4"),
    OK(Shapes.DISC, "M5.2 8.2L7.2 10.2L10.8 6.2"),
    WARNING("M8 2.2L14.4 13.4H1.6Z", "M8 6.4V9.4M8 11.6V11.7"),
    ERROR(
            "M4.5 2H11.5A2.5 2.5 0 0 1 14 4.5V11.5A2.5 2.5 0 0 1 11.5 14H4.5A2.5 2.5 0 0 1 2"
                    + " 11.5V4.5A2.5 2.5 0 0 1 4.5 2Z",
            "M5.6 5.6L10.4 10.4M10.4 5.6L5.6 10.4"),
    STALE(Shapes.RING, "M8 5.2V8L9.9 9.3"),
    SKIPPED(Shapes.RING, "M5.4 8H10.6"),
    REJECTED(Shapes.RING, "M6 6L10 10M10 6L6 10"),
    BEST("M8 1.8l1.9 3.9 4.3.6-3.1 3 .7 4.3L8 11.6l-3.8 2 .7-4.3-3.1-3 4.3-.6z", ""),
    UP("M8 4A4 4 0 1 1 7.99 4Z", ""),
    DEGRADED("M8 3.5L13 12.5H3Z", ""),
    DOWN("M4 4H12V12H4Z", "");

    private final String back;
    private final String front;

    RunState(String back, String front) {
        this.back = back;
        this.front = front;
    }

    /** "Running": what a legend and a screen reader say. */
    public String word() {
        return text("kit.state." + id());
    }

    public String back() {
        return back;
    }

    public String front() {
        return front;
    }

    /** Whether the shape is filled and its front is drawn in white on it. */
    public boolean solid() {
        return switch (this) {
            case OK, ERROR, PAUSED, WARNING, BEST, UP, DEGRADED, DOWN -> true;
            default -> false;
        };
    }

    String styleClass() {
        return "state-" + id();
    }

    private String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    private static final class Shapes {
        static final String RING = "M8 2.75A5.25 5.25 0 1 1 7.99 2.75Z";
        static final String DISC = "M8 1.75A6.25 6.25 0 1 1 7.99 1.75Z";
    }
}
