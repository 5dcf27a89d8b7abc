package dev.dspex.app.canvas;

import dev.dspex.app.kit.Viewport;

import javafx.geometry.Point2D;

/** A press that goes on: what follows the pointer until the button is let go. */
interface Drag {
    /** The pointer is at this place of the view. */
    void to(double x, double y);

    void drop();

    /** Esc: nothing has happened. */
    void cancel();

    /** The canvas follows the pointer. */
    record Pan(Viewport view, double[] last) implements Drag {
        static Pan from(Viewport view, double x, double y) {
            return new Pan(view, new double[] {x, y});
        }

        @Override
        public void to(double x, double y) {
            view.pan(x - last[0], y - last[1]);
            last[0] = x;
            last[1] = y;
        }

        @Override
        public void drop() {}

        @Override
        public void cancel() {}
    }

    /** Far enough for a drag: a click shakes a little. */
    static boolean far(Point2D from, double x, double y) {
        return from.distance(x, y) > 3;
    }
}
