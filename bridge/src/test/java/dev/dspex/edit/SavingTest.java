package dev.dspex.edit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dspex.program.Program;
import dev.dspex.program.ProgramFile;
import dev.dspex.program.Read;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

/** Saving, other hands at the file, and what is left after a crash. */
class SavingTest {

    private static final Program BASE = Program.empty("triage").withDescription("Base");

    @TempDir Path folder;

    private ProgramDisk disk() throws IOException {
        var file = folder.resolve("triage.program.json");
        ProgramFile.write(file, BASE);
        var disk = new ProgramDisk(file, "programs/triage.program.json");
        assertThat(disk.read()).isInstanceOf(Read.Draft.class).isNotNull();
        return disk;
    }

    @Test
    void savesWhatOnlyTheEditorChanged() throws IOException {
        var disk = disk();
        assertThat(disk.save(BASE.withDescription("Mine"))).isEqualTo(new ProgramDisk.Saved.Done());
        assertThat(disk.changedMeanwhile()).isFalse();
        assertThat(Files.readString(disk.file()))
                .isEqualTo(ProgramFile.text(BASE.withDescription("Mine")));
    }

    @Test
    void neverWritesOverWhatAnotherHandWrote() throws IOException {
        var disk = disk();
        var theirs = ProgramFile.text(BASE.withDescription("Theirs"));
        Files.writeString(disk.file(), theirs);
        assertThat(disk.changedMeanwhile()).isTrue();
        assertThat(disk.save(BASE.withDescription("Mine")))
                .isInstanceOf(ProgramDisk.Saved.ChangedMeanwhile.class);
        assertThat(Files.readString(disk.file())).isEqualTo(theirs);
        assertThat(disk.overwrite(BASE.withDescription("Mine")))
                .isEqualTo(new ProgramDisk.Saved.Done());
    }

    @Test
    void aFileThatIsGoneIsNoticed() throws IOException {
        var disk = disk();
        Files.delete(disk.file());
        assertThat(disk.save(BASE)).isEqualTo(new ProgramDisk.Saved.ChangedMeanwhile(null));
    }

    @Test
    void unsavedWorkIsFoundAgain() throws IOException {
        var recovery = new Recovery(folder.resolve("journal"));
        var work = BASE.withDescription("Work");
        var when = Instant.parse("2026-11-23T10:00:00Z");
        recovery.keep(work, BASE, when);
        assertThat(new Recovery(folder.resolve("journal")).find("triage"))
                .contains(new Recovery.Found(work, BASE, when));
        recovery.forget("triage");
        assertThat(recovery.find("triage")).isEmpty();
    }

    @Test
    void workEqualToItsBaseAndBrokenFilesAreNotOffered() throws IOException {
        var recovery = new Recovery(folder);
        recovery.keep(BASE, BASE, Instant.EPOCH);
        assertThat(recovery.find("triage")).isEmpty();
        Files.writeString(folder.resolve("triage.json"), "{\"when\":");
        assertThat(recovery.find("triage")).isEmpty();
        assertThat(recovery.find("other")).isEmpty();
    }
}
