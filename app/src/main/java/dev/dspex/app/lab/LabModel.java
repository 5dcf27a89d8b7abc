package dev.dspex.app.lab;

import dev.dspex.app.feed.RunFeed;
import dev.dspex.event.Stamped;

/**
 * A run of streams as it goes, and afterwards as a recording: the board shows what was told up to
 * the second that is looked at. JavaFX thread only.
 */
public final class LabModel extends RunFeed {
    private final Board board = new Board();
    private final Recording recording = new Recording();
    private double position;
    private double speed = 1;
    private boolean playing;
    private int turns;

    @Override
    protected void reset() {
        board.clear();
        recording.clear();
        position = 0;
        playing = false;
        turns++;
    }

    @Override
    protected void on(Stamped event) {
        position = recording.add(event);
        board.take(event, position);
    }

    /** What it is shown with has changed, such as the inputs to be streamed. */
    public void refresh() {
        changed();
    }

    Board board() {
        return board;
    }

    /** Grows whenever the board began anew: what views showed of it before no longer holds. */
    int turns() {
        return turns;
    }

    boolean running() {
        return !isEmpty() && !ended();
    }

    /** Whether the run has ended, whatever second of it is looked at. */
    boolean ended() {
        return !isEmpty() && (board.status() != null || !recording.atEnd() || playing);
    }

    /** Whether it can be played again. */
    boolean playable() {
        return ended() && recording.playable() && recording.length() > 0;
    }

    double length() {
        return recording.length();
    }

    double position() {
        return position;
    }

    boolean playing() {
        return playing;
    }

    double speed() {
        return speed;
    }

    /** How many seconds of the run pass in one of the clock; infinite shows all at once. */
    void setSpeed(double now) {
        speed = now;
        if (playing && Double.isInfinite(now)) seek(length());
        changed();
    }

    /** Plays on, from the beginning when it is at its end. */
    void play() {
        if (!playable()) return;
        if (recording.atEnd()) back();
        if (Double.isInfinite(speed)) {
            seek(length());
            return;
        }
        playing = true;
        changed();
    }

    void pause() {
        playing = false;
        changed();
    }

    /** Looks at this second of the run. */
    void seek(double seconds) {
        if (!playable()) return;
        if (seconds < position) back();
        goOn(seconds);
        changed();
    }

    /** The clock has gone on while it plays. */
    void advance(double seconds) {
        if (!playing) return;
        goOn(position + seconds * speed);
        changed();
    }

    private void back() {
        board.clear();
        recording.rewind();
        position = 0;
        turns++;
    }

    private void goOn(double seconds) {
        position = Math.min(seconds, recording.length());
        recording.until(position, board::take);
        if (recording.atEnd()) playing = false;
    }
}
