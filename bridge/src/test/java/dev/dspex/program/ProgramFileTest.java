package dev.dspex.program;

import static dev.dspex.program.BrokenProgram.FILE;
import static dev.dspex.program.BrokenProgram.SOUND;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

class ProgramFileTest {
    @TempDir Path folder;

    @Test
    void aSoundProgramIsRead() {
        assertThat(ProgramFile.parse(SOUND, FILE))
                .isInstanceOfSatisfying(
                        Read.Ok.class,
                        ok -> {
                            assertThat(ok.problems()).isEmpty();
                            assertThat(ok.program().nodes())
                                    .extracting(Node::id)
                                    .containsExactly("search", "write");
                            assertThat(ok.program().ownCode())
                                    .containsExactly("code/tools.py:find");
                            assertThat(ok.program().source(new Port("write", "reasoning")))
                                    .isPresent();
                            assertThat(Order.of(ok.program()).nodes())
                                    .containsExactly("search", "write");
                        });
    }

    @Test
    void theSampleIsReadAndIsWrittenAsItStands() throws IOException {
        Path sample =
                Path.of(
                        System.getProperty("dspex.home"),
                        "assets/samples/support-triage/programs/triage.program.json");
        Read read = ProgramFile.read(sample);
        assertThat(read).isInstanceOf(Read.Ok.class);
        assertThat(read.problems()).isEmpty();
        assertThat(ProgramFile.text(((Read.Ok) read).program()))
                .isEqualTo(Files.readString(sample));
    }

    @Test
    void filesThatAreNoTextAreExplained() throws IOException {
        assertThat(ProgramFile.read(folder.resolve("none.program.json"), FILE).problems())
                .singleElement()
                .satisfies(
                        problem -> {
                            assertThat(problem.code()).isEqualTo("missing_file");
                            assertThat(problem.file()).isEqualTo(FILE);
                            assertThat(problem.hint()).isNotEmpty();
                        });
        assertThat(ProgramFile.read(folder, FILE).problems())
                .extracting(Problem::code)
                .containsExactly("unreadable_file");
        Path latin = folder.resolve("latin.program.json");
        Files.write(latin, "{\n \"name\": \"caf\u00e9\"}".getBytes(StandardCharsets.ISO_8859_1));
        assertThat(ProgramFile.read(latin, FILE).problems())
                .singleElement()
                .satisfies(
                        problem -> {
                            assertThat(problem.code()).isEqualTo("not_utf8");
                            assertThat(problem.line()).isEqualTo(2);
                            assertThat(problem.message()).contains("byte 15");
                            assertThat(problem.hint()).isNotEmpty();
                        });
        assertThat(ProgramFile.parse("", FILE).problems())
                .extracting(Problem::code)
                .containsExactly("syntax");
        assertThat(ProgramFile.parse("[]", FILE).problems())
                .extracting(Problem::code)
                .containsExactly("bad_value");
        assertThat(ProgramFile.parse("{} x", FILE).problems())
                .extracting(Problem::code)
                .containsExactly("syntax");
    }

    @Test
    void aWrittenFileReplacesTheOldOneAndLeavesNothingElse() throws IOException {
        Program program = ((Read.Ok) ProgramFile.parse(SOUND, FILE)).program();
        Path file = folder.resolve("programs/qa.program.json");
        ProgramFile.write(file, Program.empty("qa"));
        ProgramFile.write(file, program);
        assertThat(ProgramFile.read(file)).isEqualTo(new Read.Ok(program, List.of()));
        try (Stream<Path> files = Files.list(folder.resolve("programs"))) {
            assertThat(files).containsExactly(file);
        }
    }
}
