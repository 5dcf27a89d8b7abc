package dev.dspex.app.theme;

import javafx.scene.text.Font;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * The bundled fonts. JavaFX knows only regular and bold inside a family, so the weights 500 and 600
 * are families of their own: "Inter Medium", "Inter Semi Bold", "JetBrains Mono Medium", "JetBrains
 * Mono SemiBold".
 */
public final class Fonts {
    private static final List<String> FILES =
            List.of(
                    "Inter-Regular.otf",
                    "Inter-Medium.otf",
                    "Inter-SemiBold.otf",
                    "JetBrainsMono-Regular.ttf",
                    "JetBrainsMono-Medium.ttf",
                    "JetBrainsMono-SemiBold.ttf");

    private Fonts() {}

    /**
     * Call once, before the first scene.
     *
     * @throws IllegalStateException when a bundled file cannot be read as a font
     */
    public static void load() {
        for (var file : FILES) {
            try (var in = Fonts.class.getResourceAsStream("fonts/" + file)) {
                if (in == null || Font.loadFont(in, 13) == null) {
                    throw new IllegalStateException("Font not readable: " + file);
                }
            } catch (IOException e) {
                throw new UncheckedIOException("Font not readable: " + file, e);
            }
        }
    }

    public static Font inter(double size) {
        return Font.font("Inter", size);
    }

    public static Font interMedium(double size) {
        return Font.font("Inter Medium", size);
    }

    public static Font interSemi(double size) {
        return Font.font("Inter Semi Bold", size);
    }

    public static Font mono(double size) {
        return Font.font("JetBrains Mono", size);
    }
}
