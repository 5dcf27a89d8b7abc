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
 */
public record Notice(
        RunState state, String title, String help, @Nullable String action, Runnable run) {
    private static final Runnable NOTHING = () -> {};

    public static Notice ok(String title) {
        return new Notice(RunState.OK, title, "", null, NOTHING);
    }

    public static Notice warning(String title, String help) {
        return new Notice(RunState.WARNING, title, help, null, NOTHING);
    }

    public static Notice error(String title, String help) {
        return new Notice(RunState.ERROR, title, help, null, NOTHING);
    }

    public Notice with(String button, Runnable does) {
        return new Notice(state, title, help, button, does);
    }
}
