package dev.dspex.run;

import dev.dspex.event.EventType;
import dev.dspex.event.RunEvent;
import dev.dspex.event.Stamped;
import dev.dspex.store.RunFilter;
import dev.dspex.store.RunStore;
import dev.dspex.store.RunSummary;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What the nodes of a program were last called with, and what they gave, as the store has it. */
public final class LastCalls {
    /** Runs that are looked through, the newest first. */
    private static final int RUNS = 20;

    private static final Set<EventType> CALLS =
            Set.of(EventType.CALL_STARTED, EventType.CALL_ENDED);

    /**
     * A call of a node.
     *
     * @param outputs JSON null while it runs and where it failed
     */
    public record Call(String run, JsonNode inputs, JsonNode outputs) {
        /** Whether the inputs can be used again: nothing in them was kept back as a secret. */
        public boolean repeatable() {
            return inputs.isObject() && !inputs.toString().contains(Masking.MASK);
        }

        /** Whether it gave outputs that can be used again. */
        public boolean gave() {
            return outputs.isObject() && !outputs.toString().contains(Masking.MASK);
        }
    }

    private final RunStore store;

    public LastCalls(RunStore store) {
        this.store = store;
    }

    /**
     * The last call of a node. Reads the store: any thread but one that must not wait.
     *
     * @param node its path from the top
     * @param shown run to look in first; empty for the newest
     */
    public Optional<Call> of(String program, String node, String shown) {
        var newest =
                store.runs(new RunFilter(null, program, Set.of(), RUNS)).stream()
                        .map(RunSummary::id);
        return Stream.concat(Stream.of(shown).filter(id -> !id.isEmpty()), newest)
                .distinct()
                .flatMap(run -> in(run, node).stream())
                .findFirst();
    }

    private Optional<Call> in(String run, String node) {
        var found = new Search(node);
        try (var events = store.events(run, 1, CALLS)) {
            events.forEach(found::take);
        }
        return found.started == null
                ? Optional.empty()
                : Optional.of(new Call(run, found.started.inputs(), found.outputs));
    }

    /** The last call that gave something, else the last one. */
    private static final class Search {
        private final String node;
        private RunEvent.@Nullable CallStarted open;
        private RunEvent.@Nullable CallStarted started;
        private JsonNode outputs = JsonNodeFactory.instance.nullNode();

        Search(String node) {
            this.node = node;
        }

        void take(Stamped stamped) {
            switch (stamped.event()) {
                case RunEvent.CallStarted call when call.node().equals(node) -> {
                    open = call;
                    if (started == null) {
                        started = call;
                    }
                }
                case RunEvent.CallEnded call
                        when open != null
                                && call.id().equals(open.id())
                                && call.error() == null -> {
                    started = open;
                    outputs = call.outputs();
                }
                default -> {}
            }
        }
    }
}
