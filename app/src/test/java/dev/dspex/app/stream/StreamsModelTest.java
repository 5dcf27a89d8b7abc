package dev.dspex.app.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dspex.app.kit.RunState;
import dev.dspex.app.testing.LostWorker;
import dev.dspex.app.testing.Recorded;
import dev.dspex.event.RunEvent;
import dev.dspex.event.Stamped;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

class StreamsModelTest {
    private final StreamsModel model = new StreamsModel();

    @Test
    void aLaneForEachFieldOfEachNodeInTheOrderTheyBegan() {
        open(Recorded.events("react"));

        assertThat(model.lanes())
                .extracting(Lane::field)
                .startsWith("next_thought", "next_tool_name", "next_tool_args");
        assertThat(model.lanes().getFirst().calls()).isEqualTo(2);
        assertThat(model.lanes()).allMatch(lane -> lane.state() == RunState.OK);
    }

    @Test
    void nothingThatWasStreamedIsLost() {
        var events = Recorded.events("run");
        open(events);
        var streamed =
                events.stream()
                        .filter(e -> e.event() instanceof RunEvent.Token)
                        .map(e -> ((RunEvent.Token) e.event()).text())
                        .collect(Collectors.joining());

        assertThat(model.lanes().stream().map(lane -> lane.since(0)).collect(Collectors.joining()))
                .isEqualTo(streamed);
    }

    @Test
    void tokensAreThoseOfTheProviderOnceTheCallHasEnded() {
        var events = Recorded.events("react");
        open(events);
        long completion =
                events.stream()
                        .filter(e -> e.event() instanceof RunEvent.LmEnded)
                        .mapToLong(e -> ((RunEvent.LmEnded) e.event()).completionTokens())
                        .sum();

        assertThat((double) model.lanes().stream().mapToLong(Lane::tokens).sum())
                .isBetween(completion - 8.0, completion + 8.0);
    }

    @Test
    void callsThatWriteAtTheSameTimeAreNotMixed() {
        open(
                List.of(
                        said(1, "a", "0", false),
                        said(2, "b", "1", false),
                        said(3, "a", ".9", true),
                        said(4, "b", ".2", true),
                        said(5, "c", "0.5", true)));
        assertThat(model.lanes()).hasSize(1);
        assertThat(model.lanes().getFirst().since(0)).isEqualTo("0.9\n\n1.2\n\n0.5");
        assertThat(model.lanes().getFirst().calls()).isEqualTo(3);
    }

    private static Stamped said(int seq, String call, String text, boolean last) {
        var token = new RunEvent.Token(call, "vote", "value", text, last);
        return new Stamped("r", seq, seq, seq, "w", token);
    }

    @Test
    void aLaneThatIsWrittenRunsAndHasAPace() {
        open(Recorded.events("react").subList(0, 14));

        assertThat(model.live()).isEqualTo(1);
        assertThat(model.lanes().getFirst().rate()).isPositive();
        assertThat(model.lanes().getFirst().firstToken()).isNotNegative();
    }

    @Test
    void onlyTheLast200kBAreKeptAndAViewGetsWhatItHasNotShown() {
        var events = new ArrayList<Stamped>();
        for (int i = 1; i <= 30; i++)
            events.add(
                    new Stamped(
                            "r",
                            i,
                            i * 10.0,
                            i,
                            "w",
                            new RunEvent.Token(
                                    "l", "n", "f", (i % 10 + "").repeat(10_000), false)));
        model.show("r");
        model.accept(events.subList(0, 25));
        var lane = model.lanes().getFirst();
        long shown = lane.letters();
        model.accept(events);

        assertThat(lane.since(shown)).hasSize(50_000).startsWith("6");
        assertThat(lane.since(0)).hasSize(Lane.KEPT);
        assertThat(lane.letters()).isEqualTo(300_000);
    }

    @Test
    void everyGoldenEventIsTaken() {
        open(Recorded.golden());

        assertThat(model.lanes())
                .singleElement()
                .satisfies(lane -> assertThat(lane.state()).isEqualTo(RunState.ERROR));
    }

    private void open(List<Stamped> events) {
        model.show(events.getFirst().run());
        model.accept(events);
    }

    @Test
    void aLaneOfALostWorkerStandsStill() {
        var recorded = Recorded.events("run");
        int token = 0;
        while (!(recorded.get(token).event() instanceof RunEvent.Token)) token++;
        open(LostWorker.until(recorded, "run", token));

        assertThat(model.lanes()).isNotEmpty();
        assertThat(model.live()).isZero();
    }
}
