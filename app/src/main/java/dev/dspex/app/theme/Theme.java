package dev.dspex.app.theme;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;

import java.util.Locale;

/**
 * Dark or light: an AtlantaFX sheet for all windows and a token sheet of our own for each scene.
 */
public enum Theme {
    DARK(new PrimerDark().getUserAgentStylesheet()),
    LIGHT(new PrimerLight().getUserAgentStylesheet());

    private final String userAgentSheet;

    Theme(String userAgentSheet) {
        this.userAgentSheet = userAgentSheet;
    }

    public Theme other() {
        return this == DARK ? LIGHT : DARK;
    }

    /** "dark" or "light", as in the settings file. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    String userAgentSheet() {
        return userAgentSheet;
    }
}
