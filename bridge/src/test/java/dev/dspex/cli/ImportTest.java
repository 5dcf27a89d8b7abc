package dev.dspex.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dspex.program.ProgramFile;
import dev.dspex.program.Read;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** {@code dspex import}: into a new project, beside what is there, and back from an export. */
class ImportTest {
    private static final String TWO =
            """
            import dspy

            first = dspy.Predict("review -> verdict")


            class Second(dspy.Module):
                def __init__(self):
                    super().__init__()
                    self.judge = dspy.ChainOfThought("review -> verdict")

                def forward(self, review: str):
                    for _ in range(2):
                        judged = self.judge(review=review)
                    return judged
            """;

    @TempDir Path folder;

    @BeforeEach
    void data() {
        Dx.useData(folder.resolve("data"));
    }

    private Path file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    @Test
    void anExportedProgramComesBackAsItWas() throws IOException {
        Path project = Dx.project(folder.resolve("hotel"));
        Path out = folder.resolve("out");
        assertThat(Dx.run("export", project, "--out", out).exit()).isZero();
        Path into = folder.resolve("again");
        Dx.Said said = Dx.run("import", out.resolve("classify.py"), "--into", into, "--json");
        assertThat(said.exit()).as(said.err()).isZero();
        assertThat(said.json().at("/programs/0/name").asString("")).isEqualTo("classify");
        String name = "programs/classify" + ProgramFile.SUFFIX;
        assertThat(into.resolve(name)).hasSameTextualContentAs(project.resolve(name));
        Dx.Said run = Dx.run("run", into, "--input", "review=Lovely food", "--json");
        assertThat(run.exit()).as(run.err()).isZero();
    }

    @Test
    void severalProgramsAreListedUntilOneIsChosen() throws IOException {
        Path two = file("two.py", TWO);
        Path into = folder.resolve("project");
        Dx.Said open = Dx.run("import", two, "--into", into, "--json");
        assertThat(open.exit()).isEqualTo(ExitCode.INPUT);
        assertThat(open.code()).isEqualTo("entry_needed");
        assertThat(open.json().at("/error/message").asString(""))
                .contains("first (line 3), Second (line 6)");
        assertThat(into).doesNotExist();

        Dx.Said chosen = Dx.run("import", two, "--into", into, "--entry", "first", "--json");
        assertThat(chosen.exit()).as(chosen.out()).isZero();
        assertThat(ProgramFile.read(into.resolve("programs/first" + ProgramFile.SUFFIX)))
                .isInstanceOf(Read.Ok.class);

        Dx.Said again = Dx.run("import", two, "--into", into, "--entry", "first", "--json");
        assertThat(again.code()).isEqualTo("program_exists");
    }

    @Test
    void aSavedStateIsBoundToTheProgram() throws IOException {
        Path project = Dx.project(folder.resolve("hotel"));
        Path state =
                file(
                        "saved.json",
                        """
                        {"judge.predict": {"traces": [], "train": [], "demos": [], "lm": null,
                          "signature": {"instructions": "Learned.", "fields": [
                            {"prefix": "Verdict:", "description": "v"},
                            {"prefix": "Reasoning:", "description": "r"},
                            {"prefix": "Review:", "description": "x"}]}},
                         "other": {"signature": {"fields": []}, "demos": []}}
                        """);
        Dx.Said said = Dx.run("import", state, "--into", project, "--json");
        assertThat(said.exit()).as(said.err()).isZero();
        assertThat(said.json().at("/state/bound/0/predictor").asString(""))
                .isEqualTo("judge.predict");
        assertThat(said.json().at("/state/extra/0").asString("")).isEqualTo("other");
        assertThat(project.resolve("dspex.json"))
                .content()
                .contains("\"state\": \"state/classify/saved.json\"");
        assertThat(project.resolve("state/classify/saved.json")).content().contains("Learned.");
    }

    @Test
    void badFilesAreInputErrors() throws IOException {
        Path into = folder.resolve("project");
        Dx.Said broken = Dx.run("import", file("bad.py", "x = (\n"), "--into", into, "--json");
        assertThat(broken.exit()).isEqualTo(ExitCode.INPUT);
        assertThat(broken.code()).isEqualTo("import_syntax");
        assertThat(broken.json().at("/error/where/line").asInt()).isEqualTo(1);
        Dx.Said none = Dx.run("import", folder.resolve("no.py"), "--into", into, "--json");
        assertThat(none.code()).isEqualTo("missing_file");
    }
}
