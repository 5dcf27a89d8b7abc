package dev.dspex.app.signature;

import java.util.List;

/**
 * What an LM would be sent.
 *
 * @param adapter name of the DSPy adapter
 * @param tokens estimate, a quarter of the bytes
 */
public record Prompt(String adapter, List<Message> messages, long tokens) {
    public record Message(String role, String content) {
        /** Estimate, as the whole. */
        public long tokens() {
            return content.getBytes(java.nio.charset.StandardCharsets.UTF_8).length / 4;
        }
    }
}
