package dev.dspex.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dspex.app.testing.OnFx;

import javafx.scene.control.Labeled;
import javafx.scene.control.TableView;

import org.junit.jupiter.api.Test;

import java.util.Objects;

/** The Agents place with real DSPy and the Practice LM. */
class AgentsPlaceTest extends WindowFixture {
    @Test
    void agentsVoteOnADataSetAndTheVoteIsOpenedAgain() {
        startPython();
        openSample("agent-panel");
        waitFor(bench.canRun()::get);
        var project = Objects.requireNonNull(OnFx.call(bench::project));
        waitFor(() -> OnFx.call(() -> project.firstRow() != null));

        click("#place-agents");
        waitFor(() -> find("#agents-start") != null && find("#agent-cards") != null);
        waitFor(() -> OnFx.call(() -> !there("#agents-start").isDisabled()));
        click("#agents-start");
        waitFor(() -> !figures().isEmpty() && votes() > 0);
        waitFor(() -> OnFx.call(() -> !project.runs().isRunning()));
        waitFor(() -> votes() == 120);
        assertThat(figures()).contains("Score", "careful");
        var id = OnFx.call(() -> project.runs().agents.run());

        var ran = figures();
        OnFx.run(() -> project.runs().agents.show(""));
        waitFor(() -> votes() == 0);
        click("#place-design");
        OnFx.run(() -> project.openRun(id));
        waitFor(() -> votes() == 120 && figures().equals(ran));
        assertThat(OnFx.call(() -> bench.mainWindow().placeProperty().get().id()))
                .isEqualTo(AgentsPlace.ID);
    }

    private int votes() {
        return OnFx.call(() -> ((TableView<?>) there("#agent-ballots")).getItems().size());
    }

    private String figures() {
        return OnFx.call(() -> ((Labeled) there("#agents-figures")).getText());
    }
}
