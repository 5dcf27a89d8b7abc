package dev.dspex.app.optimize;

import dev.dspex.event.RunEvent;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * What LMs were asked and answered: for instructions, by the optimizer (GEPA's reflection,
 * proposals of MIPROv2, COPRO and others), and for a row, by the candidates.
 */
final class Writings {
    private static final int WRITTEN = 500;
    private static final int PROMPTS = 500;

    /** An instruction as an LM wrote it. */
    record Written(RunEvent.LmStarted asked, String answer) {}

    private final Map<String, RunEvent.LmStarted> open = new HashMap<>();
    private final List<Written> written = new ArrayList<>();
    private final SequencedMap<String, SequencedMap<String, RunEvent.LmStarted>> prompts =
            new LinkedHashMap<>();

    void clear() {
        open.clear();
        written.clear();
        prompts.clear();
    }

    void on(RunEvent event) {
        switch (event) {
            case RunEvent.LmStarted call when writes(call.role()) -> open.put(call.id(), call);
            case RunEvent.LmEnded call -> {
                var asked = open.remove(call.id());
                if (asked == null || call.outputs().isEmpty()) return;
                if (written.size() == WRITTEN) written.removeFirst();
                written.add(new Written(asked, String.join("\n", call.outputs())));
            }
            default -> {}
        }
    }

    /** Roles of LMs that write for the optimizer. */
    static boolean writes(String role) {
        return role.equals("reflection") || role.equals("prompt");
    }

    /** The calls of a row of a candidate; those of its first row are kept. */
    void add(String candidate, SequencedMap<String, RunEvent.LmStarted> calls) {
        if (calls.isEmpty() || prompts.containsKey(candidate)) return;
        prompts.put(candidate, calls);
        if (prompts.size() > PROMPTS)
            prompts.keySet().stream()
                    .filter(id -> !id.equals(StudyCandidate.SEED))
                    .findFirst()
                    .ifPresent(prompts::remove);
    }

    /** What each node asks an LM with this candidate, by node; empty where no call was seen. */
    SequencedMap<String, RunEvent.LmStarted> prompts(String candidate) {
        return prompts.getOrDefault(candidate, new LinkedHashMap<>());
    }

    /** The last answer of an optimizer's LM that has the instruction word for word. */
    Optional<Written> of(@Nullable String instruction) {
        var text = instruction == null ? "" : plain(instruction);
        if (text.isEmpty()) return Optional.empty();
        return written.reversed().stream()
                .filter(w -> plain(w.answer()).contains(text))
                .findFirst();
    }

    /** Answers may be JSON: there a line ends in letters. */
    private static String plain(String text) {
        return text.replace("\\n", " ").replace("\\\"", "\"").replaceAll("\\s+", " ").strip();
    }
}
