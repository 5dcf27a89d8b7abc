package dev.dspex.app.i18n;

import dev.dspex.program.Words;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.Map;
import java.util.MissingResourceException;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Words by key. The first part of a key names the file they stand in: {@code canvas.legend.idle} is
 * in canvas.properties, its German in canvas_de.properties. A value with arguments is a {@link
 * MessageFormat}; numbers are passed as formatted text.
 */
public final class Texts {
    /** Languages with words of their own; the files without a suffix are English. */
    private static final Set<String> TRANSLATED = Set.of("de");

    private static final Map<String, ResourceBundle> BUNDLES = new ConcurrentHashMap<>();
    private static volatile Locale language = Locale.ROOT;

    private Texts() {}

    /**
     * Chooses the language of all words asked for from now on; what is shown already stays.
     *
     * @param chosen a language tag, or anything else for that of the system. English where there
     *     are no words in it.
     */
    public static void speak(String chosen, Locale system) {
        var wanted =
                chosen.equals("en") || TRANSLATED.contains(chosen) ? chosen : system.getLanguage();
        language = TRANSLATED.contains(wanted) ? Locale.of(wanted) : Locale.ROOT;
        BUNDLES.clear();
        Words.speak(language);
    }

    /**
     * @throws MissingResourceException when the key is unknown: a test keeps this from happening
     */
    public static String text(String key, Object... arguments) {
        var pattern = bundle(key.substring(0, key.indexOf('.'))).getString(key);
        return arguments.length == 0
                ? pattern
                : new MessageFormat(pattern, Locale.ROOT).format(arguments);
    }

    private static ResourceBundle bundle(String name) {
        return BUNDLES.computeIfAbsent(
                name, n -> ResourceBundle.getBundle("dev.dspex.app.i18n." + n, language));
    }
}
