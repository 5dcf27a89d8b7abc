package dev.dspex.app.i18n;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Properties;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

class TextsTest {
    private static final Path SOURCES = Path.of("src/main/java");
    private static final Path WORDS = Path.of("src/main/resources/dev/dspex/app/i18n");
    private static final Pattern CALL =
            Pattern.compile("\\btext\\(\\s*\"([a-z][\\w.]*)\"(\\s*\\+)?");
    private static final Pattern LITERAL = Pattern.compile("\"([a-z][\\w]*\\.[\\w.]*)\"");

    @Test
    void everyKeyInTheSourcesHasWords() throws IOException {
        var known = keys();
        var missing = new TreeSet<String>();
        var calls = CALL.matcher(sources());
        while (calls.find()) {
            var key = calls.group(1);
            var present =
                    calls.group(2) == null
                            ? known.contains(key)
                            : known.stream().anyMatch(k -> k.startsWith(key));
            if (!present) missing.add(key);
        }
        assertThat(missing).isEmpty();
    }

    @Test
    void noWordsAreLeftOver() throws IOException {
        var literals =
                LITERAL.matcher(sources())
                        .results()
                        .map(m -> m.group(1))
                        .collect(Collectors.toSet());
        var prefixes = literals.stream().filter(l -> l.endsWith(".")).toList();
        var unused = keys();
        unused.removeAll(literals);
        unused.removeIf(key -> prefixes.stream().anyMatch(key::startsWith));
        assertThat(unused).isEmpty();
    }

    @Test
    void aKeyStandsInTheFileOfItsFirstPart() throws IOException {
        try (var files = Files.list(WORDS)) {
            for (var file : files.toList()) {
                var prefix = file.getFileName().toString().replaceAll("(_de)?\\.properties", ".");
                assertThat(load(file).stringPropertyNames())
                        .allMatch(key -> key.startsWith(prefix));
            }
        }
    }

    @Test
    void argumentsAreFilledIn() {
        assertThat(Texts.text("kit.variable", "temp.reply")).isEqualTo("Variable temp.reply");
    }

    @Test
    void germanSaysAllThatEnglishSays() throws IOException {
        var english = new Properties();
        var german = new Properties();
        try (var files = Files.list(WORDS)) {
            for (var file : files.toList())
                (file.toString().contains("_de.") ? german : english).putAll(load(file));
        }
        assertThat(german.stringPropertyNames())
                .containsExactlyInAnyOrderElementsOf(english.stringPropertyNames());
        for (var key : english.stringPropertyNames())
            assertThat(arguments(german.getProperty(key)))
                    .as(key)
                    .isEqualTo(arguments(english.getProperty(key)));
    }

    @Test
    void theLanguageIsTheChosenOneElseThatOfTheSystem() {
        try {
            Texts.speak("de", Locale.ENGLISH);
            assertThat(Texts.text("run.stop")).isEqualTo("Anhalten");
            Texts.speak("en", Locale.GERMAN);
            assertThat(Texts.text("run.stop")).isEqualTo("Stop");
            Texts.speak("system", Locale.forLanguageTag("de-AT"));
            assertThat(Texts.text("run.stop")).isEqualTo("Anhalten");
            Texts.speak("system", Locale.JAPANESE);
            assertThat(Texts.text("run.stop")).isEqualTo("Stop");
        } finally {
            Texts.speak("en", Locale.ROOT);
        }
    }

    private static TreeSet<String> arguments(String pattern) {
        return Pattern.compile("\\{\\d+}")
                .matcher(pattern)
                .results()
                .map(m -> m.group())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static TreeSet<String> keys() throws IOException {
        try (var files = Files.list(WORDS)) {
            return files.flatMap(f -> load(f).stringPropertyNames().stream())
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private static Properties load(Path file) {
        var properties = new Properties();
        try (var in = Files.newBufferedReader(file)) {
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties;
    }

    private static String sources() throws IOException {
        var all = new StringBuilder();
        try (var files = Files.walk(SOURCES)) {
            for (var file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
                all.append(Files.readString(file));
            }
        }
        return all.toString();
    }
}
