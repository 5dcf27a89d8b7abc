package dev.dspex.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

class ProjectDocumentTest {
    private final ProjectFile file = ProjectFile.of("mine", null);
    @TempDir Path folder;

    @BeforeEach
    void write() throws IOException {
        file.write(folder);
    }

    @Test
    void editsAreWrittenAndTakenBack() throws IOException {
        var document = new ProjectDocument(folder, file);
        document.apply("seed", "seed", now -> now.withSeed(1));
        document.apply("seed", "seed", now -> now.withSeed(12));
        document.apply("adapter", null, now -> now.withAdapter("JSONAdapter"));
        document.write();
        assertThat(read()).isEqualTo(file.withSeed(12).withAdapter("JSONAdapter"));

        document.undo();
        document.undo();
        assertThat(document.canUndo()).isFalse();
        document.write();
        assertThat(read()).isEqualTo(file);

        document.redo();
        assertThat(document.now()).isEqualTo(file.withSeed(12));
    }

    @Test
    void whatOthersWroteMeanwhileStays() throws IOException {
        var document = new ProjectDocument(folder, file);
        document.apply("metric", null, now -> now.withMetric("f1:answer"));
        file.withData(Map.of("train", "data/train.jsonl")).withLm("other").write(folder);
        document.write();

        assertThat(read())
                .isEqualTo(
                        file.withData(Map.of("train", "data/train.jsonl"))
                                .withLm("other")
                                .withMetric("f1:answer"));
    }

    @Test
    void aFileThatCannotBeReadIsNotWrittenOver() throws IOException {
        var document = new ProjectDocument(folder, file);
        document.apply("lm", null, now -> now.withLm("main"));
        Files.writeString(folder.resolve(ProjectFile.NAME), "{ not json");

        assertThatThrownBy(document::write).isInstanceOf(IOException.class);
        assertThat(folder.resolve(ProjectFile.NAME)).hasContent("{ not json");
    }

    private ProjectFile read() {
        return ((Opened.Ok) Projects.open(folder)).project().file();
    }
}
