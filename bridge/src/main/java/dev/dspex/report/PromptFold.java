package dev.dspex.report;

import dev.dspex.event.RunEvent.LmStarted;
import dev.dspex.report.RunFold.Phase;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * One prompt of each node before and one after the search, sent for the same row. Not thread-safe.
 */
final class PromptFold {
    private final Map<String, LmStarted> before = new HashMap<>();
    private final Map<String, LmStarted> after = new HashMap<>();

    void add(LmStarted call, Phase phase) {
        if (phase == Phase.BEFORE) {
            before.putIfAbsent(call.node(), call);
        } else if (phase == Phase.AFTER) {
            var old = before.get(call.node());
            if (old != null && Objects.equals(old.row(), call.row())) {
                after.putIfAbsent(call.node(), call);
            }
        }
    }

    /** A node's two prompts as text, for a row; the row is empty where it has no id. */
    record Pair(String row, String before, String after) {}

    /** The prompts of the node that a predictor belongs to, null where one was not seen. */
    @Nullable Pair of(String predictor) {
        for (var node : before.keySet()) {
            var then = before.get(node);
            var now = after.get(node);
            if (isOf(node, predictor) && then != null && now != null) {
                return new Pair(Objects.requireNonNullElse(then.row(), ""), text(then), text(now));
            }
        }
        return null;
    }

    /** Whether {@code classify.predict} is the predictor of the node {@code classify}. */
    static boolean isOf(String node, String predictor) {
        return !node.isEmpty() && (predictor + ".").startsWith(node + ".");
    }

    private static String text(LmStarted call) {
        return call.messages().stream()
                .map(message -> message.role() + ":\n" + Rows.text(message.content()).strip())
                .collect(Collectors.joining("\n\n"));
    }
}
