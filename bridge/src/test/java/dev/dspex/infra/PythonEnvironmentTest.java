package dev.dspex.infra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

class PythonEnvironmentTest {
    @TempDir Path folder;

    @Test
    @DisabledOnOs(OS.WINDOWS) // the stand-ins are shell scripts
    void aNamedPythonComesBeforeThoseOnThePath() throws Exception {
        Path python = folder.resolve("my-python");
        script(python, "echo 3.12.1");
        assertThat(BasePython.find(Map.of("DSPEX_BASE_PYTHON", python.toString())))
                .isEqualTo(python.toString());
    }

    @Test
    @DisabledOnOs(OS.WINDOWS) // the stand-ins are shell scripts
    void aPythonThatIsTooOldOrDoesNotRunIsToldApart() throws Exception {
        Path old = folder.resolve("old");
        script(old, "echo 3.9.2");
        Path broken = folder.resolve("broken");
        script(broken, "exit 1");
        assertThat(BasePython.version(old.toString())).contains("3.9.2");
        assertThat(BasePython.version(broken.toString())).isEmpty();
        assertThat(BasePython.version(folder.resolve("nothing").toString())).isEmpty();
    }

    @Test
    void theDataFolderIsTheOneThatIsNamed() {
        assertThat(Paths.findData(Map.of("DSPEX_HOME", folder.toString()), "Linux"))
                .isEqualTo(folder);
        assertThat(Paths.findData(Map.of("XDG_DATA_HOME", folder.toString()), "Linux"))
                .isEqualTo(folder.resolve("dspex"));
        assertThat(Paths.findData(Map.of(), "Mac OS X"))
                .endsWithRaw(Path.of("Application Support", "dspex"));
    }

    @Test
    void aMissingScriptIsADamagedInstallation() {
        String before = System.setProperty("dspex.interpreter.file", "");
        try {
            PythonEnvironment environment =
                    new PythonEnvironment(new Paths(folder, folder), Map.of(), null);
            assertThatThrownBy(() -> environment.ensure(p -> {}))
                    .isInstanceOfSatisfying(
                            SetupException.class,
                            e -> assertThat(e.hint()).contains("Install the workbench again"));
            PythonEnvironment named =
                    new PythonEnvironment(
                            new Paths(folder, folder),
                            Map.of("DSPEX_PYTHON", folder.resolve("no-python").toString()),
                            null);
            assertThatThrownBy(() -> named.ensure(p -> {}))
                    .isInstanceOfSatisfying(
                            SetupException.class,
                            e -> assertThat(e.code()).isEqualTo("python_unusable"));
        } finally {
            if (before != null) {
                System.setProperty("dspex.interpreter.file", before);
            }
        }
    }

    private static void script(Path file, String line) throws IOException {
        Files.writeString(file, "#!/bin/sh\n" + line + "\n");
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }
}
