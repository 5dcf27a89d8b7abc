package dev.dspex.program;

import org.jspecify.annotations.Nullable;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * What is said to people about a program, in their language. English stands in the code; a
 * catalogue such as words_de.po has the other language by the English.
 */
public final class Words {
    private static volatile Map<String, String> catalogue = Map.of();
    private static volatile Phrases phrases = new Phrases(Map.of());

    private Words() {}

    /**
     * Chooses the language of all that is said from now on; English where there is no catalogue.
     */
    public static void speak(Locale language) {
        catalogue = read(language.getLanguage());
        Map<String, String> all = new HashMap<>(catalogue);
        all.putAll(readTold(language.getLanguage()));
        phrases = new Phrases(Map.copyOf(all));
    }

    /**
     * A sentence that a worker or the store has said in English, such as the message of an error,
     * as the person reads it; as it is where no catalogue knows it. The catalogue told_de.po has
     * {@code {}} where a sentence names something.
     */
    public static String told(String english) {
        return phrases.of(english);
    }

    /**
     * @param english with {@code %s} where the arguments stand
     */
    public static String say(String english, @Nullable Object... arguments) {
        String words = catalogue.getOrDefault(english, english);
        return arguments.length == 0 ? words : words.formatted(arguments);
    }

    /** What is said here, by the English; nothing where there is no catalogue. */
    static Map<String, String> read(String language) {
        return file("words_" + language + ".po");
    }

    /** What workers and the store say, by the English; nothing where there is no catalogue. */
    static Map<String, String> readTold(String language) {
        return file("told_" + language + ".po");
    }

    private static Map<String, String> file(String name) {
        Map<String, String> found = new HashMap<>();
        try (InputStream in = Words.class.getResourceAsStream(name)) {
            if (in == null) {
                return Map.of();
            }
            String english = "";
            for (String line :
                    new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))
                            .lines()
                            .toList()) {
                if (line.startsWith("msgid ")) {
                    english = quoted(line);
                } else if (line.startsWith("msgstr ")) {
                    found.put(english, quoted(line));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Map.copyOf(found);
    }

    private static String quoted(String line) {
        return line.substring(line.indexOf('"') + 1, line.lastIndexOf('"')).translateEscapes();
    }
}
