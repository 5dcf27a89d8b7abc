package dev.dspex.program;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finished English sentences in another language: workers and the store say and keep everything in
 * English, and it is turned where a person reads it. A sentence is known by its words around what
 * it names; what it names is turned too where it is a phrase itself.
 */
final class Phrases {
    private static final Pattern PLACE = Pattern.compile("\\{}|%s");

    /** A sentence within a sentence within a sentence is as deep as it goes. */
    private static final int DEPTH = 4;

    private final Map<String, String> whole;
    private final List<Phrase> withPlaces;

    /**
     * @param pattern has a group for each place
     * @param words number of letters that stand fast: of two that match the longer one is meant
     */
    private record Phrase(String start, Pattern pattern, String to, int words) {}

    /**
     * @param catalogue the other language by the English, with {@code {}} or {@code %s} for what is
     *     named, in the same order in both
     */
    Phrases(Map<String, String> catalogue) {
        whole = catalogue;
        List<Phrase> found = new ArrayList<>();
        catalogue.forEach(
                (english, to) -> {
                    Matcher places = PLACE.matcher(english);
                    if (places.find()) found.add(phrase(english, to, places.start()));
                });
        found.sort(Comparator.comparingInt(Phrase::words).reversed());
        withPlaces = List.copyOf(found);
    }

    private static Phrase phrase(String english, String to, int first) {
        StringBuilder pattern = new StringBuilder();
        int words = 0;
        String[] parts = PLACE.split(english, -1);
        for (int i = 0; i < parts.length; i++) {
            if (i > 0)
                pattern.append(i < parts.length - 1 || !parts[i].isEmpty() ? "(.*?)" : "(.*)");
            pattern.append(Pattern.quote(parts[i]));
            words += parts[i].length();
        }
        return new Phrase(
                english.substring(0, first),
                Pattern.compile(pattern.toString(), Pattern.DOTALL),
                to,
                words);
    }

    /** The sentence in the other language; as it is where it is not known. */
    String of(String english) {
        return of(english, DEPTH);
    }

    private String of(String english, int depth) {
        return sentence(english, depth).orElseGet(() -> clause(english, depth).orElse(english));
    }

    private Optional<String> sentence(String english, int depth) {
        String same = whole.get(english);
        if (same != null) return Optional.of(same);
        for (Phrase phrase : withPlaces) {
            if (!english.startsWith(phrase.start())) continue;
            Matcher found = phrase.pattern().matcher(english);
            if (found.matches()) return Optional.of(filled(phrase.to(), found, depth));
        }
        return Optional.empty();
    }

    /** A clause that ends a sentence or was made one: with a full stop, and maybe a capital. */
    private Optional<String> clause(String english, int depth) {
        if (!english.endsWith(".") || english.length() < 2) return Optional.empty();
        String bare = english.substring(0, english.length() - 1);
        return sentence(bare, depth)
                .or(() -> sentence(firstLetter(bare, false), depth))
                .map(
                        to ->
                                (Character.isUpperCase(english.charAt(0))
                                                ? firstLetter(to, true)
                                                : to)
                                        + ".");
    }

    private static String firstLetter(String text, boolean upper) {
        String first = text.substring(0, 1);
        return (upper ? first.toUpperCase(Locale.ROOT) : first.toLowerCase(Locale.ROOT))
                + text.substring(1);
    }

    private String filled(String to, Matcher found, int depth) {
        StringBuilder text = new StringBuilder();
        String[] parts = PLACE.split(to, -1);
        for (int i = 0; i < parts.length; i++) {
            if (i > 0) {
                String named = found.group(i);
                text.append(depth > 0 ? of(named, depth - 1) : named);
            }
            text.append(parts[i]);
        }
        return text.toString();
    }
}
