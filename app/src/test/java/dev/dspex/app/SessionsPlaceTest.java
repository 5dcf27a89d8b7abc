package dev.dspex.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dspex.app.testing.OnFx;
import dev.dspex.orchestration.SessionsFile;

import javafx.scene.control.Labeled;

import org.junit.jupiter.api.Test;

import java.nio.file.Files;
import java.util.Objects;

/** The Sessions place with real DSPy and the Practice LM. */
class SessionsPlaceTest extends WindowFixture {
    @Test
    void aSessionIsSetUpKeptRunAndOpenedAgain() {
        startPython();
        openSample("support-triage");
        waitFor(bench.canRun()::get);
        var project = Objects.requireNonNull(OnFx.call(bench::project));
        waitFor(() -> OnFx.call(() -> project.firstRow() != null));

        click("#place-sessions");
        click("#session-begin");
        type("#session-calls", "16");
        var kept = data.resolve("samples/support-triage").resolve(SessionsFile.NAME);
        waitFor(() -> Files.exists(kept));
        waitFor(() -> OnFx.call(() -> !there("#session-start").isDisabled()));
        click("#session-start");
        waitFor(() -> find("#session-arms") != null && about().contains("mean"));
        waitFor(() -> OnFx.call(() -> !project.runs().isRunning()));
        waitFor(() -> OnFx.call(() -> there("#session-start").isVisible()));
        var id = OnFx.call(() -> project.runs().session.run());
        var ran = about();
        assertThat(ran).contains("2 modules");

        OnFx.run(() -> project.runs().session.show(""));
        waitFor(() -> !about().equals(ran));
        click("#place-design");
        OnFx.run(() -> project.openRun(id));
        waitFor(() -> find("#session-about") != null && about().equals(ran));
        assertThat(OnFx.call(() -> bench.mainWindow().placeProperty().get().id()))
                .isEqualTo(SessionsPlace.ID);
    }

    private String about() {
        return OnFx.call(() -> ((Labeled) there("#session-about")).getText());
    }
}
