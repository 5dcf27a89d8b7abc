package dev.dspex.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dspex.event.RunEvent;
import dev.dspex.event.Stamped;
import dev.dspex.gateway.LazyPool;
import dev.dspex.infra.LmAlias;
import dev.dspex.infra.Secrets;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** The Practice LM as it comes: a streamed run can be read along. */
class StreamPaceTest {
    @TempDir Path project;
    @TempDir Path work;

    @Test
    void theTokensOfAStreamedRunArriveOneAfterTheOther() throws Exception {
        MemoryLog log = new MemoryLog();
        LazyPool pool = Fixture.pool(work, 1, 1);
        try (Runs runs = new Runs(pool, log, new Secrets())) {
            var inputs = Fixture.MAPPER.createObjectNode().put("ticket", "I was charged twice.");
            Setup setup = Fixture.setup(project, LmAlias.practiceLm(), Set.of());
            RunHandle run = runs.submit(new RunRequest.Once(setup, inputs, true));
            assertThat(Fixture.await(run).error()).isNull();
            List<Stamped> all = log.of(run.id());
            List<Long> arrived =
                    all.stream()
                            .filter(
                                    e ->
                                            e.event() instanceof RunEvent.Token t
                                                    && !t.text().isEmpty())
                            .map(Stamped::mono)
                            .toList();
            assertThat(arrived).hasSizeGreaterThan(2).doesNotHaveDuplicates().isSorted();
            assertThat(all.stream().map(Stamped::event))
                    .filteredOn(RunEvent.LmEnded.class::isInstance)
                    .isNotEmpty()
                    .allSatisfy(
                            e ->
                                    assertThat(((RunEvent.LmEnded) e).firstToken())
                                            .isGreaterThan(0.2));
        }
        pool.close();
    }
}
