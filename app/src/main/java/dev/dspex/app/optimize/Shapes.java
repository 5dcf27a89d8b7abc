package dev.dspex.app.optimize;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.app.kit.RunState;
import dev.dspex.event.RunEvent.CandidateStatus;

/** The shape and the word of a candidate's status. */
final class Shapes {
    private Shapes() {}

    static RunState of(CandidateStatus status) {
        return switch (status) {
            case SEED -> RunState.READY;
            case RUNNING -> RunState.RUNNING;
            case ACCEPTED -> RunState.OK;
            case REJECTED -> RunState.REJECTED;
            case FAILED -> RunState.ERROR;
            case BEST -> RunState.BEST;
        };
    }

    static String word(CandidateStatus status) {
        return switch (status) {
            case SEED -> text("optimize.status.seed");
            case RUNNING -> text("optimize.status.running");
            case ACCEPTED -> text("optimize.status.accepted");
            case REJECTED -> text("optimize.status.rejected");
            case FAILED -> text("optimize.status.failed");
            case BEST -> text("optimize.status.best");
        };
    }
}
