package dev.dspex.app.command;

import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyCombination.ModifierValue;

import java.util.ArrayList;

/** Keys as words. */
public final class Keys {
    private Keys() {}

    /** "Ctrl ⇧ P": the shift sign beside another modifier, the word alone ("Shift F5"). */
    public static String caps(KeyCombination key) {
        var parts = new ArrayList<String>();
        if (down(key.getShortcut()) || down(key.getControl())) parts.add("Ctrl");
        if (down(key.getAlt())) parts.add("Alt");
        if (down(key.getShift())) parts.add(parts.isEmpty() ? "Shift" : "⇧");
        var name = key.getName();
        parts.add(name(name.substring(name.lastIndexOf('+') + 1)));
        return String.join(" ", parts);
    }

    private static boolean down(ModifierValue value) {
        return value == ModifierValue.DOWN;
    }

    private static String name(String key) {
        return switch (key) {
            case "Equals", "" -> "+";
            case "Minus" -> "-";
            case "Comma" -> ",";
            default -> key;
        };
    }
}
