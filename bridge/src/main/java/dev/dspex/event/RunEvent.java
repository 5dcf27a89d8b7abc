package dev.dspex.event;

import com.fasterxml.jackson.annotation.JsonProperty;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Something that happened during a run. One record a type, with the fields of the wire.
 *
 * <p>Free-form values (inputs, outputs, settings) are JSON and must not be changed; JSON null where
 * there is none. Seconds are durations, {@code usd} is null where a price is unknown, scores are 0
 * to 1, {@code node} is a path in the program such as {@code investigate.react}, {@code row} the id
 * of a row of the data set.
 */
public sealed interface RunEvent
        permits RunEvent.RunQueued,
                RunEvent.RunStarted,
                RunEvent.RunFinished,
                RunEvent.JobStarted,
                RunEvent.JobEnded,
                RunEvent.CallStarted,
                RunEvent.CallEnded,
                RunEvent.LmStarted,
                RunEvent.LmEnded,
                RunEvent.ToolStarted,
                RunEvent.ToolEnded,
                RunEvent.PatternStep,
                RunEvent.NodeSkipped,
                RunEvent.Token,
                RunEvent.Status,
                RunEvent.Metric,
                RunEvent.Candidate,
                RunEvent.Trial,
                RunEvent.Front,
                RunEvent.Budget,
                RunEvent.Variable,
                RunEvent.Decision,
                RunEvent.Health,
                RunEvent.Fault,
                RunEvent.Log,
                RunEvent.Result,
                RunEvent.Unknown,
                SessionEvent,
                AgentEvent,
                StreamEvent {

    /** The name on the wire. */
    default String type() {
        return EventType.of(this).orElseThrow().text();
    }

    /** The run was accepted; {@code request} holds no secrets. */
    record RunQueued(String kind, String program, JsonNode request) implements RunEvent {
        public RunQueued {
            request = orNull(request);
        }
    }

    record RunStarted(Provenance provenance) implements RunEvent {}

    /** The end of the run: always its last event. */
    record RunFinished(RunStatus status, @Nullable RunError error, double seconds, JsonNode summary)
            implements RunEvent {
        public RunFinished {
            if (!status.ended()) {
                throw new IllegalArgumentException("a run does not finish as " + status.text());
            }
            summary = orNull(summary);
        }
    }

    record JobStarted(String job, String kind, int rows) implements RunEvent {}

    record JobEnded(String job, Outcome outcome, @Nullable RunError error) implements RunEvent {}

    /** A module, evaluation or compilation began; {@code call} says which of the three. */
    record CallStarted(
            String id,
            @Nullable String parent,
            String call,
            String node,
            String name,
            String module,
            JsonNode inputs,
            @Nullable String row)
            implements RunEvent {
        public CallStarted {
            inputs = orNull(inputs);
        }
    }

    record CallEnded(String id, JsonNode outputs, @Nullable RunError error, double seconds)
            implements RunEvent {
        public CallEnded {
            outputs = orNull(outputs);
        }
    }

    /** {@code role} is student, teacher, prompt, judge or reflection. */
    record LmStarted(
            String id,
            @Nullable String parent,
            String node,
            String role,
            String alias,
            String model,
            List<Message> messages,
            JsonNode config,
            @Nullable String row)
            implements RunEvent {
        public LmStarted {
            messages = copy(messages);
            config = orNull(config);
        }
    }

    /** {@code firstToken} is seconds to the first token, null when nothing was streamed. */
    record LmEnded(
            String id,
            List<String> outputs,
            long promptTokens,
            long completionTokens,
            @Nullable Double usd,
            boolean cached,
            double seconds,
            @Nullable Double firstToken,
            int attempts,
            @Nullable RunError error)
            implements RunEvent {
        public LmEnded {
            outputs = copy(outputs);
        }
    }

    record ToolStarted(
            String id,
            @Nullable String parent,
            String node,
            String name,
            JsonNode args,
            @Nullable String row)
            implements RunEvent {
        public ToolStarted {
            args = orNull(args);
        }
    }

    record ToolEnded(String id, JsonNode result, @Nullable RunError error, double seconds)
            implements RunEvent {
        public ToolEnded {
            result = orNull(result);
        }
    }

    /**
     * A pattern made a step, or a step has another state; told again with the same number it takes
     * the place of what was told before.
     *
     * @param call the call of the pattern
     * @param step number within that call, from 1
     * @param parent the step that it goes on from, null for a first one
     * @param kind attempt, thought, ballot or trial
     * @param text what was thought or answered
     * @param state open, kept, pruned, refused, failed or chosen
     * @param score 0 to 1, or the weight of a ballot; null while it is not known
     * @param reason why it has its state
     * @param calls LM calls that it took itself
     * @param asked ids of the calls of modules that were made for it, in their order
     */
    record PatternStep(
            @Nullable String call,
            int step,
            @Nullable Integer parent,
            String node,
            String kind,
            String text,
            String state,
            @Nullable Double score,
            String reason,
            int calls,
            List<String> asked,
            @Nullable String row)
            implements RunEvent {
        public PatternStep {
            asked = copy(asked);
        }
    }

    /**
     * A node did not run: its input {@code absent} got no value, since a router sent it elsewhere;
     * {@code parent} is the call of its program.
     */
    record NodeSkipped(@Nullable String parent, String node, String absent, @Nullable String row)
            implements RunEvent {}

    /**
     * A piece of streamed text; {@code id} is the LM call's, {@code last} marks the end of the
     * field, {@code lane} is null outside of streams side by side.
     */
    record Token(
            String id,
            String node,
            @Nullable String field,
            String text,
            boolean last,
            @Nullable String lane)
            implements RunEvent {
        public Token(String id, String node, @Nullable String field, String text, boolean last) {
            this(id, node, field, text, last, null);
        }
    }

    record Status(String text, @Nullable Long done, @Nullable Long total) implements RunEvent {}

    /** The score of one row; {@code call} is the id of the root call that made the outputs. */
    record Metric(
            @Nullable String candidate,
            @Nullable String split,
            @Nullable String row,
            @Nullable Double score,
            JsonNode outputs,
            JsonNode expected,
            @Nullable String feedback,
            @Nullable RunError error,
            double seconds,
            @Nullable String call)
            implements RunEvent {
        public Metric {
            outputs = orNull(outputs);
            expected = orNull(expected);
        }
    }

    /** A version of the program that an optimizer made; {@code c0} is the one it started from. */
    record Candidate(
            String id,
            List<String> parents,
            CandidateStatus status,
            @Nullable String reason,
            @Nullable Double score,
            Map<String, String> instructions,
            Map<String, Integer> demos,
            JsonNode settings,
            long calls)
            implements RunEvent {
        public Candidate {
            parents = copy(parents);
            instructions = ordered(instructions);
            demos = ordered(demos);
            settings = orNull(settings);
        }
    }

    /**
     * One evaluation of a candidate; {@code best} is the best full score so far, the totals are the
     * run's.
     */
    record Trial(
            int number,
            @Nullable String candidate,
            boolean full,
            @Nullable Double score,
            int n,
            @Nullable Double best,
            long calls,
            long promptTokens,
            long completionTokens,
            @Nullable Double usd)
            implements RunEvent {}

    record Front(List<String> members, List<String> dominators) implements RunEvent {
        public Front {
            members = copy(members);
            dominators = copy(dominators);
        }
    }

    /** What the run has used so far. */
    record Budget(
            long calls,
            long promptTokens,
            long completionTokens,
            @Nullable Double usd,
            List<String> unknownPrices,
            @Nullable Cap cap)
            implements RunEvent {
        public Budget {
            unknownPrices = copy(unknownPrices);
        }
    }

    record Variable(String name, JsonNode from, JsonNode to, String by, String why)
            implements RunEvent {
        public Variable {
            from = orNull(from);
            to = orNull(to);
        }
    }

    record Decision(JsonNode seen, JsonNode chosen, JsonNode rejected, String why)
            implements RunEvent {
        public Decision {
            seen = orNull(seen);
            chosen = orNull(chosen);
            rejected = orNull(rejected);
        }
    }

    record Health(String component, String status, @Nullable String cause) implements RunEvent {}

    /** Something broke and was dealt with; the worker it concerns is the one of the stamp. */
    record Fault(
            String what,
            @Nullable String job,
            List<String> rows,
            String action,
            @Nullable String why)
            implements RunEvent {
        public Fault {
            rows = copy(rows);
        }
    }

    record Log(String level, String logger, String text) implements RunEvent {}

    /**
     * What a job of this kind gives; {@code body} holds the fields of the kind, without {@code
     * kind}.
     */
    record Result(String kind, ObjectNode body) implements RunEvent {}

    /** An event that this version does not know or cannot read, kept whole. */
    record Unknown(String type, ObjectNode body) implements RunEvent {}

    /**
     * What a run was made of.
     *
     * @param lm by role
     * @param splits number of rows by name
     */
    record Provenance(
            @Nullable String programSha256,
            @Nullable String dataSha256,
            @Nullable String dspy,
            @Nullable String python,
            @Nullable String app,
            @Nullable String os,
            Map<String, LmUse> lm,
            @Nullable String adapter,
            @Nullable Long seed,
            Map<String, Integer> splits) {
        public Provenance {
            lm = ordered(lm);
            splits = ordered(splits);
        }
    }

    record LmUse(String model, JsonNode parameters) {
        public LmUse {
            parameters = orNull(parameters);
        }
    }

    /** One chat message; {@code content} is text, or parts where an LM takes images or files. */
    record Message(String role, JsonNode content) {
        public Message {
            content = orNull(content);
        }
    }

    /** What a run may use at most; null is no limit. */
    record Cap(@Nullable Long calls, @Nullable Long tokens, @Nullable Double usd) {}

    enum Outcome {
        @JsonProperty("done")
        DONE,
        @JsonProperty("failed")
        FAILED,
        @JsonProperty("cancelled")
        CANCELLED,
        @JsonProperty("lost")
        LOST
    }

    enum CandidateStatus {
        @JsonProperty("seed")
        SEED,
        @JsonProperty("running")
        RUNNING,
        @JsonProperty("accepted")
        ACCEPTED,
        @JsonProperty("rejected")
        REJECTED,
        @JsonProperty("failed")
        FAILED,
        @JsonProperty("best")
        BEST
    }

    private static JsonNode orNull(@Nullable JsonNode value) {
        return value == null ? JsonNodeFactory.instance.nullNode() : value;
    }

    private static <T> List<T> copy(@Nullable List<T> values) {
        return values == null ? List.of() : List.copyOf(values);
    }

    /** Keeps the order of the wire, which views show. */
    private static <V> Map<String, V> ordered(@Nullable Map<String, V> values) {
        return values == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }
}
