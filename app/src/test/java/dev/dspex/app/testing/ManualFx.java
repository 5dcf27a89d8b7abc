package dev.dspex.app.testing;

import dev.dspex.app.fx.Fx;

import java.util.ArrayDeque;
import java.util.Deque;

/** The JavaFX thread of a test without JavaFX: actions wait until the test runs them. */
public final class ManualFx implements Fx {
    private final Deque<Runnable> queue = new ArrayDeque<>();
    private final Deque<Runnable> frame = new ArrayDeque<>();

    @Override
    public synchronized void execute(Runnable action) {
        queue.add(action);
    }

    @Override
    public synchronized void nextFrame(Runnable action) {
        frame.add(action);
    }

    /** Runs what is queued, then what waits for the frame; not what these add to the frame. */
    public void frame() {
        runQueue();
        for (var left = frames(); left > 0; left--) next(frame).run();
        runQueue();
    }

    public synchronized int frames() {
        return frame.size();
    }

    private void runQueue() {
        while (!empty()) next(queue).run();
    }

    private synchronized boolean empty() {
        return queue.isEmpty();
    }

    private synchronized Runnable next(Deque<Runnable> from) {
        return from.removeFirst();
    }
}
