package dev.dspex.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A project that may be read but not written: it runs all the same, and nothing is lost. */
class ReadOnlyProjectTest {
    @TempDir Path folder;
    private Path project = Path.of("");

    @BeforeEach
    void make() {
        Dx.useData(folder.resolve("data"));
        project = Dx.project(folder.resolve("hotel"));
    }

    @Test
    void runsAreKeptWithThePersonAndThoseOfTheProjectStayVisible() throws Exception {
        assertThat(once("Lovely food").exit()).isZero();
        List<Path> before = files();
        try (ReadOnly _ = ReadOnly.of(project)) {
            Dx.Said said = once("Cold soup");
            assertThat(said.exit()).as(said.err()).isZero();
            assertThat(said.err())
                    .contains("The project cannot be written: its runs are kept in")
                    .contains(folder.resolve("data").toString());
            assertThat(Dx.run("runs", project, "--json").json().path("runs").size()).isEqualTo(2);
        }
        assertThat(files()).isEqualTo(before);
    }

    @Test
    void aLearnedStateThatCannotBeWrittenIsStillInItsRun() throws Exception {
        try (ReadOnly _ = ReadOnly.of(project)) {
            Dx.Said said =
                    Dx.run(
                            "optimize",
                            project,
                            "--optimizer",
                            "LabeledFewShot",
                            "--limit",
                            "4",
                            "--json");
            assertThat(said.exit()).isNotZero();
            assertThat(said.code()).isEqualTo("state_not_written");
            assertThat(said.json().at("/error/message").asString("")).contains("state/classify/");
            assertThat(said.json().at("/error/hint").asString("")).contains("holds the state");
            String run = said.json().path("run").asString("");
            Dx.Said shown = Dx.run("show", run, "--project", project, "--json");
            assertThat(shown.exit()).as(shown.err()).isZero();
        }
        assertThat(project.resolve("state")).doesNotExist();
    }

    /** The same where no right is missing but something stands in the way. */
    @Test
    void aFileInPlaceOfTheFolderOfRuns() throws IOException {
        Files.writeString(project.resolve(".dspex"), "a file");
        Dx.Said said = once("Cold soup");
        assertThat(said.exit()).as(said.err()).isZero();
        assertThat(said.err()).contains("The project cannot be written");
        assertThat(Dx.run("runs", project, "--json").json().path("runs").size()).isEqualTo(1);
        assertThat(project.resolve(".dspex")).hasContent("a file");
    }

    private Dx.Said once(String review) {
        return Dx.run("run", project, "--input", "review=" + review, "--json");
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> all = Files.walk(project)) {
            return all.filter(Files::isRegularFile).sorted().toList();
        }
    }
}
