package dev.dspex.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dspex.event.RunEvent;
import dev.dspex.event.Stamped;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;

class SubscriberTest {
    private static final int EVENTS = 60_000;
    private static final int BATCH = 100;

    private static Stamped event(String run, long seq) {
        return new Stamped(run, seq, 0, 0, null, new RunEvent.Log("info", "test", "line " + seq));
    }

    @Test
    void whatASlowSubscriberCannotHoldIsReadBackInOrderAndOnce() throws Exception {
        MemoryLog log = new MemoryLog();
        CountDownLatch gate = new CountDownLatch(1);
        CountDownLatch all = new CountDownLatch(2 * EVENTS);
        List<Stamped> seen = new ArrayList<>();
        try (Subscribers subscribers = new Subscribers(log)) {
            subscribers.add(
                    batch -> {
                        try {
                            gate.await();
                        } catch (InterruptedException e) {
                            throw new IllegalStateException(e);
                        }
                        seen.addAll(batch);
                        batch.forEach(e -> all.countDown());
                    });
            for (long first = 1; first <= EVENTS; first += BATCH) {
                for (String run : List.of("r-1", "r-2")) {
                    List<Stamped> batch =
                            LongStream.range(first, first + BATCH)
                                    .mapToObj(s -> event(run, s))
                                    .toList();
                    log.append(batch);
                    subscribers.publish(batch);
                }
            }
            gate.countDown();
            assertThat(all.await(60, TimeUnit.SECONDS)).isTrue();
        }
        for (String run : List.of("r-1", "r-2")) {
            assertThat(seen.stream().filter(e -> e.run().equals(run)).mapToLong(Stamped::seq))
                    .containsExactlyElementsOf(LongStream.rangeClosed(1, EVENTS).boxed().toList());
        }
    }

    @Test
    void aSubscriberThatFailsGoesOnWithTheNextBatch() throws Exception {
        MemoryLog log = new MemoryLog();
        CountDownLatch second = new CountDownLatch(1);
        try (Subscribers subscribers = new Subscribers(log)) {
            subscribers.add(
                    batch -> {
                        if (batch.getFirst().seq() == 1) {
                            throw new IllegalStateException("a view broke");
                        }
                        second.countDown();
                    });
            subscribers.publish(List.of(event("r-1", 1)));
            subscribers.publish(List.of(event("r-1", 2)));
            assertThat(second.await(30, TimeUnit.SECONDS)).isTrue();
        }
    }
}
