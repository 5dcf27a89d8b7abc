package dev.dspex.app.trace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dspex.app.kit.RunState;
import dev.dspex.app.testing.LostWorker;
import dev.dspex.app.testing.Recorded;
import dev.dspex.app.trace.TraceNode.Kind;
import dev.dspex.event.RunEvent;
import dev.dspex.event.Stamped;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import tools.jackson.databind.node.JsonNodeFactory;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

class TraceModelTest {
    private final TraceModel model = new TraceModel();

    @Test
    void callsStandBelowTheCallThatMadeThem() {
        open(Recorded.events("react"));
        var program = model.roots().getFirst();

        assertThat(model.roots()).hasSize(1);
        assertThat(program.children())
                .singleElement()
                .satisfies(
                        react -> {
                            assertThat(react.detail()).isEqualTo("ReAct");
                            assertThat(react.children())
                                    .extracting(TraceNode::kind)
                                    .contains(Kind.MODULE, Kind.TOOL);
                        });
        assertThat(program.state()).isEqualTo(RunState.OK);
    }

    @Test
    void aCallHasUsedWhatAllBelowItUsed() {
        var events = Recorded.events("react");
        open(events);
        long all =
                events.stream()
                        .filter(e -> e.event() instanceof RunEvent.LmEnded)
                        .mapToLong(
                                e ->
                                        ((RunEvent.LmEnded) e.event()).promptTokens()
                                                + ((RunEvent.LmEnded) e.event()).completionTokens())
                        .sum();

        assertThat(model.roots().getFirst().tokens()).isEqualTo(all);
    }

    @Test
    void aSkippedNodeStandsBelowItsProgramWithTheReason() {
        open(Recorded.events("routed"));

        assertThat(model.roots().getFirst().children())
                .filteredOn(node -> node.kind() == Kind.SKIPPED)
                .singleElement()
                .satisfies(
                        node -> {
                            assertThat(node.name()).isEqualTo("sell");
                            assertThat(node.state()).isEqualTo(RunState.SKIPPED);
                            assertThat(node.detail()).isEqualTo("skipped, no value for question");
                        });
    }

    @Test
    void stepsOfAPatternStandBelowWhatTheyGoOnFromWithWhatBecameOfThem() {
        var none = JsonNodeFactory.instance.objectNode();
        happened(
                new RunEvent.CallStarted(
                        "p", null, "module", "solve", "solve", "TreeOfThoughts", none, null),
                step(1, null, "Add them", "open", null, ""),
                step(2, 1, "Then halve", "open", null, ""),
                step(1, null, "Add them", "chosen", 0.8, "Votes: 0.9, 0.7."),
                step(2, 1, "Then halve", "pruned", 0.2, "Its value 0.20 is below 0.5."));

        var first = model.roots().getFirst().children().getFirst();
        assertThat(first.name()).isEqualTo("Add them");
        assertThat(first.detail()).isEqualTo("chosen, 0.80, Votes: 0.9, 0.7.");
        assertThat(first.state()).isEqualTo(RunState.OK);
        assertThat(first.children())
                .singleElement()
                .satisfies(
                        node -> {
                            assertThat(node.kind()).isEqualTo(Kind.STEP);
                            assertThat(node.state()).isEqualTo(RunState.SKIPPED);
                            assertThat(node.detail()).startsWith("pruned, 0.20");
                        });
    }

    private static RunEvent step(
            int number,
            @Nullable Integer parent,
            String text,
            String state,
            @Nullable Double score,
            String reason) {
        return new RunEvent.PatternStep(
                "p", number, parent, "solve", "thought", text, state, score, reason, 2, List.of(),
                null);
    }

    private void happened(RunEvent... events) {
        var stamped = new ArrayList<Stamped>();
        for (var event : events)
            stamped.add(new Stamped("r", stamped.size() + 1, 1, 1, "w1", event));
        open(stamped);
    }

    @Test
    void anEvaluationIsShownRowByRow() {
        open(Recorded.events("evaluate"));
        var row = model.rows().get(3);

        assertThat(model.rows()).hasSize(40);
        assertThat(model.shown("", row))
                .isNotEmpty()
                .allMatch(node -> row.equals(node.row()) || node.kind() == Kind.EVALUATE);
    }

    @Test
    void aFilterKeepsTheWayToWhatItFinds() {
        open(Recorded.events("react"));
        var shown = model.shown("order_status", "");

        assertThat(shown)
                .anyMatch(node -> node.kind() == Kind.TOOL)
                .contains(model.roots().getFirst());
        assertThat(model.shown("no such call", "")).isEmpty();
    }

    @Test
    void errorsAreRedAndCallsThatNeverEndedAreStopped() {
        open(Recorded.golden());

        assertThat(Objects.requireNonNull(model.node("l-1")).state()).isEqualTo(RunState.ERROR);
        assertThat(Objects.requireNonNull(model.node("c-1")).state()).isEqualTo(RunState.PAUSED);
        assertThat(Objects.requireNonNull(model.node("l-1")).messages()).hasSize(2);
    }

    private void open(List<Stamped> events) {
        model.show(events.getFirst().run());
        model.accept(events);
    }

    @Test
    void callsOfALostWorkerRunNoMore() {
        var cut = LostWorker.until(Recorded.events("run"), "run", 4);
        model.show(cut.getFirst().run());
        model.accept(cut.subList(0, cut.size() - 2));
        assertThat(states()).contains(RunState.RUNNING);
        model.accept(cut);

        assertThat(states()).contains(RunState.PAUSED).doesNotContain(RunState.RUNNING);
    }

    private List<RunState> states() {
        return model.roots().stream().map(TraceNode::state).toList();
    }
}
