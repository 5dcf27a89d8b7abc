package dev.dspex.program;

import static dev.dspex.program.Words.say;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the word that a misspelt one was meant to be. */
public final class Nearest {

    private Nearest() {}

    /** The candidate that differs least, if it differs by a third of its letters at most. */
    public static Optional<String> to(String word, Collection<String> candidates) {
        return candidates.stream()
                .filter(
                        candidate ->
                                distance(word, candidate) <= Math.max(1, candidate.length() / 3))
                .min(Comparator.comparingInt(candidate -> distance(word, candidate)));
    }

    /** A hint: the nearest candidate if there is one, else all of them. */
    public static String hint(String word, Collection<String> candidates) {
        return to(word, candidates)
                .map(near -> say("Did you mean \"%s\"?", near))
                .orElse(
                        candidates.isEmpty()
                                ? say("There is none yet.")
                                : say("Use %s.", String.join(", ", candidates)));
    }

    private static int distance(String a, String b) {
        String left = a.toLowerCase(Locale.ROOT);
        String right = b.toLowerCase(Locale.ROOT);
        int[] row = new int[right.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= left.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int substituted = diagonal + (left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(substituted, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[right.length()];
    }
}
