package dev.dspex.app.pattern;

import dev.dspex.event.RunError;
import dev.dspex.event.RunEvent;
import dev.dspex.event.RunEvent.PatternStep;
import dev.dspex.program.ModuleKind;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One call of a pattern: what it was told step by step, and what it asked. A moment of it is a
 * number of visible changes, from 0, before the first, to {@link #moments()}.
 */
final class PatternCall {
    /** A step as it was told, and how many LM calls the pattern had made by then. */
    record Telling(PatternStep step, int calls) {}

    private final String id;
    private final String node;
    private final ModuleKind kind;
    private final @Nullable String row;
    private final JsonNode inputs;
    private final List<Telling> told = new ArrayList<>();
    private final List<Integer> visible = new ArrayList<>();
    private final Map<Integer, PatternStep> last = new HashMap<>();
    private final Map<String, Exchange> exchanges = new LinkedHashMap<>();
    private JsonNode outputs = JsonNodeFactory.instance.nullNode();
    private @Nullable RunError error;
    private boolean running = true;
    private int calls;

    PatternCall(RunEvent.CallStarted e, ModuleKind kind) {
        id = e.id();
        node = e.node();
        this.kind = kind;
        row = e.row();
        inputs = e.inputs();
    }

    String id() {
        return id;
    }

    /** Path of its node in the program. */
    String node() {
        return node;
    }

    ModuleKind kind() {
        return kind;
    }

    /** The data row it was made for, null outside of an evaluation. */
    @Nullable String row() {
        return row;
    }

    JsonNode inputs() {
        return inputs;
    }

    JsonNode outputs() {
        return outputs;
    }

    @Nullable RunError error() {
        return error;
    }

    boolean running() {
        return running;
    }

    /** LM calls so far. */
    int calls() {
        return calls;
    }

    int moments() {
        return visible.size();
    }

    /** What had been told at a moment. */
    List<Telling> told(int moment) {
        int end = moment >= visible.size() ? told.size() : visible.get(moment);
        return Collections.unmodifiableList(told.subList(0, end));
    }

    Optional<Exchange> exchange(String call) {
        return Optional.ofNullable(exchanges.get(call));
    }

    Collection<Exchange> exchanges() {
        return Collections.unmodifiableCollection(exchanges.values());
    }

    void tell(PatternStep step) {
        if (changes(last.put(step.step(), step), step)) visible.add(told.size());
        told.add(new Telling(step, calls));
    }

    /** A step that was only asked about looks as before. */
    private static boolean changes(@Nullable PatternStep before, PatternStep now) {
        return before == null
                || !before.state().equals(now.state())
                || !before.reason().equals(now.reason())
                || (before.score() == null) != (now.score() == null);
    }

    Exchange begin(String call, String name) {
        return exchanges.computeIfAbsent(call, one -> new Exchange(one, name));
    }

    void counted() {
        calls++;
    }

    void end(RunEvent.CallEnded e) {
        outputs = e.outputs();
        error = e.error();
        stop();
    }

    /** Nothing more comes of it. */
    void stop() {
        running = false;
        exchanges.values().forEach(Exchange::stop);
    }
}
