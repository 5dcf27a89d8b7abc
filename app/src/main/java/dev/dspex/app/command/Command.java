package dev.dspex.app.command;

import dev.dspex.app.i18n.Texts;

import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.value.ObservableBooleanValue;
import javafx.scene.input.KeyCombination;

import org.jspecify.annotations.Nullable;

/**
 * Something the person can do. Menus, buttons, the palette and the keys are all made from this.
 *
 * @param id stable name, {@code group.verb}; the words are {@code command.group.verb}
 * @param text verb, or verb and object
 * @param key null where there is none
 * @param enabled when it can run
 * @param unavailable why it cannot run now, for the palette; empty where that is plain
 */
public record Command(
        String id,
        String text,
        String icon,
        @Nullable KeyCombination key,
        ObservableBooleanValue enabled,
        String unavailable,
        Runnable action) {
    private static final ObservableBooleanValue ALWAYS = new ReadOnlyBooleanWrapper(true);

    /** A command that can always run. Key as in {@link KeyCombination#valueOf}, empty for none. */
    public static Command of(String id, String icon, String key, Runnable action) {
        return new Command(
                id, Texts.text("command." + id), icon, combination(key), ALWAYS, "", action);
    }

    /** The same, but only while {@code condition} holds; otherwise the palette says why not. */
    public Command when(ObservableBooleanValue condition, String whyNot) {
        return new Command(id, text, icon, key, condition, whyNot, action);
    }

    public boolean isEnabled() {
        return enabled.get();
    }

    /** Runs the action if it can run now. */
    public void run() {
        if (isEnabled()) action.run();
    }

    public String group() {
        return Texts.text("command.group." + id.substring(0, id.indexOf('.')));
    }

    /** The key as caps show it: "Ctrl ⇧ P", "F5"; empty for none. */
    public String keyText() {
        return key == null ? "" : Keys.caps(key);
    }

    private static @Nullable KeyCombination combination(String key) {
        return key.isEmpty() ? null : KeyCombination.valueOf(key);
    }
}
