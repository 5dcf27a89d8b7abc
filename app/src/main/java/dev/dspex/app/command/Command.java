package dev.dspex.app.command;

import dev.dspex.app.i18n.Texts;

import javafx.beans.binding.Bindings;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.value.ObservableBooleanValue;
import javafx.scene.input.KeyCombination;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.stream.Stream;

/**
 * Something the person can do. Menus, buttons, the palette and the keys are all made from this.
 *
 * @param id stable name, {@code group.verb}; the words are {@code command.group.verb}
 * @param text verb, or verb and object
 * @param key null where there is none
 * @param needs what must hold for it to run
 * @param enabled whether all of it holds
 */
public record Command(
        String id,
        String text,
        String icon,
        @Nullable KeyCombination key,
        List<Need> needs,
        ObservableBooleanValue enabled,
        Runnable action) {
    private static final ObservableBooleanValue ALWAYS = new ReadOnlyBooleanWrapper(true);

    /** A condition, and what to say where it does not hold. */
    record Need(ObservableBooleanValue holds, String whyNot) {}

    /** A command that can always run. Key as in {@link KeyCombination#valueOf}, empty for none. */
    public static Command of(String id, String icon, String key, Runnable action) {
        return new Command(
                id, Texts.text("command." + id), icon, combination(key), List.of(), ALWAYS, action);
    }

    /** The same, but only while {@code condition} holds too. */
    public Command when(ObservableBooleanValue condition, String whyNot) {
        var all = Stream.concat(needs.stream(), Stream.of(new Need(condition, whyNot))).toList();
        return new Command(id, text, icon, key, all, Bindings.and(enabled, condition), action);
    }

    public boolean isEnabled() {
        return enabled.get();
    }

    /** Why it cannot run now, empty when it can. */
    public String unavailable() {
        return needs.stream()
                .filter(need -> !need.holds().get())
                .map(Need::whyNot)
                .findFirst()
                .orElse("");
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
