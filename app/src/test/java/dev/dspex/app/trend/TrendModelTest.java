package dev.dspex.app.trend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dspex.app.testing.Recorded;
import dev.dspex.app.trend.TrendModel.Scored;

import org.junit.jupiter.api.Test;

import java.util.List;

class TrendModelTest {
    private final TrendModel model = new TrendModel();

    @Test
    void storedAndLiveRunsMakeOneLineOfEachKind() {
        model.setProgram("triage");
        model.setRuns(
                List.of(
                        new Scored("old", 3, "evaluate", "triage", "test", 0.5, 1),
                        new Scored("other", 4, "evaluate", "helper", "test", 0.9, 2)),
                7);
        model.accept(Recorded.events("evaluate"));
        model.accept(Recorded.events("gepa"));

        assertThat(model.of("evaluate")).extracting(Scored::number).containsExactly(3, 8);
        assertThat(model.of("evaluate")).extracting(Scored::score).containsExactly(0.5, 0.1875);
        assertThat(model.of("optimize")).extracting(Scored::number).containsExactly(9);
    }

    @Test
    void aRunWithoutAScoreIsNoPoint() {
        model.accept(Recorded.events("run"));

        assertThat(model.isEmpty()).isTrue();
    }
}
