package dev.dspex.program;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dspex.Schemas;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The schema and the reader agree on what a program file may hold. */
class ProgramSchemaTest {

    private static final String SCHEMA = "program.schema.json";

    /** Of text, or within the text of a type: no business of a schema. */
    private static final Set<String> BEYOND = Set.of("syntax", "duplicate_key", "type_invalid");

    @Test
    void theSchemaIsOne() throws IOException {
        assertThat(Schemas.errorsOf(SCHEMA)).isEmpty();
    }

    @Test
    void soundProgramsConform() throws IOException {
        assertThat(Schemas.errors(SCHEMA, BrokenProgram.SOUND)).isEmpty();
        Path samples = Path.of(System.getProperty("dspex.home"), "assets/samples");
        try (Stream<Path> files = Files.walk(samples)) {
            List<Path> programs =
                    files.filter(file -> file.toString().endsWith(ProgramFile.SUFFIX)).toList();
            assertThat(programs).isNotEmpty();
            for (Path program : programs) {
                assertThat(Schemas.errors(SCHEMA, Files.readString(program)))
                        .as("%s", program)
                        .isEmpty();
                assertThat(ProgramFile.read(program)).as("%s", program).isInstanceOf(Read.Ok.class);
            }
        }
    }

    @Test
    void everyKindOfTheTableConformsAndIsRead() throws IOException {
        String text = Files.readString(Path.of("src/test/resources/every-kind.program.json"));
        assertThat(Schemas.errors(SCHEMA, text)).isEmpty();
        Read read = ProgramFile.parse(text, "every-kind.program.json");
        assertThat(read.problems()).filteredOn(Problem::isError).isEmpty();
        Program program = ((Read.Ok) read).program();
        assertThat(ProgramFile.text(program)).isEqualTo(text);
        assertThat(program.everyNode().map(Node::kindName))
                .containsAll(Kind.all().stream().map(Kind::name).toList());
        for (ModuleKind kind : ModuleKind.values()) {
            assertThat(kind.kind().signature()).as("%s", kind).isTrue();
        }
    }

    static Stream<Arguments> refused() {
        return UnreadableProgramTest.unreadable()
                .filter(arguments -> !BEYOND.contains((String) arguments.get()[2]));
    }

    @ParameterizedTest(name = "{2} {4}")
    @MethodSource("refused")
    void whatTheReaderRefusesTheSchemaRefuses(String part, String broken) throws IOException {
        assertThat(Schemas.errors(SCHEMA, BrokenProgram.SOUND.replace(part, broken))).isNotEmpty();
    }
}
