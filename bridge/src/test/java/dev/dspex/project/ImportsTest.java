package dev.dspex.project;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dspex.program.Problem;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

class ImportsTest {

    @TempDir private Path project;

    @Test
    void documentsThatAProgramLooksThingsUpInAreKept() throws IOException {
        assertThat(place("data/handbook/a.md")).isInstanceOf(Imports.Placed.Done.class);
        assertThat(Files.readString(project.resolve("data/handbook/a.md"))).isEqualTo("text");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../a.md", "data/../../a.md", ".dspex/a.md", "data/run.sh", "/a.md"})
    void nothingElseIsWritten(String name) throws IOException {
        assertThat(place(name))
                .isInstanceOfSatisfying(
                        Imports.Placed.Refused.class,
                        refused ->
                                assertThat(refused.problems())
                                        .extracting(Problem::code)
                                        .containsExactly("bad_path"));
        assertThat(project).isEmptyDirectory();
    }

    private Imports.Placed place(String name) throws IOException {
        String json =
                """
                [{"files": {"%s": "text"}, "program": {"format": 1, "name": "qa",
                  "inputs": [{"name": "question", "type": "str"}],
                  "outputs": [{"name": "answer", "type": "str"}], "nodes": [], "links": []}}]
                """;
        return Imports.place(project, JsonMapper.shared().readTree(json.formatted(name)));
    }
}
