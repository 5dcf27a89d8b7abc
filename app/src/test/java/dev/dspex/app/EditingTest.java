package dev.dspex.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dspex.app.testing.ChosenPlaces;
import dev.dspex.app.testing.OnFx;
import dev.dspex.edit.ProgramDocument;
import dev.dspex.program.Program;
import dev.dspex.program.ProgramFile;

import javafx.scene.input.KeyCode;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/** Editing in the window: undo, saving, other hands at the file, and work that outlives a crash. */
class EditingTest extends WindowFixture {

    @Test
    void whatIsEditedIsUndoneAndSavedByKeys() throws IOException {
        openSample("support-triage");
        robot.clickOn("#node-classify");
        robot.push(KeyCode.DELETE);
        waitFor(() -> document().program().node("classify").isEmpty());
        robot.push(KeyCode.CONTROL, KeyCode.Z);
        waitFor(() -> document().program().node("classify").isPresent());
        robot.push(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.Z);
        waitFor(() -> document().program().node("classify").isEmpty());
        robot.push(KeyCode.CONTROL, KeyCode.S);
        waitFor(() -> !document().dirty());
        assertThat(Files.readString(file())).isEqualTo(ProgramFile.text(document().program()));
    }

    @Test
    void unsavedWorkIsThereAgainAfterACrash() {
        openSample("support-triage");
        describe("Edited");
        waitFor(() -> Files.exists(journal()));
        // a window that never closed: nothing was saved or tidied up
        var again =
                OnFx.call(() -> Workbench.make(paths(), settings, new ChosenPlaces(), () -> {}));
        try {
            OnFx.run(() -> again.open(project()));
            waitFor(() -> again.project() != null);
            waitFor(() -> program(again).description().equals("Edited"));
            OnFx.run(() -> again.actions().undo());
            assertThat(program(again).description()).isNotEqualTo("Edited");
        } finally {
            OnFx.run(again::close);
        }
    }

    @Test
    void savedWorkLeavesNothingInTheJournal() {
        openSample("support-triage");
        describe("Edited");
        waitFor(() -> Files.exists(journal()));
        OnFx.run(() -> bench.actions().save());
        waitFor(() -> !Files.exists(journal()));
    }

    @Test
    void whatWasSavedLastIsWrittenBeforeTheWindowIsGone() throws IOException {
        openSample("support-triage");
        describe("Last");
        var file = file();
        var last = document().program();
        OnFx.run(
                () -> {
                    bench.actions().save();
                    bench.close();
                });
        assertThat(Files.readString(file)).isEqualTo(ProgramFile.text(last));
    }

    @Test
    void whatAnotherHandWroteIsJoinedWithMine() throws IOException {
        openSample("support-triage");
        var base = document().program();
        describe("Mine");
        var theirs = base.withNodes(base.nodes().stream().map(n -> n.withTitle("T")).toList());
        ProgramFile.write(file(), theirs);
        OnFx.run(() -> bench.actions().save());
        var joined = theirs.withDescription("Mine");
        waitFor(() -> OnFx.call(() -> !document().dirty() && document().program().equals(joined)));
        assertThat(Files.readString(file())).isEqualTo(ProgramFile.text(document().program()));
    }

    @Test
    void whatBothChangedIsAskedAboutAndNothingIsWrittenOver() throws IOException {
        openSample("support-triage");
        var theirs = ProgramFile.text(document().program().withDescription("Theirs"));
        describe("Mine");
        Files.writeString(file(), theirs);
        OnFx.run(() -> bench.actions().save());
        waitFor(() -> shows("triage: you and the file both changed description."));
        assertThat(Files.readString(file())).isEqualTo(theirs);
        assertThat(document().program().description()).isEqualTo("Mine");
        OnFx.run(() -> bench.actions().undo());
        assertThat(document().program().description()).isEqualTo("Theirs");
    }

    private void describe(String words) {
        OnFx.run(() -> document().apply("Describe", p -> p.withDescription(words)));
    }

    private ProgramDocument document() {
        return document(bench);
    }

    private static Program program(Workbench window) {
        return document(window).program();
    }

    private static ProgramDocument document(Workbench window) {
        return Objects.requireNonNull(window.project())
                .project()
                .documents()
                .get("triage")
                .orElseThrow()
                .document();
    }

    private Path project() {
        return data.resolve("samples/support-triage");
    }

    private Path file() {
        return project().resolve("programs/triage.program.json");
    }

    private Path journal() {
        return project().resolve(".dspex/journal/triage.json");
    }
}
