package dev.dspex.run;

import static dev.dspex.run.Fixture.present;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dspex.event.RunEvent;
import dev.dspex.event.RunStatus;
import dev.dspex.event.Stamped;
import dev.dspex.infra.LmAlias;
import dev.dspex.infra.Secrets;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;

class RunsTest extends PoolTest {
    @Test
    void aStreamedRunGivesTokensAndOutputsAndItsEventsAreNumberedWithoutGaps() throws Exception {
        var inputs =
                Fixture.MAPPER.createObjectNode().put("ticket", "I was charged twice this month.");
        RunHandle run = runs.submit(new RunRequest.Once(Fixture.setup(project), inputs, true));
        RunResult result = Fixture.await(run);
        assertThat(result.error()).isNull();
        assertThat(result.status()).isEqualTo(RunStatus.FINISHED);
        assertThat(result.outcome())
                .isInstanceOfSatisfying(
                        Outcome.Outputs.class,
                        o ->
                                assertThat(o.outputs().propertyNames())
                                        .containsExactly("queue", "priority"));
        assertThat(result.usage().calls()).isEqualTo(2);
        assertThat(result.usage().usd()).isEqualTo(0.0);
        List<Stamped> all = log.of(run.id());
        assertThat(all.stream().map(Stamped::seq))
                .containsExactlyElementsOf(LongStream.rangeClosed(1, all.size()).boxed().toList());
        assertThat(all.getFirst().event()).isInstanceOf(RunEvent.RunQueued.class);
        assertThat(all.getLast().event()).isInstanceOf(RunEvent.RunFinished.class);
        assertThat(events(all, RunEvent.Token.class)).isNotEmpty();
        assertThat(events(all, RunEvent.Unknown.class)).isEmpty();
        assertThat(events(all, RunEvent.RunStarted.class).getFirst().provenance().dspy())
                .isEqualTo("3.4.1");
    }

    @Test
    void aFullDiskStopsTheRunWithTheReasonAndNothingUnstoredIsPublished() throws Exception {
        MemoryLog small = new MemoryLog().withRoomFor(40);
        List<Stamped> seen = new ArrayList<>();
        try (Runs recorded = new Runs(pool, small, new Secrets())) {
            recorded.subscribe(
                    batch -> {
                        synchronized (seen) {
                            seen.addAll(batch);
                        }
                    });
            RunResult result = Fixture.await(recorded.submit(evaluation("fields", 24, 2, 2)));
            assertThat(result.status()).isEqualTo(RunStatus.FAILED);
            assertThat(result.error()).isNotNull();
            assertThat(present(result.error()).code()).isEqualTo("disk_full");
            assertThat(present(result.error()).message()).contains("disk is full");
        }
        synchronized (seen) {
            assertThat(small.all()).containsAll(seen);
        }
    }

    @Test
    void aSlowSubscriberHoldsUpNothingAndMissesNothing() throws Exception {
        CountDownLatch gate = new CountDownLatch(1);
        List<Stamped> seen = new ArrayList<>();
        CountDownLatch end = new CountDownLatch(1);
        runs.subscribe(
                batch -> {
                    try {
                        gate.await();
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                    seen.addAll(batch);
                    if (batch.getLast().event() instanceof RunEvent.RunFinished) {
                        end.countDown();
                    }
                });
        RunHandle run = runs.submit(evaluation("fields", 24, 2, 2));
        assertThat(Fixture.await(run).status()).isEqualTo(RunStatus.FINISHED);
        gate.countDown();
        assertThat(end.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(seen).containsExactlyElementsOf(log.of(run.id()));
    }

    @Test
    void whatMustNotBeStoredIsNowhereInTheStore() throws Exception {
        String ticket = "My passport number is XYZZY-RIVER, please help.";
        var inputs = Fixture.MAPPER.createObjectNode().put("ticket", ticket);
        Setup setup = Fixture.setup(project, LmAlias.practiceLm(), java.util.Set.of("ticket"));
        RunHandle run = runs.submit(new RunRequest.Once(setup, inputs, true));
        assertThat(Fixture.await(run).status()).isEqualTo(RunStatus.FINISHED);
        String stored =
                String.join(
                        "\n",
                        log.of(run.id()).stream().map(dev.dspex.event.EventCodec::line).toList());
        assertThat(stored).contains("•••").doesNotContain("XYZZY").doesNotContain("passport");
    }
}
