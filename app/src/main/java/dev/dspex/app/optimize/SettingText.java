package dev.dspex.app.optimize;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.app.feed.Values;
import dev.dspex.app.kit.Figures;

import tools.jackson.databind.JsonNode;

import java.util.Locale;

/** A value that a search has chosen, in one short line. */
final class SettingText {
    private SettingText() {}

    /** Decimal numbers with four digits that count, demonstrations by their number. */
    static String of(JsonNode value) {
        if (value.isFloatingPointNumber()) return number(value.asDouble());
        if (value.isArray() && !value.isEmpty() && value.get(0).isObject())
            return value.size() == 1
                    ? text("optimize.demo")
                    : text("optimize.demos.n", Figures.count(value.size()));
        if (value.isArray() && value.isEmpty()) return text("optimize.demos.no");
        return Values.line(value);
    }

    static String number(double value) {
        if (value == Math.rint(value) && Math.abs(value) < 1e7)
            return String.format(Locale.ROOT, "%.0f", value);
        var text = String.format(Locale.ROOT, "%.4g", value);
        return text.contains("e") ? text : text.replaceAll("0+$", "");
    }
}
