package dev.dspex.app.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dspex.app.run.HistoryModel.Item;
import dev.dspex.app.testing.Recorded;
import dev.dspex.event.RunStatus;

import org.junit.jupiter.api.Test;

import java.util.List;

class HistoryModelTest {
    private final HistoryModel model = new HistoryModel();

    @Test
    void liveRunsStandAboveTheStoredOnes() {
        model.setRuns(
                List.of(new Item("old", 1, "run", "triage", RunStatus.FINISHED, null, 1, 2.0)));
        model.accept(Recorded.events("evaluate"));

        assertThat(model.items()).extracting(Item::number).containsExactly(2, 1);
        assertThat(model.items().getFirst().status()).isEqualTo(RunStatus.FINISHED);
        assertThat(model.items().getFirst().score()).isEqualTo(0.1875);
        assertThat(model.number("old")).isEqualTo(1);
    }

    @Test
    void aStudyHasTheScoreAfterIt() {
        model.accept(Recorded.events("gepa"));

        assertThat(model.items())
                .singleElement()
                .satisfies(
                        item -> {
                            assertThat(item.kind()).isEqualTo("optimize");
                            assertThat(item.score()).isNotNull();
                        });
    }
}
