package dev.dspex.app.settings;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.infra.LmAlias;

import org.jspecify.annotations.Nullable;

import java.time.LocalDate;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An LM as it is typed: text of every field, checked before it becomes an {@link LmAlias}.
 *
 * @param input USD per million tokens, empty for unknown
 */
record LmDraft(
        String alias,
        String model,
        String apiBase,
        String temperature,
        String maxTokens,
        String input,
        String output) {
    /** The first field that is wrong, and why. */
    record Wrong(String field, String sentence) {}

    private static final Pattern ALIAS = Pattern.compile("[A-Za-z][\\w.-]*");

    static LmDraft of(LmAlias lm) {
        var price = lm.price();
        return new LmDraft(
                lm.alias(),
                lm.model(),
                lm.apiBase() == null ? "" : lm.apiBase(),
                shown(lm.parameters().get("temperature")),
                shown(lm.parameters().get("max_tokens")),
                price == null ? "" : shown(price.input()),
                price == null ? "" : shown(price.output()));
    }

    Optional<Wrong> wrong(Collection<String> taken) {
        if (!ALIAS.matcher(alias).matches()) return wrong("alias", text("settings.lm.alias.bad"));
        if (taken.contains(alias)) return wrong("alias", text("settings.lm.alias.taken", alias));
        var parts = model.split("/", 2);
        if (parts.length < 2 || parts[0].isBlank() || parts[1].isBlank()) {
            return wrong("model", text("settings.lm.model.bad"));
        }
        if (!apiBase.isEmpty() && !apiBase.matches("https?://\\S+")) {
            return wrong("apiBase", text("settings.lm.base.bad"));
        }
        if (!temperature.isEmpty() && !between(temperature, 0, 2)) {
            return wrong("temperature", text("settings.lm.temperature.bad"));
        }
        if (!maxTokens.isEmpty() && !maxTokens.matches("[1-9]\\d{0,6}")) {
            return wrong("maxTokens", text("settings.lm.maxtokens.bad"));
        }
        if (input.isEmpty() != output.isEmpty()) {
            return wrong(input.isEmpty() ? "input" : "output", text("settings.lm.price.both"));
        }
        if (!input.isEmpty() && !between(input, 0, 1e6)) {
            return wrong("input", text("settings.lm.price.bad"));
        }
        return !output.isEmpty() && !between(output, 0, 1e6)
                ? wrong("output", text("settings.lm.price.bad"))
                : Optional.empty();
    }

    /** Only when nothing is wrong. A price that was typed carries today's date. */
    LmAlias make(@Nullable LmAlias before, LocalDate today) {
        Map<String, Object> parameters = new LinkedHashMap<>();
        if (before != null) parameters.putAll(before.parameters());
        parameters.remove("temperature");
        parameters.remove("max_tokens");
        if (!temperature.isEmpty()) parameters.put("temperature", Double.valueOf(temperature));
        if (!maxTokens.isEmpty()) parameters.put("max_tokens", Integer.valueOf(maxTokens));
        return new LmAlias(
                alias,
                model,
                apiBase.isEmpty() ? null : apiBase,
                parameters,
                price(before, today),
                null);
    }

    private LmAlias.@Nullable Price price(@Nullable LmAlias before, LocalDate today) {
        if (input.isEmpty()) return null;
        double in = Double.parseDouble(input), out = Double.parseDouble(output);
        var known = before == null ? null : before.price();
        if (known != null && known.input() == in && known.output() == out) return known;
        return new LmAlias.Price(in, out, today.toString());
    }

    private static Optional<Wrong> wrong(String field, String sentence) {
        return Optional.of(new Wrong(field, sentence));
    }

    private static boolean between(String number, double low, double high) {
        try {
            var value = Double.parseDouble(number);
            return value >= low && value <= high;
        } catch (NumberFormatException e) {
            return false;
        }
    }

    private static String shown(@Nullable Object number) {
        if (number instanceof Double d && d == Math.rint(d)) return String.valueOf(d.longValue());
        return number == null ? "" : number.toString();
    }
}
