package dev.dspex.project;

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

/** The schema and the reader agree on what {@code dspex.json} may hold. */
class ProjectSchemaTest {

    private static final String SCHEMA = "project.schema.json";

    @Test
    void theSchemaIsOne() throws IOException {
        assertThat(Schemas.errorsOf(SCHEMA)).isEmpty();
    }

    @Test
    void soundProjectsConform() throws IOException {
        assertThat(Schemas.errors(SCHEMA, ProjectsTest.SOUND)).isEmpty();
        assertThat(Schemas.errors(SCHEMA, ProjectFile.of("new", null).text())).isEmpty();
        try (Stream<Path> folders =
                Files.list(Path.of(System.getProperty("dspex.home"), "assets/samples"))) {
            List<Path> projects =
                    folders.map(folder -> folder.resolve("dspex.json"))
                            .filter(Files::exists)
                            .toList();
            assertThat(projects).isNotEmpty();
            for (Path project : projects) {
                assertThat(Schemas.errors(SCHEMA, Files.readString(project)))
                        .as("%s", project)
                        .isEmpty();
                assertThat(Projects.open(project)).as("%s", project).isInstanceOf(Opened.Ok.class);
            }
        }
    }

    static Stream<Arguments> refused() {
        return ProjectsTest.badProjectFiles()
                .filter(
                        arguments ->
                                !Set.of("syntax", "unknown_program")
                                        .contains((String) arguments.get()[2]));
    }

    @ParameterizedTest(name = "{2} {3}")
    @MethodSource("refused")
    void whatTheReaderRefusesTheSchemaRefuses(String part, String broken) throws IOException {
        assertThat(Schemas.errors(SCHEMA, ProjectsTest.SOUND.replace(part, broken))).isNotEmpty();
    }
}
