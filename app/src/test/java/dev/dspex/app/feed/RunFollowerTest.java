package dev.dspex.app.feed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dspex.app.fx.Background;
import dev.dspex.app.testing.ManualFx;
import dev.dspex.event.RunEvent;
import dev.dspex.event.Stamped;

import org.junit.jupiter.api.Test;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

class RunFollowerTest {
    private static final int EVENTS = 6;

    private final ManualFx fx = new ManualFx();
    private final Deque<Runnable> reads = new ArrayDeque<>();
    private final List<Stamped> store = new ArrayList<>();
    private final List<Long> seen = new ArrayList<>();
    private boolean broken;
    private final RunFollower follower =
            new RunFollower(
                    this::read,
                    new Background(fx, reads::add),
                    batch -> batch.forEach(e -> seen.add(e.seq())));

    private List<Stamped> read(String run, long fromSeq) {
        if (broken) throw new IllegalStateException("disk gone");
        return store.stream().filter(e -> e.run().equals(run) && e.seq() >= fromSeq).toList();
    }

    /** However the run was shared out between before, the read, and the live events after it. */
    @Test
    void everyEventOnceAndInOrderInEveryInterleaving() {
        for (int before = 0; before <= EVENTS; before++)
            for (int readAt = before; readAt <= EVENTS; readAt++)
                for (int answeredAt = readAt; answeredAt <= EVENTS; answeredAt++) {
                    store.clear();
                    seen.clear();
                    append("r1", 1, before);
                    follower.follow("r1");
                    for (int seq = before; seq <= EVENTS; seq++) {
                        if (seq > before) follower.accept(append("r1", seq, seq));
                        if (seq == readAt) reads.removeFirst().run();
                        if (seq == answeredAt) fx.frame();
                    }
                    drain();
                    assertThat(seen)
                            .as(
                                    "opened at %d, read at %d, answered at %d",
                                    before, readAt, answeredAt)
                            .containsExactlyElementsOf(numbers());
                }
    }

    @Test
    void aGapIsFilledFromTheStore() {
        follower.follow("r1");
        drain();
        follower.accept(append("r1", 1, 2));
        append("r1", 3, 4);
        follower.accept(append("r1", 5, EVENTS));
        assertThat(seen).containsExactly(1L, 2L);
        drain();
        assertThat(seen).containsExactlyElementsOf(numbers());
    }

    @Test
    void whatTheStoreCouldNotGiveIsAskedForAgain() {
        append("r1", 1, 3);
        broken = true;
        follower.follow("r1");
        drain();
        assertThat(seen).isEmpty();
        broken = false;
        follower.accept(append("r1", 4, EVENTS));
        drain();
        assertThat(seen).containsExactlyElementsOf(numbers());
    }

    @Test
    void anAnswerForARunThatIsNoLongerFollowedIsDropped() {
        append("r1", 1, 3);
        append("r2", 1, 2);
        follower.follow("r1");
        var late = reads.removeFirst();
        follower.follow("r2");
        drain();
        late.run();
        fx.frame();
        follower.accept(append("r1", 4, 4));
        drain();
        assertThat(seen).containsExactly(1L, 2L);
    }

    private List<Stamped> append(String run, int from, int to) {
        var events =
                IntStream.rangeClosed(from, to)
                        .mapToObj(
                                seq ->
                                        new Stamped(
                                                run,
                                                seq,
                                                seq,
                                                seq,
                                                null,
                                                new RunEvent.Status("at " + seq, null, null)))
                        .toList();
        store.addAll(events);
        return events;
    }

    private void drain() {
        do {
            fx.frame();
            while (!reads.isEmpty()) reads.removeFirst().run();
            fx.frame();
        } while (!reads.isEmpty());
    }

    private static List<Long> numbers() {
        return LongStream.rangeClosed(1, EVENTS).boxed().toList();
    }
}
