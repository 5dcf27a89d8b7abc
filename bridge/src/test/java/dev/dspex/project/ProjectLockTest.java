package dev.dspex.project;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

class ProjectLockTest {

    @TempDir Path folder;

    private Path project() {
        return ((Opened.Ok) Projects.create(folder.resolve("demo"), Template.BLANK))
                .project()
                .folder();
    }

    @Test
    void aProjectIsLockedForOneAtATime() throws Exception {
        Path project = project();
        Locked first = ProjectLock.tryLock(project);
        assertThat(first).isInstanceOf(Locked.Here.class);
        assertThat(ProjectLock.tryLock(project))
                .isInstanceOfSatisfying(
                        Locked.Elsewhere.class,
                        elsewhere -> {
                            assertThat(elsewhere.pid()).isEqualTo(ProcessHandle.current().pid());
                            assertThat(elsewhere.since()).isNotNull();
                            assertThat(elsewhere.message())
                                    .isEqualTo("The project is open already.");
                        });
        ((Locked.Here) first).lock().close();
        Locked again = ProjectLock.tryLock(project);
        assertThat(again).isInstanceOf(Locked.Here.class);
        ((Locked.Here) again).lock().close();
        Path plain = Files.createDirectories(folder.resolve("plain"));
        Files.writeString(plain.resolve(".dspex"), "a file where the folder should be");
        assertThat(ProjectLock.tryLock(plain)).isInstanceOf(Locked.Unwritable.class);
    }

    @Test
    void aLockOfAnotherProcessNamesItAndIsGoneWithIt() throws Exception {
        Path project = project();
        Process other =
                new ProcessBuilder(
                                ProcessHandle.current().info().command().orElseThrow(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                Holder.class.getName(),
                                project.toString())
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        assertThat(other.inputReader().readLine()).isEqualTo("locked");
        assertThat(ProjectLock.tryLock(project))
                .isInstanceOfSatisfying(
                        Locked.Elsewhere.class,
                        elsewhere -> assertThat(elsewhere.pid()).isEqualTo(other.pid()));
        other.destroyForcibly().waitFor();
        Locked after = ProjectLock.tryLock(project);
        assertThat(after).isInstanceOf(Locked.Here.class);
        ((Locked.Here) after).lock().close();
    }

    /** Holds a lock until it is killed. */
    static final class Holder {
        public static void main(String[] args) throws IOException {
            System.out.println(
                    ProjectLock.tryLock(Path.of(args[0])) instanceof Locked.Here
                            ? "locked"
                            : "not locked");
            int _ = System.in.read();
        }
    }
}
