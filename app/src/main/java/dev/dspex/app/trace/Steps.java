package dev.dspex.app.trace;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.app.kit.RunState;
import dev.dspex.event.RunEvent.PatternStep;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What became of a step of a pattern, in words and as a state. */
final class Steps {
    private Steps() {}

    /** Its state, its score and why, as far as they are known. */
    static String words(PatternStep step) {
        var score = step.score();
        return Stream.of(
                        word(step.state()),
                        score == null ? "" : String.format(Locale.ROOT, "%.2f", score),
                        step.reason())
                .filter(part -> !part.isBlank())
                .collect(Collectors.joining(", "));
    }

    /** All that is known of it, for its details. */
    static JsonNode outcome(PatternStep step) {
        var known = JsonNodeFactory.instance.objectNode().put("state", step.state());
        if (step.score() != null) known.put("score", step.score());
        if (!step.reason().isBlank()) known.put("reason", step.reason());
        return known.put("calls", step.calls());
    }

    static RunState state(String state) {
        return switch (state) {
            case "open" -> RunState.RUNNING;
            case "kept", "chosen" -> RunState.OK;
            case "failed" -> RunState.ERROR;
            default -> RunState.SKIPPED;
        };
    }

    private static String word(String state) {
        return switch (state) {
            case "kept" -> text("trace.step.kept");
            case "chosen" -> text("trace.step.chosen");
            case "pruned" -> text("trace.step.pruned");
            case "refused" -> text("trace.step.refused");
            case "failed" -> text("trace.step.failed");
            default -> "";
        };
    }
}
