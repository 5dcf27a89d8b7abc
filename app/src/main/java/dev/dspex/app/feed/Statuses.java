package dev.dspex.app.feed;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.app.kit.RunState;
import dev.dspex.event.RunStatus;

/** The shape and the word of a run's status. Stopped is not an error. */
public final class Statuses {
    private Statuses() {}

    public static RunState state(RunStatus status) {
        return switch (status) {
            case QUEUED -> RunState.WAITING;
            case RUNNING -> RunState.RUNNING;
            case FINISHED -> RunState.OK;
            case FAILED -> RunState.ERROR;
            case STOPPED_CAP, STOPPED_PERSON -> RunState.PAUSED;
            case INTERRUPTED -> RunState.WARNING;
        };
    }

    public static String word(RunStatus status) {
        return text("feed.status." + status.text());
    }

    public static String kind(String kind) {
        return switch (kind) {
            case "run", "evaluate", "optimize", "stream", "session", "scaffold", "agents" ->
                    text("feed.kind." + kind);
            default -> kind;
        };
    }
}
