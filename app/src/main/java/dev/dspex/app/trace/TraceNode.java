package dev.dspex.app.trace;

import dev.dspex.app.kit.RunState;
import dev.dspex.event.RunError;
import dev.dspex.event.RunEvent.Message;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

import java.util.ArrayList;
import java.util.List;

/** One call in the trace, with what it used together with the calls below it. */
public final class TraceNode {
    /** What was called. */
    public enum Kind {
        MODULE,
        EVALUATE,
        COMPILE,
        LM,
        TOOL,
        SKIPPED,
        STEP
    }

    private static final JsonNode NOTHING = JsonNodeFactory.instance.nullNode();

    final String id;
    final @Nullable TraceNode parent;
    final Kind kind;
    final String name;
    final String node;
    final @Nullable String row;
    final double started;
    final JsonNode given;
    final List<Message> messages;
    final List<TraceNode> children = new ArrayList<>();

    String detail;
    JsonNode gave = NOTHING;
    List<String> answers = List.of();
    @Nullable RunError error;
    RunState state = RunState.RUNNING;
    double seconds = -1;
    double firstToken = -1;
    int attempts = 1;
    boolean cached;
    long promptTokens;
    long completionTokens;
    double usd;
    boolean priced;

    TraceNode(
            String id,
            @Nullable TraceNode parent,
            Kind kind,
            String name,
            String node,
            String detail,
            @Nullable String row,
            double started,
            JsonNode given,
            List<Message> messages) {
        this.id = id;
        this.parent = parent;
        this.kind = kind;
        this.name = name;
        this.node = node;
        this.detail = detail;
        this.row = row;
        this.started = started;
        this.given = given;
        this.messages = messages;
    }

    /** Adds what an LM call used to this call and all above it. */
    void use(long prompt, long completion, @Nullable Double price) {
        for (var at = this; at != null; at = at.parent) {
            at.promptTokens += prompt;
            at.completionTokens += completion;
            if (price == null) continue;
            at.usd += price;
            at.priced = true;
        }
    }

    void end(@Nullable RunError failure, double took) {
        error = failure;
        state = failure == null ? RunState.OK : RunState.ERROR;
        seconds = took;
    }

    boolean matches(String filter) {
        return name.toLowerCase(java.util.Locale.ROOT).contains(filter)
                || node.toLowerCase(java.util.Locale.ROOT).contains(filter)
                || detail.toLowerCase(java.util.Locale.ROOT).contains(filter)
                || (error != null
                        && error.message().toLowerCase(java.util.Locale.ROOT).contains(filter))
                || (state == RunState.ERROR && filter.equals("error"));
    }

    public String id() {
        return id;
    }

    public @Nullable TraceNode parent() {
        return parent;
    }

    public Kind kind() {
        return kind;
    }

    /** What it is called in the program, or the model of an LM. */
    public String name() {
        return name;
    }

    /** Path in the program, such as {@code investigate.react}. */
    public String node() {
        return node;
    }

    /** Class of a module, role and alias of an LM, what became of a step. */
    public String detail() {
        return detail;
    }

    public @Nullable String row() {
        return row;
    }

    public JsonNode given() {
        return given;
    }

    public JsonNode gave() {
        return gave;
    }

    public List<Message> messages() {
        return messages;
    }

    public List<String> answers() {
        return answers;
    }

    public @Nullable RunError error() {
        return error;
    }

    public RunState state() {
        return state;
    }

    /** -1 while it runs. */
    public double seconds() {
        return seconds;
    }

    /** -1 when nothing was streamed. */
    public double firstToken() {
        return firstToken;
    }

    public int attempts() {
        return attempts;
    }

    public boolean cached() {
        return cached;
    }

    public long promptTokens() {
        return promptTokens;
    }

    public long completionTokens() {
        return completionTokens;
    }

    public long tokens() {
        return promptTokens + completionTokens;
    }

    /** Dollars of the calls with a known price; null when none has one. */
    public @Nullable Double usd() {
        return priced ? usd : null;
    }

    public List<TraceNode> children() {
        return java.util.Collections.unmodifiableList(children);
    }
}
