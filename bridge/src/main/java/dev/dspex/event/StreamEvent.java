package dev.dspex.event;

import com.fasterxml.jackson.annotation.JsonProperty;

import org.jspecify.annotations.Nullable;

/** What happens in streams that run side by side. {@code lane} is the id of a lane of the plan. */
public sealed interface StreamEvent extends RunEvent {
    String lane();

    /**
     * A lane has another state.
     *
     * @param node path of the node that it changes; null for the whole program
     * @param module kind of that node now; null where there are several
     * @param lm alias in use; null where nodes have LMs of their own
     * @param attempt from 1; another one begins with a retry or a switch
     * @param why for the person; empty where the state says it
     */
    record Lane(
            String lane,
            String name,
            @Nullable String node,
            @Nullable String module,
            @Nullable String lm,
            @Nullable Double temperature,
            LaneState state,
            int attempt,
            String why)
            implements StreamEvent {}

    /**
     * Quality of a field's text so far, at most ten times a second a field and once at its end.
     *
     * @param id of the LM call
     * @param tokens of the field so far, estimated
     * @param repetition share of 4-grams of the last 64 words that were there before, 0 to 1
     * @param tailRun words at the end that repeat a period of 1 to 16 words
     * @param schema whether the text can still become a valid value; null where every text is one
     * @param brokenAt character (from 0) that no valid value has there, of the field's text, or by
     *     the JSONAdapter of the whole answer
     * @param script share of letters in the script of the text before, 0 to 1; null while short
     * @param logprob mean log probability of a token; null where the LM tells none
     * @param firstChunk seconds to the first piece of the call
     * @param gap longest wait between two pieces, in seconds
     * @param rate tokens a second over the last two seconds
     * @param judge score of the running judge, 0 to 1; null where there is none yet
     * @param at seconds since the start of the lane
     */
    record StreamMetrics(
            String lane,
            String id,
            String node,
            String field,
            int tokens,
            int words,
            double repetition,
            int tailRun,
            @Nullable Boolean schema,
            @Nullable Integer brokenAt,
            @Nullable Double script,
            @Nullable Double logprob,
            double firstChunk,
            double gap,
            double rate,
            @Nullable Double judge,
            double at)
            implements StreamEvent {}

    /**
     * A rule of the plan held.
     *
     * @param id of the LM call
     * @param rule its id in the plan
     * @param value of the metric; of a schema 0 for broken
     * @param limit of the rule
     * @param words for which it held
     * @param action cut, retry_cooler, switch_module, switch_lm or tell: what was done, which is
     *     {@code cut} where no retry was left
     * @param kept characters of the field that are kept
     * @param savedTokens that are not paid for, at most; null where it cannot be said
     * @param text what happened, for the person
     */
    record RuleFired(
            String lane,
            String id,
            String node,
            String field,
            String rule,
            String name,
            String metric,
            double value,
            double limit,
            int words,
            String action,
            int kept,
            @Nullable Integer savedTokens,
            @Nullable Double savedUsd,
            String text)
            implements StreamEvent {}

    /** What becomes of a lane; the last five are ends. */
    enum LaneState {
        @JsonProperty("waiting")
        WAITING,
        @JsonProperty("running")
        RUNNING,
        @JsonProperty("leads")
        LEADS,
        @JsonProperty("retrying")
        RETRYING,
        @JsonProperty("switched")
        SWITCHED,
        /** Stopped by a rule, its partial text kept. */
        @JsonProperty("cut")
        CUT,
        @JsonProperty("failed")
        FAILED,
        /** Its answer is taken. */
        @JsonProperty("won")
        WON,
        /** Stopped or not chosen since another one won. */
        @JsonProperty("lost")
        LOST,
        /** Whole; while others run, or where none is chosen. */
        @JsonProperty("done")
        DONE
    }
}
