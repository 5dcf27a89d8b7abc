package dev.dspex.infra;

import org.jspecify.annotations.Nullable;

import java.util.Map;

/**
 * An LM under the name that projects use.
 *
 * @param model provider and model, such as {@code openai/gpt-4o-mini}
 * @param apiBase another address than the provider's own, or null
 * @param parameters temperature, max_tokens and so on
 * @param price null when it is not known
 * @param practice settings of the Practice LM; null for any other
 */
public record LmAlias(
        String alias,
        String model,
        @Nullable String apiBase,
        Map<String, Object> parameters,
        @Nullable Price price,
        @Nullable Practice practice) {
    /** Alias of the built-in LM, which needs no key and no network. */
    public static final String PRACTICE = "practice";

    public LmAlias {
        parameters = Map.copyOf(parameters);
    }

    /**
     * USD per million tokens.
     *
     * @param date when it was looked up, ISO 8601
     */
    public record Price(double input, double output, @Nullable String date) {}

    /**
     * How the Practice LM behaves.
     *
     * @param pace tokens a second, 0 = at once; null = the usual one: streamed answers come at a
     *     pace to read along, all others at once
     * @param mode steady, slow, flaky, rambling or repetitive
     */
    public record Practice(int seed, @Nullable Double pace, String mode) {
        public static final Practice DEFAULT = new Practice(7, null, "steady");
    }

    /** The Practice LM with its usual settings. */
    public static LmAlias practiceLm() {
        return new LmAlias(
                PRACTICE, "practice/base", null, Map.of(), new Price(0, 0, null), Practice.DEFAULT);
    }

    /** An LM named by its model only, such as {@code anthropic/claude-sonnet-4-5}. */
    public static LmAlias ofModel(String model, @Nullable String apiBase) {
        return new LmAlias(model, model, apiBase, Map.of(), null, null);
    }

    public LmAlias withApiBase(@Nullable String address) {
        return new LmAlias(alias, model, address, parameters, price, practice);
    }

    /** What stands before the first slash of the model. */
    public String provider() {
        int slash = model.indexOf('/');
        return slash < 0 ? "openai" : model.substring(0, slash);
    }
}
