package dev.dspex.app.optimize;

import java.util.Locale;
import java.util.Set;

/**
 * Which candidates the table lists.
 *
 * @param only their ids, empty for all
 * @param words what their texts have to contain, in lower case
 */
record Kept(Set<String> only, String words) {
    boolean has(StudyCandidate candidate) {
        if (!only.isEmpty() && !only.contains(candidate.id())) return false;
        if (words.isEmpty()) return true;
        var all =
                String.join(
                        " ",
                        candidate.name(),
                        Shapes.word(candidate.status()),
                        candidate.parentText(),
                        candidate.reason(),
                        String.join(" ", candidate.instructions().values()));
        return all.toLowerCase(Locale.ROOT).contains(words);
    }
}
