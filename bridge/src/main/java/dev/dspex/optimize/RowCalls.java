package dev.dspex.optimize;

import dev.dspex.event.RunEvent;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.NullNode;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/**
 * The LM calls made for each row that is being answered: a call belongs to the row whose root call
 * it stands below. What was made for a row is handed over once, when the row is scored. Not
 * thread-safe.
 */
public final class RowCalls {
    /** Rows of minibatches are never told as scored: so many are waited for. */
    private static final int OPEN = 256;

    /**
     * What answering one row took.
     *
     * @param prompts the first LM call of each node, by node
     * @param usd null where the price of a call is unknown
     */
    public record Row(
            JsonNode inputs,
            SequencedMap<String, RunEvent.LmStarted> prompts,
            long tokens,
            @Nullable Double usd) {}

    private static final class Open {
        final JsonNode inputs;
        final List<String> calls = new ArrayList<>();
        final SequencedMap<String, RunEvent.LmStarted> prompts = new LinkedHashMap<>();
        long tokens;
        @Nullable Double usd = 0.0;

        Open(JsonNode inputs) {
            this.inputs = inputs;
        }

        void add(RunEvent.LmEnded call) {
            tokens += call.promptTokens() + call.completionTokens();
            usd = usd == null || call.usd() == null ? null : Double.valueOf(usd + call.usd());
        }
    }

    private final Map<String, String> roots = new HashMap<>();
    private final SequencedMap<String, Open> open = new LinkedHashMap<>();

    public void clear() {
        roots.clear();
        open.clear();
    }

    public void on(RunEvent event) {
        switch (event) {
            case RunEvent.CallStarted call when call.call().equals("module") ->
                    root(call.id(), call.parent(), call.inputs());
            case RunEvent.LmStarted call ->
                    root(call.id(), call.parent(), NullNode.getInstance())
                            .prompts
                            .putIfAbsent(call.node(), call);
            case RunEvent.LmEnded call -> {
                var row = open.get(roots.getOrDefault(call.id(), ""));
                if (row != null) row.add(call);
            }
            default -> {}
        }
    }

    /** Evaluations and compilations are no roots, so what they call is one. */
    private Open root(String id, @Nullable String parent, JsonNode inputs) {
        var root = parent == null ? id : roots.getOrDefault(parent, id);
        roots.put(id, root);
        var row = open.get(root);
        if (row == null) {
            row = new Open(inputs);
            open.put(root, row);
            if (open.size() > OPEN) forget(open.firstEntry().getKey());
        }
        row.calls.add(id);
        return row;
    }

    /** What was done for a row that is scored now, null where nothing was seen. */
    public @Nullable Row take(RunEvent.Metric scored) {
        var root = scored.call();
        var row = root == null ? null : forget(root);
        return row == null ? null : new Row(row.inputs, row.prompts, row.tokens, row.usd);
    }

    private @Nullable Open forget(String root) {
        var row = open.remove(root);
        if (row != null) row.calls.forEach(roots::remove);
        return row;
    }
}
