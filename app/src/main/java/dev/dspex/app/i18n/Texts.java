package dev.dspex.app.i18n;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.Map;
import java.util.MissingResourceException;
import java.util.ResourceBundle;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Words by key. The first part of a key names the file they stand in: {@code canvas.legend.idle} is
 * in canvas.properties. A value with arguments is a {@link MessageFormat}; numbers are passed as
 * formatted text.
 */
public final class Texts {
    private static final Map<String, ResourceBundle> BUNDLES = new ConcurrentHashMap<>();

    private Texts() {}

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
                name, n -> ResourceBundle.getBundle("dev.dspex.app.i18n." + n, Locale.ROOT));
    }
}
