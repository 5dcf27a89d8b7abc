package dev.dspex.app.lab;

import dev.dspex.app.kit.Icons;
import dev.dspex.app.kit.RunState;
import dev.dspex.event.StreamEvent.LaneState;

import javafx.scene.Node;

/** The state of a lane as shape, colour and word. */
final class LaneLook {
    private LaneLook() {}

    static RunState icon(LaneState state) {
        return switch (state) {
            case WAITING -> RunState.WAITING;
            case RUNNING, LEADS, RETRYING, SWITCHED -> RunState.RUNNING;
            case CUT, FAILED -> RunState.ERROR;
            case WON -> RunState.BEST;
            case LOST -> RunState.REJECTED;
            case DONE -> RunState.OK;
        };
    }

    /** Empty for a lane of which its icon says everything. */
    static String chip(LabLane lane) {
        return switch (lane.state()) {
            case WAITING -> "";
            case RUNNING -> lane.attempt() > 1 ? LabWords.state(LaneState.SWITCHED) : "";
            default -> LabWords.state(lane.state());
        };
    }

    static Node chipSign(LaneState state) {
        return Icons.icon(
                switch (state) {
                    case LEADS, WON -> "trophy-outline";
                    case RUNNING, SWITCHED -> "swap-horizontal";
                    case RETRYING -> "refresh";
                    case CUT -> "close";
                    case FAILED -> "alert-outline";
                    case LOST -> "minus";
                    case DONE -> "check";
                    case WAITING -> "dots-horizontal";
                });
    }

    static String chipGround(LaneState state) {
        return switch (state) {
            case LEADS -> "accent";
            case WON, DONE -> "ok";
            case RUNNING, RETRYING, SWITCHED -> "warn";
            case CUT, FAILED -> "error";
            case LOST, WAITING -> "neutral";
        };
    }
}
