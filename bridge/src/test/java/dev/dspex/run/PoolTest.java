package dev.dspex.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dspex.event.RunEvent;
import dev.dspex.event.Stamped;
import dev.dspex.gateway.LazyPool;
import dev.dspex.gateway.TestPool;
import dev.dspex.gateway.WorkerStatus;
import dev.dspex.infra.Secrets;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;

/** Runs on a real pool of two workers, with a fresh project and log for each test. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class PoolTest {
    @TempDir static Path work;
    @TempDir Path project;
    LazyPool pool;
    MemoryLog log;
    Runs runs;

    @BeforeAll
    void open() {
        pool = Fixture.pool(work, 2, 2);
    }

    @AfterAll
    void closePool() {
        pool.close();
    }

    @BeforeEach
    void start() {
        log = new MemoryLog();
        runs = new Runs(pool, log, new Secrets());
    }

    @AfterEach
    void close() {
        runs.close();
    }

    static <E extends RunEvent> List<E> events(List<Stamped> all, Class<E> type) {
        return all.stream().map(Stamped::event).filter(type::isInstance).map(type::cast).toList();
    }

    RunRequest.Evaluation evaluation(String metric, int rows, int workers, int threads) {
        return new RunRequest.Evaluation(
                Fixture.setup(project),
                Fixture.rows("validation", rows),
                metric,
                rows,
                workers,
                threads);
    }

    /** Kills the process of a worker, as the system does when memory runs out. */
    void kill(@Nullable String worker) throws Exception {
        long pid =
                pool.get().workers().stream()
                        .filter(w -> w.id().equals(worker))
                        .mapToLong(WorkerStatus::pid)
                        .findFirst()
                        .orElseThrow();
        assertThat(new ProcessBuilder("kill", "-KILL", Long.toString(pid)).start().waitFor())
                .isZero();
    }

    void awaitFile(String name) {
        assertThat(
                        TestPool.within(
                                Duration.ofSeconds(60), () -> Files.exists(project.resolve(name))))
                .isTrue();
    }

    static String json(Path path) {
        return Fixture.MAPPER.writeValueAsString(path.toString());
    }

    /** The first event, of any run, that matches. */
    CompletableFuture<Stamped> first(Predicate<Stamped> wanted) {
        CompletableFuture<Stamped> found = new CompletableFuture<>();
        runs.subscribe(
                batch -> batch.stream().filter(wanted).findFirst().ifPresent(found::complete));
        return found;
    }
}
