package dev.dspex.version;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dspex.Samples;
import dev.dspex.program.Program;
import dev.dspex.program.ProgramFile;
import dev.dspex.program.Read;
import dev.dspex.store.RunStore;
import dev.dspex.version.Version.Origin;

import org.eclipse.jgit.api.Git;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Objects;

/** Versions of a program in a real project folder, in and out of a real Git repository. */
class ProgramVersionsTest {
    private static final Program TRIAGE = Samples.triage();
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    @TempDir Path folder;

    private Path file() throws IOException {
        var file = folder.resolve("programs/" + TRIAGE.name() + ProgramFile.SUFFIX);
        Files.createDirectories(Objects.requireNonNull(file.getParent()));
        return file;
    }

    private ProgramVersions versions(RunStore store) {
        return new ProgramVersions(folder, store);
    }

    private RunStore store() throws IOException {
        Files.createDirectories(folder.resolve(".dspex"));
        return RunStore.open(folder.resolve(".dspex/runs.db"));
    }

    @Test
    void whatWasSavedComesBackNewestFirstAndOnlyOnceInARow() throws IOException {
        try (var store = store()) {
            var versions = versions(store);
            var saves = ProgramVersions.saves(folder);
            saves.keep(TRIAGE, NOON);
            saves.keep(TRIAGE, NOON.plusSeconds(1));
            saves.keep(TRIAGE.withDescription("Second"), NOON.plusSeconds(2));

            var found = versions.of(TRIAGE.name());

            assertThat(found).extracting(Version::when).containsExactly(NOON.plusSeconds(2), NOON);
            assertThat(found).extracting(Version::origin).containsOnly(Origin.SAVED);
            assertThat(program(versions, found.getLast())).isEqualTo(TRIAGE);
            assertThat(versions.standing(TRIAGE.name())).isNull();
        }
    }

    @Test
    void onlySoManySavesAreKept() throws IOException {
        var saves = new LocalHistory(folder);
        for (int i = 0; i < LocalHistory.KEPT + 5; i++)
            saves.keep(TRIAGE.withDescription("No. " + i), NOON.plusSeconds(i));
        var found = saves.versions(TRIAGE.name());
        assertThat(found).hasSize(LocalHistory.KEPT);
        assertThat(found.getLast().when()).isEqualTo(NOON.plusSeconds(5));
    }

    @Test
    void commitsAreVersionsAndTheFileStandsAgainstThem() throws Exception {
        var second = TRIAGE.withDescription("Second");
        try (var git = Git.init().setDirectory(folder.toFile()).setInitialBranch("main").call();
                var store = store()) {
            var versions = versions(store);
            ProgramFile.write(file(), TRIAGE);
            assertThat(versions.standing(TRIAGE.name()))
                    .isEqualTo(new ProgramVersions.Standing("main", GitHistory.Status.UNTRACKED));
            assertThat(versions.of(TRIAGE.name())).isEmpty();
            git.add().addFilepattern("programs").call();
            git.commit()
                    .setMessage("First\n\nlong")
                    .setAuthor("Ada", "a@example.org")
                    .setSign(false)
                    .call();
            ProgramFile.write(file(), second);
            assertThat(Objects.requireNonNull(versions.standing(TRIAGE.name())).status())
                    .isEqualTo(GitHistory.Status.MODIFIED);

            var found = versions.of(TRIAGE.name());

            assertThat(found).hasSize(1);
            assertThat(found.getFirst().label()).isEqualTo("First");
            assertThat(found.getFirst().by()).isEqualTo("Ada");
            assertThat(program(versions, found.getFirst())).isEqualTo(TRIAGE);
            git.add().addFilepattern("programs").call();
            git.commit()
                    .setMessage("Second")
                    .setAuthor("Ada", "a@example.org")
                    .setSign(false)
                    .call();
            assertThat(Objects.requireNonNull(versions.standing(TRIAGE.name())).status())
                    .isEqualTo(GitHistory.Status.CLEAN);
            assertThat(versions.of(TRIAGE.name()))
                    .extracting(Version::label)
                    .contains("Second", "First");
        }
    }

    @Test
    void aVersionThatIsGoneSaysSo() throws IOException {
        try (var store = store()) {
            var read =
                    versions(store)
                            .read(TRIAGE.name(), new Version(Origin.RUN, "r-1", NOON, "1", ""));
            assertThat(read).isInstanceOf(Read.Bad.class);
            assertThat(read.problems().getFirst().message()).contains("r-1");
        }
    }

    private static Program program(ProgramVersions versions, Version version) throws IOException {
        return Objects.requireNonNull(
                ProgramVersions.program(versions.read(TRIAGE.name(), version)));
    }
}
