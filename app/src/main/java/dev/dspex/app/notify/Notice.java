package dev.dspex.app.notify;

import dev.dspex.app.kit.RunState;

import org.jspecify.annotations.Nullable;

/**
 * A short message over the window.
 *
 * @param state its shape and colour
 * @param title what happened
 * @param help what to do; empty for none
 * @param action text of a button, null for none
 * @param run what the button does
 * @param stays until the person has dealt with it, else it goes by itself
 */
public record Notice(
        RunState state,
        String title,
        String help,
        @Nullable String action,
        Runnable run,
        boolean stays) {
    private static final Runnable NOTHING = () -> {};

    public static Notice ok(String title) {
        return new Notice(RunState.OK, title, "", null, NOTHING, false);
    }

    public static Notice warning(String title, String help) {
        return new Notice(RunState.WARNING, title, help, null, NOTHING, false);
    }

    public static Notice error(String title, String help) {
        return new Notice(RunState.ERROR, title, help, null, NOTHING, true);
    }

    public Notice with(String button, Runnable does) {
        return new Notice(state, title, help, button, does, stays);
    }

    /** The same, but that it stays until the person has dealt with it. */
    public Notice staying() {
        return new Notice(state, title, help, action, run, true);
    }
}
