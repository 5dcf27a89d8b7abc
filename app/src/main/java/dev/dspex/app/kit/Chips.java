package dev.dspex.app.kit;

import static dev.dspex.app.i18n.Texts.text;

import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;

import org.jspecify.annotations.Nullable;

/** Small grounds with a word in them: types, states, variables, keys. */
public final class Chips {
    private Chips() {}

    /** Styles: accent, ok, warn, error, tight. */
    public static Label chip(String text, @Nullable Node graphic, String... styles) {
        var chip = Labels.label(text, "chip");
        chip.getStyleClass().addAll(styles);
        chip.setGraphic(graphic);
        chip.setMinWidth(Region.USE_PREF_SIZE);
        return chip;
    }

    /** A state with its shape, on the ground of its colour. */
    public static Label state(String text, RunState state) {
        var ground =
                switch (state) {
                    case OK, UP -> "ok";
                    case WARNING, STALE, DEGRADED -> "warn";
                    case ERROR, DOWN -> "error";
                    case RUNNING, READY -> "accent";
                    default -> "neutral";
                };
        return chip(text, new StateIcon(state, 14), ground);
    }

    public static Label variable(String name) {
        var badge = Labels.label(name, "var-badge");
        badge.setGraphic(Icons.icon("hexagon-outline"));
        badge.setMinWidth(Region.USE_PREF_SIZE);
        badge.setAccessibleText(text("kit.variable", name));
        return badge;
    }

    public static Label key(String key) {
        var cap = Labels.label(key, "key-cap");
        cap.setMinWidth(Region.USE_PREF_SIZE);
        return cap;
    }
}
