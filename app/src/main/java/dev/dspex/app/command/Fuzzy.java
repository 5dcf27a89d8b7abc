package dev.dspex.app.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Finds the words of a query in a text: each word in the order typed, whole and at the start of a
 * word first, then anywhere, then letter by letter.
 */
public final class Fuzzy {
    /** Characters {@code from} to {@code to} (exclusive) of the text that the query hit. */
    public record Span(int from, int to) {}

    /** Higher scores fit better. */
    public record Match(double score, List<Span> spans) {}

    private static final Match ALL = new Match(0, List.of());

    private Fuzzy() {}

    public static Optional<Match> match(String query, String text) {
        var lower = text.toLowerCase(Locale.ROOT);
        var spans = new ArrayList<Span>();
        var score = 0.0;
        var from = 0;
        for (var word : query.toLowerCase(Locale.ROOT).strip().split("\\s+")) {
            if (word.isEmpty()) continue;
            var at = wordStart(lower, word, from);
            if (at < 0) at = wordStart(lower, word, 0);
            if (at >= 0) {
                score += 10 + (at == 0 ? 3 : 0);
            } else {
                at = lower.indexOf(word, from);
                if (at < 0) return letters(query, lower);
                score += 5;
            }
            spans.add(new Span(at, at + word.length()));
            from = at + word.length();
        }
        if (spans.isEmpty()) return Optional.of(ALL);
        spans.sort(java.util.Comparator.comparingInt(Span::from));
        return Optional.of(new Match(score - text.length() / 100.0, List.copyOf(spans)));
    }

    private static int wordStart(String text, String word, int from) {
        for (var at = text.indexOf(word, from); at >= 0; at = text.indexOf(word, at + 1)) {
            if (at == 0 || !Character.isLetterOrDigit(text.charAt(at - 1))) return at;
        }
        return -1;
    }

    private static Optional<Match> letters(String query, String text) {
        var spans = new ArrayList<Span>();
        var at = -1;
        for (var c : query.toLowerCase(Locale.ROOT).replaceAll("\\s+", "").toCharArray()) {
            at = text.indexOf(c, at + 1);
            if (at < 0) return Optional.empty();
            spans.add(new Span(at, at + 1));
        }
        var reach = spans.getLast().to() - spans.getFirst().from();
        return reach > 3 * spans.size()
                ? Optional.empty()
                : Optional.of(new Match(1.0 * spans.size() / reach, List.copyOf(spans)));
    }
}
