package dev.dspex.app.canvas;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dspex.app.kit.RunState;
import dev.dspex.app.testing.Recorded;
import dev.dspex.edit.Edits;
import dev.dspex.event.RunError;
import dev.dspex.event.RunEvent;
import dev.dspex.event.Stamped;
import dev.dspex.program.CodeNode;
import dev.dspex.program.Program;
import dev.dspex.program.ProgramFile;
import dev.dspex.program.Read;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

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

    @Test
    void whatRanIsStaleAfterAnEditUntilItRunsAgain() {
        run.accept(events);
        var program = model.program();
        var sell = (CodeNode) program.node("sell").orElseThrow();
        var help = (CodeNode) program.node("help").orElseThrow();
        model.show(Edits.replace(program, help.withSource(help.source() + "\n")));

        assertThat(model.status("help").shown()).isEqualTo(RunState.STALE);
        assertThat(model.status("help").values()).isNotEmpty();
        assertThat(model.status("route").shown()).isEqualTo(RunState.OK);
        assertThat(model.status(sell.id()).shown()).isEqualTo(RunState.SKIPPED);

        model.show(program);
        assertThat(model.status("help").shown()).isEqualTo(RunState.OK);
    }

    @Test
    void aNodeThatRunsAloneLeavesTheOthersAsTheyAre() {
        run.accept(events);
        run.keepNext();
        run.show("again");
        assertThat(model.status("route").state()).isEqualTo(RunState.OK);

        var queued = (RunEvent.RunQueued) events.getFirst().event();
        var request = ((ObjectNode) queued.request().deepCopy()).put("only", "sell");
        var call = call("sell");
        take(1, new RunEvent.RunQueued("run", "routed", request));
        take(2, started());
        assertThat(model.status("sell").state()).isEqualTo(RunState.WAITING);
        take(3, call);
        take(4, new RunEvent.CallEnded(call.id(), call.inputs(), null, 0.1));
        take(5, finished());

        assertThat(model.status("sell").shown()).isEqualTo(RunState.OK);
        assertThat(model.status("route").shown()).isEqualTo(RunState.OK);
        assertThat(model.status("output").shown()).isEqualTo(RunState.STALE);
    }

    @Test
    void aPinnedNodeShowsItsPinnedValue() {
        var queued = (RunEvent.RunQueued) events.getFirst().event();
        var request = (ObjectNode) queued.request().deepCopy();
        for (var node : request.path("program").path("nodes"))
            if (node.path("id").asString().equals("help"))
                ((ObjectNode) node).putObject("pinned").put("answer", "kept");
        run.show("pinned");
        take("pinned", 1, new RunEvent.RunQueued("run", "routed", request));
        take("pinned", 2, started());

        assertThat(model.status("help").state()).isEqualTo(RunState.OK);
        assertThat(model.status("help").values()).containsEntry("answer", "kept");
    }

    @Test
    void aNodeThatFailsIsRedAndNothingAfterItLooksDone() {
        var why = RunError.of("code_failed", "It broke.", "Mend it.", "boom");
        run.show("again");
        take(1, events.getFirst().event());
        take(2, started());
        take(3, call("help"));
        take(4, new RunEvent.CallEnded("c", JsonNodeFactory.instance.nullNode(), why, 0.1));

        assertThat(model.status("help").state()).isEqualTo(RunState.ERROR);
        assertThat(model.status("output").state()).isNotEqualTo(RunState.OK);
        assertThat(NodeView.describe(model.box("help").orElseThrow(), model.status("help"), null))
                .contains("Error");
    }

    private RunEvent.CallStarted call(String node) {
        return new RunEvent.CallStarted(
                "c",
                null,
                "module",
                node,
                node,
                "Function",
                JsonNodeFactory.instance.objectNode().put("question", "What is this?"),
                null);
    }

    private RunEvent started() {
        return events.get(1).event();
    }

    private RunEvent finished() {
        return events.getLast().event();
    }

    private void take(int seq, RunEvent event) {
        take("again", seq, event);
    }

    private void take(String id, int seq, RunEvent event) {
        run.accept(List.of(new Stamped(id, seq, 0, 0, "w1", event)));
    }

    private Wire wire(String to) {
        return model.wires().stream().filter(w -> w.to().equals(to)).findFirst().orElseThrow();
    }
}
