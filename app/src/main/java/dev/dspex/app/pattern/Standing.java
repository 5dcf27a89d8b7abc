package dev.dspex.app.pattern;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.app.kit.RunState;
import dev.dspex.event.RunEvent.PatternStep;

/** How a thought stands, as shape and word. */
enum Standing {
    /** Nothing was asked about it yet. */
    WAITING(RunState.WAITING),
    /** The LM is being asked about it. */
    ASKED(RunState.RUNNING),
    /** Its value is known, not yet what becomes of it. */
    VALUED(RunState.READY),
    KEPT(RunState.OK),
    PRUNED(RunState.REJECTED),
    REFUSED(RunState.REJECTED),
    FAILED(RunState.ERROR),
    /** It is on the path, or is the answer, that was taken. */
    CHOSEN(RunState.BEST),
    /** The pattern ended before it was decided. */
    STOPPED(RunState.PAUSED);

    private final RunState shape;

    Standing(RunState shape) {
        this.shape = shape;
    }

    /**
     * @param goesOn whether more is to come of it
     */
    static Standing of(PatternStep step, boolean goesOn) {
        return switch (step.state()) {
            case "kept" -> KEPT;
            case "pruned" -> PRUNED;
            case "refused" -> REFUSED;
            case "failed" -> FAILED;
            case "chosen" -> CHOSEN;
            default -> {
                if (!goesOn) yield STOPPED;
                if (step.score() != null) yield VALUED;
                yield step.asked().isEmpty() ? WAITING : ASKED;
            }
        };
    }

    RunState shape() {
        return shape;
    }

    /** Whether nothing goes on from it. */
    boolean dropped() {
        return this == PRUNED || this == REFUSED || this == FAILED;
    }

    boolean open() {
        return this == WAITING || this == ASKED || this == VALUED;
    }

    String word() {
        return switch (this) {
            case WAITING -> text("pattern.standing.waiting");
            case ASKED -> text("pattern.standing.asked");
            case VALUED -> text("pattern.standing.valued");
            case KEPT -> text("pattern.standing.kept");
            case PRUNED -> text("pattern.standing.pruned");
            case REFUSED -> text("pattern.standing.refused");
            case FAILED -> text("pattern.standing.failed");
            case CHOSEN -> text("pattern.standing.chosen");
            case STOPPED -> text("pattern.standing.stopped");
        };
    }
}
