package dev.dspex.app;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

class InputsStoreTest {
    @TempDir Path data;
    private final Path project = Path.of("a", "project");

    @Test
    void whatStoodInTheFormIsThereAfterARestartByProjectAndProgram() {
        var store = new InputsStore(data);
        store.write(project, "triage", Map.of("ticket", "I was charged twice."));
        store.write(project, "answer", Map.of("question", "Why?"));
        var restarted = new InputsStore(data);

        assertThat(restarted.read(project, "triage"))
                .containsExactly(Map.entry("ticket", "I was charged twice."));
        assertThat(restarted.read(project, "answer")).containsOnlyKeys("question");
        assertThat(restarted.read(Path.of("other"), "triage")).isEmpty();
    }

    @Test
    void aDamagedFileIsAsNone() throws IOException {
        var store = new InputsStore(data);
        store.write(project, "triage", Map.of("ticket", "x"));
        try (var files = Files.list(data)) {
            Files.writeString(files.findFirst().orElseThrow(), "{ broken");
        }
        assertThat(store.read(project, "triage")).isEmpty();
        store.write(project, "triage", Map.of("ticket", "y"));
        assertThat(store.read(project, "triage")).containsEntry("ticket", "y");
    }
}
