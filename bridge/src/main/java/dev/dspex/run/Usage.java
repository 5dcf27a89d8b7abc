package dev.dspex.run;

import dev.dspex.event.RunEvent;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What LM calls have used.
 *
 * @param usd null as soon as one call has an unknown price
 */
public record Usage(long promptTokens, long completionTokens, @Nullable Double usd, long calls) {
    public static final Usage NONE = new Usage(0, 0, 0.0, 0);

    Usage plus(long prompt, long completion, @Nullable Double price) {
        Double total = usd == null || price == null ? null : Double.valueOf(usd + price);
        return new Usage(promptTokens + prompt, completionTokens + completion, total, calls + 1);
    }

    /** Whether a limit of a cap is used up. */
    boolean reaches(RunEvent.Cap cap) {
        return (cap.calls() != null && calls >= cap.calls())
                || (cap.tokens() != null && promptTokens + completionTokens >= cap.tokens())
                || (cap.usd() != null && usd != null && usd >= cap.usd());
    }

    /** As the command line and the summary of a run have it. */
    public ObjectNode json() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("prompt_tokens", promptTokens)
                .put("completion_tokens", completionTokens)
                .put("usd", usd)
                .put("calls", calls);
    }
}
