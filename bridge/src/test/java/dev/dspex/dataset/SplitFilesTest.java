package dev.dspex.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

class SplitFilesTest {
    private static final String ROWS =
            """
            {"q": "a",  "team": "x"}
            {"q": "b", "team": "y"}
            {"q": "c", "team": "x"}
            """;

    @TempDir Path project;

    private SplitFiles write() throws Exception {
        Path file = project.resolve("all.jsonl");
        Files.writeString(file, ROWS);
        Table table = ((TableDisk.Opened.Ok) new TableDisk(file, "all.jsonl").read()).table();
        Map<String, Integer> shares = new LinkedHashMap<>();
        shares.put("train", 2);
        shares.put("validation", 1);
        shares.put("test", 0);
        return SplitFiles.write(
                project,
                "data/all-split",
                "all.jsonl",
                table,
                new Split(11, shares),
                "team",
                Map.of("train", List.of(2, 0), "validation", List.of(1), "test", List.of()),
                Map.of("train", "all.jsonl", "test", "data/test.jsonl"));
    }

    @Test
    void thePartsAreWrittenAsTheRowsLieInTheFileAndTheNoteSaysHow() throws Exception {
        SplitFiles made = write();
        Path folder = project.resolve("data/all-split");
        assertThat(Files.readString(folder.resolve("train.jsonl")))
                .isEqualTo("{\"q\": \"c\", \"team\": \"x\"}\n{\"q\": \"a\",  \"team\": \"x\"}\n");
        assertThat(folder.resolve("test.jsonl")).doesNotExist();
        assertThat(SplitFiles.read(folder)).contains(made);
        assertThat(made.split().seed()).isEqualTo(11);
        assertThat(made.stratum()).isEqualTo("team");
        assertThatThrownBy(this::write).isInstanceOf(FileAlreadyExistsException.class);
    }

    @Test
    void theProjectTakesThePartsAndGivesThemBack() throws Exception {
        SplitFiles made = write();
        Map<String, String> before = Map.of("train", "all.jsonl", "test", "data/test.jsonl");
        Map<String, String> after = made.over(before);
        assertThat(List.copyOf(after.entrySet()))
                .containsExactly(
                        Map.entry("train", "data/all-split/train.jsonl"),
                        Map.entry("validation", "data/all-split/validation.jsonl"),
                        Map.entry("test", "data/test.jsonl"));
        assertThat(made.outOf(after)).isEqualTo(before);
        after.put("train", "data/other.jsonl");
        assertThat(made.outOf(after)).containsEntry("train", "data/other.jsonl");
    }

    @Test
    void whatWasEditedIsKeptWhenASplitIsTakenBack() throws Exception {
        Path folder = project.resolve("data/all-split");
        write();
        Files.writeString(folder.resolve("train.jsonl"), "{\"q\": \"mine\"}\n");
        SplitFiles made = SplitFiles.read(folder).orElseThrow();
        assertThat(made.delete(folder)).containsExactly("data/all-split/train.jsonl");
        assertThat(folder.resolve("validation.jsonl")).doesNotExist();
        assertThat(SplitFiles.read(folder)).isPresent();
        Files.delete(folder.resolve("train.jsonl"));
        assertThat(made.delete(folder)).isEmpty();
        assertThat(folder).doesNotExist();
    }

    @Test
    void aNoteThatIsNoneIsNoSplit() throws Exception {
        assertThat(SplitFiles.read(project)).isEmpty();
        Files.writeString(project.resolve(SplitFiles.NOTE), "{\"format\": 1, \"shares\": {}}");
        assertThat(SplitFiles.read(project)).isEmpty();
    }
}
