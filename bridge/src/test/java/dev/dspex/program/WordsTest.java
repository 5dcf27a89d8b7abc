package dev.dspex.program;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dspex.program.python.SignatureReader;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What is said of programs is said in German too. */
class WordsTest {
    private static final Path SOURCES = Path.of("src/main/java/dev/dspex");

    /** What speaks the language of the person; the command line speaks English. */
    private static final List<String> SPEAKING =
            List.of("program", "project", "variable", "dataset", "agent");

    private static final Pattern SAID = Pattern.compile("\\bsay\\(\\s*\"((?:\\\\.|[^\"\\\\])*)\"");

    @AfterEach
    void english() {
        Words.speak(Locale.ROOT);
    }

    @Test
    void allThatIsSaidIsInTheCatalogueAndNothingElse() throws IOException {
        Map<String, String> german = Words.read("de");
        String sources = sources();
        List<String> said =
                SAID.matcher(sources).results().map(r -> r.group(1).translateEscapes()).toList();
        assertThat(said).isNotEmpty();
        assertThat(german.keySet()).containsAll(said);
        assertThat(german.keySet()).allMatch(english -> sources.contains(quoted(english)));
    }

    @Test
    void germanHasTheSameArguments() {
        Words.read("de")
                .forEach(
                        (english, german) ->
                                assertThat(places(german)).as(english).isEqualTo(places(english)));
    }

    @Test
    void theReaderAndTheRulesSpeakGerman() {
        Words.speak(Locale.GERMAN);
        assertThat(
                        SignatureReader.read("class A(dspy.Signature):\n    x: strr = 1", List.of())
                                .marks())
                .anyMatch(mark -> mark.message().contains("entsteht durch dspy.InputField()"));
        assertThat(Validation.check(Program.empty("p")))
                .anyMatch(problem -> problem.message().equals("Das Programm hat keine Ausgaben."));
        assertThat(ProgramFile.parse("{\"format\": 1, \"nods\": []}", "a.json").problems())
                .extracting(Problem::message)
                .contains(
                        "Den Schlüssel „nods“ gibt es hier nicht (das Programm).",
                        "Das Programm hat kein „name“.");
        assertThat(Names.badField("json")).hasValueSatisfying(w -> assertThat(w).contains("jede"));
        Words.speak(Locale.JAPANESE);
        assertThat(Validation.check(Program.empty("p")))
                .anyMatch(problem -> problem.message().equals("The program has no outputs."));
    }

    private static long places(String text) {
        return Pattern.compile("%s").matcher(text).results().map(MatchResult::group).count();
    }

    private static String quoted(String english) {
        return "\"" + english.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }

    /** With the pieces of long texts put together. */
    private static String sources() throws IOException {
        StringBuilder all = new StringBuilder();
        for (String part : SPEAKING) {
            try (Stream<Path> files = Files.walk(SOURCES.resolve(part))) {
                for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
                    all.append(Files.readString(file));
                }
            }
        }
        return Pattern.compile("\"\\s*\\+\\s*\"").matcher(all).replaceAll("");
    }
}
