package dev.dspex.app.feed;

import dev.dspex.event.RunEvent.LmEnded;

import org.jspecify.annotations.Nullable;

/**
 * What LM calls have used.
 *
 * @param usd null as soon as one call has an unknown price
 */
public record Usage(long calls, long promptTokens, long completionTokens, @Nullable Double usd) {
    public static final Usage NONE = new Usage(0, 0, 0, 0.0);

    public Usage with(LmEnded call) {
        Double sum = usd == null || call.usd() == null ? null : Double.valueOf(usd + call.usd());
        return new Usage(
                calls + 1,
                promptTokens + call.promptTokens(),
                completionTokens + call.completionTokens(),
                sum);
    }

    public long tokens() {
        return promptTokens + completionTokens;
    }
}
