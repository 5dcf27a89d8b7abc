package dev.dspex.app.canvas;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dspex.app.kit.RunState;
import dev.dspex.app.testing.Recorded;
import dev.dspex.event.RunEvent;
import dev.dspex.event.Stamped;
import dev.dspex.program.Program;
import dev.dspex.program.ProgramFile;
import dev.dspex.program.Read;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.List;

class RunOnCanvasTest {
    private final List<Stamped> events = Recorded.events("routed");
    private final CanvasModel model = new CanvasModel(program());
    private final RunOnCanvas run = new RunOnCanvas(model);

    private Program program() {
        var queued = (RunEvent.RunQueued) events.getFirst().event();
        var text = queued.request().path("program").toString();
        return ((Read.Ok) ProgramFile.parse(text, "routed")).program();
    }

    @BeforeEach
    void show() {
        run.show(events.getFirst().run());
    }

    @Test
    void aNodeWhoseBranchWasNotTakenSaysSoWhileTheRunGoesOn() {
        run.accept(
                events.stream().filter(e -> !(e.event() instanceof RunEvent.RunFinished)).toList());

        assertThat(model.status("sell").state()).isEqualTo(RunState.SKIPPED);
        assertThat(model.status("sell").text()).isEqualTo("Not taken: team is tech help");
        assertThat(model.status("help").state()).isEqualTo(RunState.OK);
    }

    @Test
    void aRunThatIsOpenedAgainShowsWhatWasSkipped() {
        run.accept(events);

        assertThat(model.status("sell").state()).isEqualTo(RunState.SKIPPED);
        assertThat(NodeView.describe(model.box("sell").orElseThrow(), model.status("sell"), null))
                .endsWith("Skipped");
        assertThat(model.state(wire("sell"))).isEqualTo(Wire.State.NOT_TAKEN);
    }

    @Test
    void aNodeThatRanInAnotherRowIsNotShownAsSkipped() {
        run.accept(events);
        var again =
                new Stamped(
                        events.getFirst().run(),
                        events.size() + 1,
                        0,
                        0,
                        "w1",
                        new RunEvent.NodeSkipped(null, "help", "question", "2"));
        run.accept(List.of(again));

        assertThat(model.status("help").state()).isEqualTo(RunState.OK);
        assertThat(model.status("help").figures()).contains("1 skipped");
    }

    private Wire wire(String to) {
        return model.wires().stream().filter(w -> w.to().equals(to)).findFirst().orElseThrow();
    }
}
