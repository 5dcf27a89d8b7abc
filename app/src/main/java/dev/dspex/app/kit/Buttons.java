package dev.dspex.app.kit;

import javafx.scene.control.Button;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Region;

import org.jspecify.annotations.Nullable;

/** Buttons: verb, or verb and object. */
public final class Buttons {
    private Buttons() {}

    public static Button button(String text, @Nullable String icon, String... styles) {
        var button = new Button(text, icon == null ? null : Icons.icon(icon));
        button.getStyleClass().addAll(styles);
        button.setMinWidth(Region.USE_PREF_SIZE);
        return button;
    }

    /** The one main action of a view. */
    public static Button primary(String text, @Nullable String icon) {
        return button(text, icon, "primary");
    }

    public static Button small(String text, @Nullable String icon) {
        return button(text, icon, "small");
    }

    /** An icon-only button always has a tooltip, which is its accessible text too. */
    public static Button icon(String icon, String tip, String... iconStyles) {
        return named(new Button(null, Icons.icon(icon, iconStyles)), tip);
    }

    public static ToggleButton toggle(String icon, String tip) {
        return named(new ToggleButton(null, Icons.icon(icon)), tip);
    }

    public static Hyperlink link(String text, Runnable action) {
        var link = new Hyperlink(text);
        link.setOnAction(_ -> action.run());
        return link;
    }

    /** "Run" and "F5" as "Run F5": the tooltip of a button with a key. */
    public static String tip(String text, String key) {
        return key.isEmpty() ? text : text + "  " + key;
    }

    private static <B extends ButtonBase> B named(B button, String tip) {
        button.getStyleClass().add("icon-button");
        button.setTooltip(new Tooltip(tip));
        button.setAccessibleText(tip);
        return button;
    }
}
