package dev.dspex.event;

/** Text that is no event at all. The message is for the log. */
public final class EventFormatException extends RuntimeException {

    public EventFormatException(String message) {
        super(message);
    }
}
