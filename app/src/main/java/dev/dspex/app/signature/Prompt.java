package dev.dspex.app.signature;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What an LM would be sent.
 *
 * @param adapter name of the DSPy adapter
 * @param tokens estimate, a quarter of the bytes
 * @param note what is different from a run, empty for nothing
 */
public record Prompt(String adapter, List<Message> messages, long tokens, String note) {
    public record Message(String role, String content) {
        /** Estimate, as the whole. */
        public long tokens() {
            return content.getBytes(StandardCharsets.UTF_8).length / 4;
        }
    }

    /** The instructions, and what the adapter says about the form of the answer. */
    List<Message> system() {
        return messages.stream().filter(m -> m.role().equals("system")).toList();
    }

    /** Questions and answers that stand before what is asked. */
    List<Message> demos() {
        var rest = rest();
        return rest.isEmpty() ? rest : rest.subList(0, rest.size() - 1);
    }

    /** What is asked. */
    List<Message> asked() {
        var rest = rest();
        return rest.isEmpty() ? rest : List.of(rest.getLast());
    }

    private List<Message> rest() {
        return messages.stream().filter(m -> !m.role().equals("system")).toList();
    }
}
