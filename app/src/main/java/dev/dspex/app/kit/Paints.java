package dev.dspex.app.kit;

/** The colours that drawn views know by role; views.css says what they are (-dxc-NAME). */
public enum Paints {
    GROUND,
    CARD,
    FG,
    STRONG,
    MUTED,
    SUBTLE,
    BORDER,
    GRID,
    DOT,
    NEUTRAL_SUBTLE,
    NEUTRAL_MUTED,
    ACCENT,
    ACCENT_FILL,
    OK,
    OK_FG,
    WARN,
    ERROR,
    ERROR_FG,
    OVERLAY,
    STR,
    NUM,
    LIT,
    REC,
    ANY,
    SERIES_1,
    SERIES_2,
    SERIES_3,
    SERIES_4,
    SERIES_5,
    SERIES_6;

    /** The colour of a state, as its shape has it. */
    public static Paints of(RunState state) {
        return switch (state) {
            case OK -> OK;
            case UP -> OK_FG;
            case RUNNING, READY -> ACCENT;
            case ERROR -> ERROR;
            case DOWN -> ERROR_FG;
            case WARNING, STALE, DEGRADED -> WARN;
            case BEST -> SERIES_2;
            default -> SUBTLE;
        };
    }

    /** The colour of a data series, first is 0; after six they start again. */
    public static Paints series(int index) {
        return values()[SERIES_1.ordinal() + Math.floorMod(index, 6)];
    }
}
