package dev.dspex.app.lab;

import javafx.animation.AnimationTimer;

import java.util.List;

/**
 * Lanes that write take turns when there are many: {@link #A_FRAME} are laid out in a frame, the
 * others in the next one. JavaFX thread only.
 */
final class LaneTurns {
    private static final int A_FRAME = 4;

    private final AnimationTimer rest =
            new AnimationTimer() {
                @Override
                public void handle(long now) {
                    goOn();
                }
            };
    private List<LaneColumn> columns = List.of();
    private int next;
    private int left;
    private boolean taken;

    /** Shows what was written, at once unless many lanes are being written. */
    void refresh(List<LaneColumn> all, boolean writing) {
        columns = all;
        if (!writing || all.size() <= A_FRAME) {
            left = 0;
            all.forEach(column -> column.window().refresh());
            return;
        }
        turn();
        taken = true;
        left = all.size();
        rest.start();
    }

    /** After the last event each lane has a turn more. */
    private void goOn() {
        if (taken) {
            taken = false;
            return;
        }
        if (left <= 0) {
            rest.stop();
            return;
        }
        left -= A_FRAME;
        turn();
    }

    private void turn() {
        for (int i = 0; i < A_FRAME && !columns.isEmpty(); i++)
            columns.get(Math.floorMod(next++, columns.size())).window().refresh();
    }
}
