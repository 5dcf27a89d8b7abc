package dev.dspex.judgement;

/** Which of two answers is better. */
public enum Choice {
    FIRST,
    SECOND,
    TIE;

    /** The same choice with the answers the other way round. */
    public Choice turned() {
        return switch (this) {
            case FIRST -> SECOND;
            case SECOND -> FIRST;
            case TIE -> TIE;
        };
    }
}
