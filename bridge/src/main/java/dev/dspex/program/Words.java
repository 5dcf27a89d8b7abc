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

    private Words() {}

    /**
     * Chooses the language of all that is said from now on; English where there is no catalogue.
     */
    public static void speak(Locale language) {
        catalogue = read(language.getLanguage());
    }

    /**
     * @param english with {@code %s} where the arguments stand
     */
    public static String say(String english, @Nullable Object... arguments) {
        String words = catalogue.getOrDefault(english, english);
        return arguments.length == 0 ? words : words.formatted(arguments);
    }

    /** The sentences of a language by the English; none where there is no catalogue. */
    static Map<String, String> read(String language) {
        Map<String, String> found = new HashMap<>();
        try (InputStream in = Words.class.getResourceAsStream("words_" + language + ".po")) {
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
