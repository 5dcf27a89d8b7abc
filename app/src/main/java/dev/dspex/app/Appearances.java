package dev.dspex.app;

import dev.dspex.app.theme.Appearance;
import dev.dspex.app.theme.Theme;
import dev.dspex.infra.Setting;
import dev.dspex.infra.Settings;

import javafx.application.ColorScheme;
import javafx.application.Platform;

import java.io.IOException;
import java.util.function.Consumer;

/** Ties the looks to the settings: what is set is shown, and a switch in the window is kept. */
final class Appearances {
    private Appearances() {}

    static Appearance follow(Settings settings, Consumer<IOException> failed) {
        var appearance = new Appearance();
        apply(settings, appearance);
        appearance
                .themeProperty()
                .subscribe(
                        (_, now) -> {
                            if (now != wanted(settings)) keep(settings, now, failed);
                        });
        return appearance;
    }

    /** After the settings changed. */
    static void apply(Settings settings, Appearance appearance) {
        appearance.themeProperty().set(wanted(settings));
        appearance.scaleProperty().set(settings.get(Setting.FONT_SCALE));
        appearance.reducedMotionProperty().set(settings.get(Setting.REDUCED_MOTION));
    }

    private static Theme wanted(Settings settings) {
        return switch (settings.get(Setting.THEME)) {
            case "light" -> Theme.LIGHT;
            case "dark" -> Theme.DARK;
            default ->
                    Platform.getPreferences().getColorScheme() == ColorScheme.LIGHT
                            ? Theme.LIGHT
                            : Theme.DARK;
        };
    }

    private static void keep(Settings settings, Theme theme, Consumer<IOException> failed) {
        try {
            settings.set(Setting.THEME, theme.id());
        } catch (IOException e) {
            failed.accept(e);
        }
    }
}
