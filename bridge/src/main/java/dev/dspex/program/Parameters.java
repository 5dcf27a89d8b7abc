package dev.dspex.program;

import org.jspecify.annotations.Nullable;

/**
 * How a node calls its LM; null leaves it to the LM's own settings.
 *
 * @param temperature 0 to 2
 * @param maxTokens 1 or more
 * @param topP 0 to 1
 * @param maxIters 1 to 50, ReAct only
 */
public record Parameters(
        @Nullable Double temperature,
        @Nullable Integer maxTokens,
        @Nullable Double topP,
        @Nullable Integer maxIters) {

    public static final Parameters NONE = new Parameters(null, null, null, null);

    public Parameters {
        temperature = Numbers.finite(temperature);
        topP = Numbers.finite(topP);
        require(
                temperature == null || (temperature >= 0 && temperature <= 2),
                "temperature is 0 to 2");
        require(maxTokens == null || maxTokens >= 1, "max_tokens is 1 or more");
        require(topP == null || (topP >= 0 && topP <= 1), "top_p is 0 to 1");
        require(maxIters == null || (maxIters >= 1 && maxIters <= 50), "max_iters is 1 to 50");
    }

    private static void require(boolean holds, String rule) {
        if (!holds) {
            throw new IllegalArgumentException(rule);
        }
    }
}
