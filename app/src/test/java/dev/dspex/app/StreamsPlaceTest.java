package dev.dspex.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dspex.app.testing.OnFx;
import dev.dspex.stream.StreamsFile;

import javafx.scene.Node;

import org.junit.jupiter.api.Test;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/** The Streams place with real DSPy and the Practice LM. */
class StreamsPlaceTest extends WindowFixture {
    @Test
    void lanesAreSetUpStreamedAndKeptWithTheProject() {
        startPython();
        openSample("support-triage");
        waitFor(bench.canRun()::get);
        var project = Objects.requireNonNull(OnFx.call(bench::project));
        waitFor(() -> OnFx.call(() -> project.firstRow() != null));

        click("#place-streams");
        click("#lab-begin");
        waitFor(() -> find("#lane-B") != null);
        var folder = data.resolve("samples/support-triage");
        waitFor(() -> Files.exists(folder.resolve(StreamsFile.NAME)));
        assertThat(lanes(folder)).isEqualTo(2);

        waitFor(() -> OnFx.call(() -> !there("#lab-start").isDisabled()));
        click("#lab-start");
        waitFor(() -> find("#lab-play") != null && shown("#lab-play"));
        waitFor(() -> find("#lab-merged") != null);
        assertThat(OnFx.call(() -> there("#lane-A").lookupAll(".paragraph-text").isEmpty()))
                .isFalse();

        click("#lab-play");
        waitFor(() -> OnFx.call(() -> !project.runs().lab.isEmpty()));
    }

    private static int lanes(Path folder) {
        return StreamsFile.read(folder, "triage") instanceof StreamsFile.Read.Ok(var stored)
                        && stored != null
                ? stored.plan().lanes().size()
                : 0;
    }

    /** Its own and of everything around it. */
    private boolean shown(String selector) {
        return OnFx.call(
                () -> {
                    for (Node at = there(selector); at != null; at = at.getParent())
                        if (!at.isVisible()) return false;
                    return true;
                });
    }
}
