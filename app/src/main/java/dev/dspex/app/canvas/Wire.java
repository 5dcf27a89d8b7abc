package dev.dspex.app.canvas;

/** A link between two boxes, from row {@code out} of one to row {@code in} of the other. */
public record Wire(String from, int out, String to, int in) {
    /** How it is drawn. */
    public enum State {
        /** No run, or its value went through. */
        PLAIN,
        /** Its target is at work with it. */
        LIVE,
        /** A run is on and its value is not there yet. */
        WAITING,
        /** A run left it out. */
        NOT_TAKEN
    }
}
