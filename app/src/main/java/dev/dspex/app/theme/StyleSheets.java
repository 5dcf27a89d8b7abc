package dev.dspex.app.theme;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Makes one sheet of all of ours. What must grow with the text (font, icon and row sizes, heights)
 * is written in px there and is multiplied by the font scale; spacing and lines have no unit and
 * stay as they are. The program's canvas is left out: it has a zoom of its own.
 */
final class StyleSheets {
    private static final List<String> FILES =
            List.of(
                    "base",
                    "controls",
                    "lists",
                    "dock",
                    "views",
                    "live",
                    "lab",
                    "session",
                    "agent");

    private static final Pattern SCALED =
            Pattern.compile(
                    "(-fx-(?:font-size|icon-size|size|fixed-cell-size|(?:min|pref|max)-(?:height|width)):\\s*)"
                        + "(\\d+(?:\\.\\d+)?)px");

    private StyleSheets() {}

    /** A data URL with every sheet, the tokens of the theme last. */
    static String compose(Theme theme, double scale) {
        var bytes = text(theme, scale).getBytes(StandardCharsets.UTF_8);
        return "data:text/css;charset=UTF-8;base64," + Base64.getEncoder().encodeToString(bytes);
    }

    static String text(Theme theme, double scale) {
        var css = new StringBuilder();
        for (var file : FILES) css.append(read(file));
        css.append(".themed-canvas { -dxc-scale: ").append(scale).append("; }\n");
        return scaled(css.toString(), scale) + read("canvas") + read(theme.id());
    }

    static String scaled(String css, double scale) {
        if (scale == 1) return css;
        return SCALED.matcher(css)
                .replaceAll(
                        m ->
                                m.group(1)
                                        + BigDecimal.valueOf(Double.parseDouble(m.group(2)) * scale)
                                                .setScale(1, RoundingMode.HALF_UP)
                                        + "px");
    }

    private static String read(String name) {
        try (var in = StyleSheets.class.getResourceAsStream(name + ".css")) {
            if (in == null)
                throw new IllegalStateException("Sheet not in the jar: " + name + ".css");
            return new String(in.readAllBytes(), StandardCharsets.UTF_8) + "\n";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
