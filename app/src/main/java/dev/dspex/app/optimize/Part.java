package dev.dspex.app.optimize;

import java.util.function.Supplier;

/** A part of a view that may have much to work out before it can show anything. */
interface Part {
    /**
     * On the JavaFX thread: takes what it needs of the model and of the controls. What it returns
     * works out what is to be shown, on any thread; and what comes of that shows it, on the JavaFX
     * thread again.
     */
    Supplier<Runnable> look();

    /** A part that has nothing to work out. */
    static Part quick(Runnable show) {
        return () -> () -> show;
    }
}
