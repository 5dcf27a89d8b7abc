package dev.dspex.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dspex.event.RunEvent;
import dev.dspex.infra.Secrets;
import dev.dspex.store.RunStore;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.node.ObjectNode;

import java.nio.file.Path;

/** Runs of a part of a program, and the calls of nodes that they repeat. */
class PartRunsTest extends PoolTest {
    private static ObjectNode inputs() {
        return Fixture.MAPPER.createObjectNode().put("ticket", "I was charged twice this month.");
    }

    private RunHandle run(Runs on, ObjectNode values, RunRequest.Part part) {
        return on.submit(new RunRequest.Once(Fixture.setup(project), values, true, part));
    }

    @Test
    void aRunUntilANodeGivesItsOutputsAndRunsNothingBehindIt() throws Exception {
        var first = Fixture.program().nodes().getFirst().id();
        RunHandle run = run(runs, inputs(), new RunRequest.Part.Until(first));

        assertThat(Fixture.await(run).outcome())
                .isInstanceOfSatisfying(
                        Outcome.Outputs.class,
                        o -> assertThat(o.outputs().propertyNames()).contains("queue"));
        assertThat(events(log.of(run.id()), RunEvent.CallStarted.class))
                .extracting(RunEvent.CallStarted::node)
                .filteredOn(node -> !node.contains("."))
                .containsOnly("", first);
        var queued = events(log.of(run.id()), RunEvent.RunQueued.class).getFirst();
        assertThat(queued.request().path("until").asString()).isEqualTo(first);
    }

    @Test
    void aNodeRunsAloneOnWhatItWasLastCalledWith(@TempDir Path folder) throws Exception {
        var last = Fixture.program().nodes().getLast().id();
        try (RunStore store = RunStore.open(folder.resolve("runs.db"));
                Runs stored = new Runs(pool, store, new Secrets())) {
            var calls = new LastCalls(store);
            var name = Fixture.program().name();
            assertThat(calls.of(name, last, "")).isEmpty();
            Fixture.await(run(stored, inputs(), new RunRequest.Part.Whole()));

            var call = calls.of(name, last, "").orElseThrow();
            assertThat(call.repeatable()).isTrue();
            assertThat(call.gave()).isTrue();
            var again = run(stored, (ObjectNode) call.inputs(), new RunRequest.Part.Only(last));
            assertThat(Fixture.await(again).error()).isNull();
            assertThat(
                            store.events(again.id())
                                    .map(e -> e.event())
                                    .filter(RunEvent.CallStarted.class::isInstance)
                                    .map(e -> ((RunEvent.CallStarted) e).node())
                                    .filter(node -> !node.contains(".")))
                    .containsOnly("", last);
            assertThat(calls.of(name, last, "").orElseThrow().run()).isEqualTo(again.id());
            assertThat(calls.of(name, last, call.run()).orElseThrow().run()).isEqualTo(call.run());
        }
    }
}
