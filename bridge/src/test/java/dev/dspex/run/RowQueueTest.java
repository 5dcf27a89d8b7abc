package dev.dspex.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dspex.event.RunError;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;

class RowQueueTest {
    private static final RunError LOST = RunError.of("row_lost", "lost", "", "");

    private static List<Rows.Row> rows(int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(i -> new Rows.Row(Integer.toString(i), Fixture.MAPPER.createObjectNode()))
                .toList();
    }

    private static List<String> ids(List<Rows.Row> chunk) {
        return chunk.stream().map(Rows.Row::id).toList();
    }

    private static List<Rows.Row> take(RowQueue queue) throws InterruptedException {
        return Objects.requireNonNull(queue.next());
    }

    @Test
    void chunksHoldEachRowOnceAndGetSmallerTowardsTheEnd() throws Exception {
        RowQueue queue = new RowQueue(rows(100), 2, 4);
        List<Integer> sizes = new ArrayList<>();
        List<String> all = new ArrayList<>();
        for (List<Rows.Row> chunk = queue.next(); chunk != null; chunk = queue.next()) {
            sizes.add(chunk.size());
            all.addAll(ids(chunk));
            queue.returned();
        }
        assertThat(all).isEqualTo(ids(rows(100)));
        assertThat(sizes).isSortedAccordingTo((a, b) -> b - a).startsWith(25).endsWith(4, 3);
    }

    @Test
    void rowsThatALostWorkerHadBegunGoAloneTheOthersTogether() throws Exception {
        RowQueue queue = new RowQueue(rows(4), 1, 4);
        List<Rows.Row> chunk = take(queue);
        queue.done("1", new RowQueue.Done(1.0, null));
        RowQueue.Retried retried = queue.lost(chunk, Set.of("3"), LOST);
        assertThat(retried.again()).containsExactly("2", "3", "4");
        assertThat(retried.givenUp()).isEmpty();
        assertThat(ids(take(queue))).containsExactly("2", "4");
        assertThat(ids(take(queue))).containsExactly("3");
    }

    @Test
    void aRowThatWasAloneOnASecondLostWorkerIsGivenUp() throws Exception {
        RowQueue queue = new RowQueue(rows(2), 1, 2);
        queue.lost(take(queue), Set.of("2"), LOST);
        List<Rows.Row> other = take(queue);
        queue.done("1", new RowQueue.Done(0.5, null));
        queue.returned();
        assertThat(ids(other)).containsExactly("1");
        RowQueue.Retried retried = queue.lost(take(queue), Set.of("2"), LOST);
        assertThat(retried.givenUp()).containsExactly("2");
        assertThat(queue.next()).isNull();
        assertThat(queue.results().values())
                .containsExactly(new RowQueue.Done(0.5, null), new RowQueue.Done(null, LOST));
    }

    @Test
    void whereNothingIsKnownOfTheBeginningsEveryRowGoesAlone() throws Exception {
        RowQueue queue = new RowQueue(rows(3), 1, 3);
        queue.lost(take(queue), Set.of(), LOST);
        assertThat(take(queue)).hasSize(1);
        assertThat(take(queue)).hasSize(1);
        assertThat(take(queue)).hasSize(1);
    }
}
