package dev.dspex.project;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

class ProjectWatchTest {
    @TempDir Path folder;
    private final BlockingQueue<Set<String>> told = new LinkedBlockingQueue<>();

    @BeforeEach
    void project() throws IOException {
        Files.createDirectories(folder.resolve("programs"));
        Files.createDirectories(folder.resolve("code"));
        Files.createDirectories(folder.resolve(".dspex"));
        Files.writeString(folder.resolve("code/tools.py"), "x = 1\n");
    }

    /** Everything told until these files were. */
    private Set<String> until(String... files) throws InterruptedException {
        var all = new TreeSet<String>();
        while (!all.containsAll(Set.of(files))) {
            var next = told.poll(30, TimeUnit.SECONDS);
            assertThat(next).as("told after " + all).isNotNull();
            all.addAll(java.util.Objects.requireNonNull(next));
        }
        return all;
    }

    @Test
    void changedNewAndDeletedFilesAreTold() throws Exception {
        try (var watch = ProjectWatch.start(folder, told::add)) {
            assertThat(watch).isNotNull();
            Files.writeString(folder.resolve("code/tools.py"), "x = 2\n");
            Files.writeString(folder.resolve("programs/a.program.json"), "{}");
            Files.writeString(folder.resolve(ProjectFile.NAME), "{}");
            until("code/tools.py", "programs/a.program.json", ProjectFile.NAME);
            Files.delete(folder.resolve("code/tools.py"));
            until("code/tools.py");
        }
    }

    @Test
    void foldersThatAreMadeLaterAreWatchedToo() throws Exception {
        try (var watch = ProjectWatch.start(folder, told::add)) {
            assertThat(watch).isNotNull();
            Files.createDirectories(folder.resolve("state"));
            var all = new TreeSet<String>();
            for (int i = 0; i < 30 && !all.contains("state/s.json"); i++) {
                Files.writeString(folder.resolve("state/s.json"), "{\"n\": " + i + "}");
                var next = told.poll(1, TimeUnit.SECONDS);
                if (next != null) all.addAll(next);
            }
            assertThat(all).contains("state/s.json");
        }
    }

    @Test
    void hiddenFilesAndBookkeepingDoNotCount() throws Exception {
        try (var watch = ProjectWatch.start(folder, told::add)) {
            assertThat(watch).isNotNull();
            Files.writeString(folder.resolve(".dspex/runs.db"), "");
            Files.writeString(folder.resolve("programs/.a.tmp"), "");
            Files.writeString(folder.resolve("notes.txt"), "");
            Files.writeString(folder.resolve("code/mark.py"), "");
            assertThat(until("code/mark.py")).containsExactly("code/mark.py");
        }
    }
}
