package dev.dspex.program;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What workers and the store say in English is read in German. That the catalogue has all that the
 * worker says is tested beside the worker (test_words.py).
 */
class PhrasesTest {
    private static final Path SOURCES = Path.of("src/main/java/dev/dspex");

    private static final Pattern LITERAL = Pattern.compile("\"((?:\\\\.|[^\"\\\\])*)\"");

    @BeforeEach
    void german() {
        Words.speak(Locale.GERMAN);
    }

    @AfterEach
    void english() {
        Words.speak(Locale.ROOT);
    }

    @Test
    void whatIsNamedStandsInTheGermanSentence() {
        assertThat(Words.told("The input \"ticket\" is missing."))
                .isEqualTo("Die Eingabe „ticket“ fehlt.");
        assertThat(Words.told("The LM \"main\" did not answer in time."))
                .isEqualTo("Das LM „main“ antwortete nicht rechtzeitig.");
    }

    @Test
    void sentencesWithinSentencesAreTurnedToo() {
        assertThat(Words.told("Every row failed. The first error: The LM gave an empty answer."))
                .isEqualTo(
                        "Jede Zeile ist gescheitert. Der erste Fehler: Das LM gab eine leere"
                                + " Antwort.");
        assertThat(Words.told("Agent is kept as it is, because forward returns no prediction."))
                .isEqualTo("Agent bleibt, wie es ist: forward gibt keine Vorhersage zurück.");
        assertThat(Words.told("A print is left out.")).isEqualTo("Ein print wird weggelassen.");
    }

    @Test
    void theLongerOfTwoSentencesIsMeant() {
        assertThat(Words.told("The run was paused after 12 LM calls."))
                .isEqualTo("Der Lauf wurde nach 12 LM-Aufrufen angehalten.");
        assertThat(Words.told("The next call could go beyond the cap of 40 LM calls."))
                .isEqualTo(
                        "Der nächste Aufruf könnte die Grenze von 40 LM-Aufrufen"
                                + " überschreiten.");
    }

    @Test
    void whatNoCatalogueKnowsStaysAsItIs() {
        assertThat(Words.told("")).isEmpty();
        assertThat(Words.told("Die Zeile fehlt.")).isEqualTo("Die Zeile fehlt.");
        assertThat(Words.told("KeyError: 'team'\n  at metric.py:3"))
                .isEqualTo("KeyError: 'team'\n  at metric.py:3");
        Words.speak(Locale.ROOT);
        assertThat(Words.told("The run was stopped.")).isEqualTo("The run was stopped.");
    }

    @Test
    void germanNamesAsMuchAsEnglish() {
        Map<String, String> told = Words.readTold("de");
        assertThat(told).hasSizeGreaterThan(400);
        told.forEach(
                (english, german) ->
                        assertThat(german.split("\\{}", -1))
                                .as(english)
                                .hasSize(english.split("\\{}", -1).length));
    }

    @Test
    void everyErrorMadeHereHasItsGermanForm() throws IOException {
        List<String> missing = new ArrayList<>();
        int found = 0;
        for (Path file : sources()) {
            String source = Files.readString(file);
            for (int at = source.indexOf("RunError.of("); at >= 0; ) {
                List<String> arguments = arguments(source, source.indexOf('(', at) + 1);
                for (String argument : arguments.subList(1, Math.min(3, arguments.size()))) {
                    String sample = sample(argument);
                    if (!sample.contains(" ") || argument.contains(".path(")) continue;
                    found++;
                    if (Words.told(sample).equals(sample)) missing.add(file + ": " + sample);
                }
                at = source.indexOf("RunError.of(", at + 1);
            }
        }
        assertThat(found).isGreaterThan(40);
        assertThat(missing).isEmpty();
    }

    private static List<Path> sources() throws IOException {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            return files.filter(f -> f.toString().endsWith(".java"))
                    .filter(f -> !f.startsWith(SOURCES.resolve("cli"))) // it speaks English
                    .toList();
        }
    }

    /** The arguments of a call, from behind its bracket. */
    private static List<String> arguments(String source, int start) {
        List<String> found = new ArrayList<>();
        StringBuilder argument = new StringBuilder();
        boolean quoted = false;
        int depth = 0;
        for (int i = start; depth >= 0; i++) {
            char c = source.charAt(i);
            if (c == '"' && source.charAt(i - 1) != '\\') quoted = !quoted;
            if (!quoted) depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            if (depth < 0 || (!quoted && depth == 0 && c == ',')) {
                found.add(argument.toString());
                argument.setLength(0);
            } else argument.append(c);
        }
        return found;
    }

    /** What a concatenation may say: its literals, with a word for anything else. */
    private static String sample(String argument) {
        StringBuilder said = new StringBuilder();
        var literals = LITERAL.matcher(argument);
        int end = 0;
        while (literals.find()) {
            if (argument.substring(end, literals.start()).matches("(?s).*\\w.*")) said.append("x1");
            said.append(literals.group(1).translateEscapes());
            end = literals.end();
        }
        if (!said.isEmpty() && argument.substring(end).matches("(?s).*\\w.*")) said.append("x1");
        return said.toString();
    }
}
