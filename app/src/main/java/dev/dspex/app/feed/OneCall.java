package dev.dspex.app.feed;

import dev.dspex.event.RunEvent;

/**
 * Which LM call a place follows that has room for one: calls that write at the same time would mix
 * their letters. It stays with a call until that has ended, then takes the next one that writes.
 */
public final class OneCall {
    private String call = "";
    private boolean open;

    /** Whether a token is of the call that is followed, which may begin with it. */
    public boolean takes(RunEvent.Token token) {
        boolean same = token.id().equals(call);
        if (!same && open) return false;
        call = token.id();
        open = !token.last();
        return true;
    }

    /** Whether a call is the one that was followed last. */
    public boolean follows(String id) {
        return id.equals(call);
    }

    /** A call writes no more. */
    public void ended(String id) {
        if (id.equals(call)) open = false;
    }
}
