package dev.dspex.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dspex.Samples;
import dev.dspex.edit.Fragment;
import dev.dspex.edit.Nesting;
import dev.dspex.program.Point;
import dev.dspex.program.Program;
import dev.dspex.program.ProgramNode;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

class OwnPatternsTest {
    @TempDir Path data;

    private static Fragment part() {
        if (Nesting.collapse(Samples.triage(), Set.of("classify", "prioritise"), "steps")
                instanceof Nesting.Collapse.Done(var program, var id)) {
            return Fragment.of(program, Set.of(id));
        }
        throw new AssertionError("not collapsed");
    }

    @Test
    void whatIsKeptIsThereInAnotherProject() throws IOException {
        new OwnPatterns(data).save("Two steps", "Team, then priority", "vote-outline", part());

        var found = new OwnPatterns(data).all();

        assertThat(found)
                .singleElement()
                .satisfies(
                        one -> {
                            assertThat(one.name()).isEqualTo("Two steps");
                            assertThat(one.description()).isEqualTo("Team, then priority");
                            assertThat(one.icon()).isEqualTo("vote-outline");
                            assertThat(one.version()).isEqualTo(1);
                        });
        var pasted = found.getFirst().part().pasteInto(Program.empty("other"), new Point(40, 80));
        assertThat(pasted.program().nodes())
                .singleElement()
                .isInstanceOfSatisfying(
                        ProgramNode.class,
                        node -> {
                            assertThat(node.program().nodes()).hasSize(2);
                            assertThat(node.outputs()).hasSize(2);
                        });
    }

    @Test
    void savingAgainMakesANewVersionOfTheSame() throws IOException {
        var patterns = new OwnPatterns(data);
        patterns.save("Two steps", "", "family-tree", part());
        patterns.save("two steps", "better", "family-tree", part());

        assertThat(patterns.all())
                .singleElement()
                .satisfies(
                        one -> {
                            assertThat(one.version()).isEqualTo(2);
                            assertThat(one.name()).isEqualTo("two steps");
                        });
    }

    @Test
    void aFileOfSomebodyElseIsTakenIn() throws IOException {
        var file = data.resolve("mail.json");
        Files.writeString(file, new OwnPattern("Given", "", "vote-outline", 3, part()).text());
        var patterns = new OwnPatterns(data);

        assertThat(patterns.take(file)).map(OwnPattern::version).hasValue(3);
        assertThat(patterns.find("given")).isPresent();
        patterns.remove("Given");
        assertThat(patterns.all()).isEmpty();
    }

    @Test
    void whatIsNoPatternIsLeftOut() throws IOException {
        var folder = Files.createDirectories(data.resolve("patterns"));
        Files.writeString(folder.resolve("a.pattern.json"), "no JSON");
        Files.writeString(folder.resolve("b.pattern.json"), "{\"format\": 2}");
        Files.writeString(folder.resolve("c.pattern.json"), "{\"format\": 1, \"name\": \"../x\"}");

        assertThat(new OwnPatterns(data).all()).isEmpty();
        assertThat(OwnPattern.isName("../x")).isFalse();
        assertThat(OwnPattern.isName("Zwei Schritte")).isTrue();
    }
}
