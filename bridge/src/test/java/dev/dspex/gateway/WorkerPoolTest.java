package dev.dspex.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WorkerPoolTest {
    private static final Duration SOON = Duration.ofSeconds(30);

    @TempDir static Path folder;
    private WorkerPool pool;
    private final BlockingQueue<PoolEvent> heard = new LinkedBlockingQueue<>();

    @BeforeAll
    void open() throws Exception {
        pool =
                WorkerPool.open(
                        TestPool.config(folder.resolve("work"), 2, 3, TestPool.QUICK), heard::add);
    }

    @AfterAll
    void close() {
        pool.close();
    }

    private Ran run(Lease lease, ObjectNode job) {
        Ran ran = new Ran(new ArrayList<>(), new CompletableFuture<>(), new CompletableFuture<>());
        Thread.ofVirtual()
                .start(
                        () -> {
                            try {
                                ran.end()
                                        .complete(
                                                lease.run(
                                                        job,
                                                        batch -> {
                                                            synchronized (ran.events()) {
                                                                ran.events().addAll(batch);
                                                            }
                                                            ran.started().complete(null);
                                                        }));
                            } catch (InterruptedException | RuntimeException e) {
                                ran.end().completeExceptionally(e);
                            }
                        });
        return ran;
    }

    private record Ran(
            List<ObjectNode> events,
            CompletableFuture<Void> started,
            CompletableFuture<JobEnd> end) {
        JobEnd await() throws Exception {
            return end.get(SOON.toSeconds(), TimeUnit.SECONDS);
        }

        List<String> types() {
            synchronized (events) {
                return events.stream().map(e -> e.path("type").asString("")).toList();
            }
        }
    }

    /** Waits until a Python job says, by making a file, that it is where the test wants it. */
    private void awaitFile(String name) {
        assertThat(TestPool.within(SOON, () -> Files.exists(folder.resolve(name)))).isTrue();
    }

    private static String touch(Path file) {
        return "open(%s, 'w').close()".formatted(Json.MAPPER.writeValueAsString(file.toString()));
    }

    @Test
    void aJobsEventsArriveInOrderAndTheWorkerIsUsedAgain() throws Exception {
        try (Lease lease = pool.lease(SOON)) {
            Ran ran = run(lease, TestPool.job("j-1", folder, "return 1.0"));
            assertThat(ran.await()).isInstanceOf(JobEnd.Ended.class);
            assertThat(ran.types())
                    .startsWith("job_started")
                    .endsWith("result", "job_ended")
                    .contains("metric");
            Ran second = run(lease, TestPool.job("j-2", folder, "return 0.5"));
            assertThat(second.await()).isInstanceOf(JobEnd.Ended.class);
        }
    }

    @Test
    void aLargeJobGoesByFileThatHoldsNoKeyAndIsRemoved() throws Exception {
        ObjectNode job =
                TestPool.job("j-large", folder, "return float(len(example.text) == 200000)");
        ((ObjectNode) job.at("/rows/0/values")).put("text", "é".repeat(200_000));
        ((ObjectNode) job.at("/lms/practice")).put("api_key", "sk-planted-key");
        try (Payloads.Payload payload = new Payloads(folder.resolve("work")).of(job)) {
            assertThat(payload.file()).isNotNull();
            assertThat(Files.readString(payload.file())).doesNotContain("sk-planted-key");
            assertThat(payload.text()).contains("sk-planted-key");
        }
        try (Lease lease = pool.lease(SOON)) {
            Ran ran = run(lease, job);
            assertThat(ran.await()).isInstanceOf(JobEnd.Ended.class);
            assertThat(ran.events())
                    .filteredOn(e -> e.path("type").asString("").equals("metric"))
                    .singleElement()
                    .satisfies(e -> assertThat(e.path("score").asDouble()).isEqualTo(1.0));
        }
        try (var files = Files.list(folder.resolve("work"))) {
            assertThat(files.filter(f -> f.getFileName().toString().startsWith("job-"))).isEmpty();
        }
    }

    @Test
    void aBadJobIsRefusedWithItsReason() throws Exception {
        ObjectNode job = TestPool.job("j-bad", folder, "return 1.0").put("kind", "nonsense");
        try (Lease lease = pool.lease(SOON)) {
            assertThat(run(lease, job).await())
                    .isInstanceOfSatisfying(
                            JobEnd.Refused.class,
                            end ->
                                    assertThat(end.error().path("code").asString(""))
                                            .isEqualTo("unknown_job"));
        }
    }

    @Test
    void aLoopInPythonIsStoppedByAnException() throws Exception {
        Path mark = folder.resolve("looping");
        try (Lease lease = pool.lease(SOON)) {
            long pid = lease.pid();
            Ran ran = run(lease, TestPool.job("j-loop", folder, touch(mark), "while True: pass"));
            awaitFile("looping");
            lease.stop(Duration.ofMillis(100));
            assertThat(ran.await())
                    .isInstanceOfSatisfying(
                            JobEnd.Ended.class,
                            end ->
                                    assertThat(end.event().path("outcome").asString(""))
                                            .isEqualTo("cancelled"));
            assertThat(TestPool.within(SOON, () -> !TestPool.runs(pid))).isTrue();
        }
    }

    @Test
    void aJobThatKeepsTheInterpreterFromRunningIsKilledWithItsWorker() throws Exception {
        Path mark = folder.resolve("blocked");
        long pid;
        try (Lease lease = pool.lease(SOON)) {
            pid = lease.pid();
            Ran ran =
                    run(
                            lease,
                            TestPool.job(
                                    "j-block",
                                    folder,
                                    touch(mark),
                                    "import ctypes",
                                    "ctypes.PyDLL(None).sleep(600)"));
            awaitFile("blocked");
            lease.stop(Duration.ofSeconds(60));
            lease.stop(Duration.ZERO); // the second call ends the patience
            assertThat(ran.await()).isInstanceOf(JobEnd.Killed.class);
        }
        assertThat(TestPool.within(SOON, () -> !TestPool.runs(pid))).isTrue();
        try (Lease lease = pool.lease(SOON)) {
            assertThat(run(lease, TestPool.job("j-next", folder, "return 1.0")).await())
                    .isInstanceOf(JobEnd.Ended.class);
        }
    }

    @Test
    void stoppingBeforeTheStartNeverStarts() throws Exception {
        try (Lease lease = pool.lease(SOON)) {
            lease.stop(Duration.ZERO);
            Ran ran = run(lease, TestPool.job("j-never", folder, "return 1.0"));
            assertThat(ran.await()).isInstanceOf(JobEnd.Killed.class);
            assertThat(ran.types()).isEmpty();
        }
    }

    @Test
    void aKilledWorkerLosesItsJobAndIsReplaced() throws Exception {
        Path mark = folder.resolve("victim");
        try (Lease lease = pool.lease(SOON)) {
            Ran ran = run(lease, TestPool.job("j-victim", folder, touch(mark), "time.sleep(600)"));
            awaitFile("victim");
            signal("KILL", lease.pid());
            assertThat(ran.await())
                    .isInstanceOfSatisfying(
                            JobEnd.Lost.class, end -> assertThat(end.why()).contains("signal 9"));
        }
        assertThat(
                        TestPool.within(
                                SOON,
                                () ->
                                        pool.workers().stream().filter(w -> w.pid() > 0).count()
                                                >= 2))
                .isTrue();
    }

    @Test
    void aWorkerThatHangsIsGivenUpAndReplaced() throws Exception {
        try (Lease lease = pool.lease(SOON)) {
            Path mark = folder.resolve("frozen");
            Ran ran = run(lease, TestPool.job("j-frozen", folder, touch(mark), "time.sleep(600)"));
            awaitFile("frozen");
            signal("STOP", lease.pid());
            assertThat(ran.await())
                    .isInstanceOfSatisfying(
                            JobEnd.Lost.class,
                            end -> assertThat(end.why()).contains("did not answer"));
            assertThat(TestPool.within(SOON, () -> !TestPool.runs(lease.pid()))).isTrue();
        }
        assertThat(heard).anyMatch(e -> e instanceof PoolEvent.Degraded);
    }

    @Test
    void anExceptionOfTheReaderComesOutAndCostsTheWorker() throws Exception {
        try (Lease lease = pool.lease(SOON)) {
            ObjectNode job = TestPool.job("j-reader", folder, "return 1.0");
            assertThatThrownBy(
                            () ->
                                    lease.run(
                                            job,
                                            batch -> {
                                                throw new IllegalStateException("disk full");
                                            }))
                    .hasMessage("disk full");
            assertThat(TestPool.within(SOON, () -> !TestPool.runs(lease.pid()))).isTrue();
        }
    }

    @Test
    void thePoolGrowsToItsLimitThenLetsOthersWaitInOrder() throws Exception {
        List<Lease> all = List.of(pool.lease(SOON), pool.lease(SOON), pool.lease(SOON));
        assertThat(all.stream().map(Lease::worker).distinct()).hasSize(3);
        assertThatThrownBy(() -> pool.lease(Duration.ofMillis(50)))
                .isInstanceOfSatisfying(
                        GatewayException.class, e -> assertThat(e.code()).isEqualTo("pool_busy"));
        CompletableFuture<Lease> waiting = new CompletableFuture<>();
        Thread.ofVirtual()
                .start(
                        () -> {
                            try {
                                waiting.complete(pool.lease(SOON));
                            } catch (GatewayException | InterruptedException e) {
                                waiting.completeExceptionally(e);
                            }
                        });
        all.forEach(Lease::close);
        waiting.get(SOON.toSeconds(), TimeUnit.SECONDS).close();
    }

    @Test
    void aNewNurseryTakesOverWhenTheOldOneIsKilled() throws Exception {
        heard.clear();
        Lease lease = pool.lease(SOON);
        Path mark = folder.resolve("orphaned");
        Ran ran = run(lease, TestPool.job("j-orphan", folder, touch(mark), "time.sleep(600)"));
        awaitFile("orphaned");
        signal("KILL", pool.nursery().pid());
        assertThat(ran.await()).isInstanceOf(JobEnd.Lost.class);
        lease.close();
        try (Lease next = pool.lease(Duration.ofSeconds(60))) {
            assertThat(run(next, TestPool.job("j-after", folder, "return 1.0")).await())
                    .isInstanceOf(JobEnd.Ended.class);
        }
        assertThat(heard).anyMatch(e -> e instanceof PoolEvent.NurseryLost);
    }

    @Test
    void wornWorkersAreReplacedBetweenJobsWithoutAFailedCall() throws Exception {
        PoolConfig.Limits everyOther =
                new PoolConfig.Limits(
                        2,
                        Duration.ofHours(1),
                        Long.MAX_VALUE,
                        Duration.ofSeconds(2),
                        3,
                        Duration.ofSeconds(2));
        Set<String> used = ConcurrentHashMap.newKeySet();
        try (WorkerPool small =
                WorkerPool.open(TestPool.config(folder.resolve("work2"), 1, 1, everyOther))) {
            for (int i = 0; i < 6; i++) {
                try (Lease lease = small.lease(SOON)) {
                    used.add(lease.worker());
                    assertThat(run(lease, TestPool.job("j-" + i, folder, "return 1.0")).await())
                            .isInstanceOf(JobEnd.Ended.class);
                }
            }
        }
        assertThat(used).hasSize(3);
    }

    /**
     * However long a job takes: a worker is old only between jobs. Here its age is a millisecond.
     */
    @Test
    void aLongJobIsCutOffByNoTimeout() throws Exception {
        PoolConfig.Limits oldAtOnce =
                new PoolConfig.Limits(
                        1,
                        Duration.ofMillis(1),
                        1,
                        TestPool.QUICK.heartbeat(),
                        TestPool.QUICK.misses(),
                        TestPool.QUICK.grace());
        try (WorkerPool small =
                        WorkerPool.open(TestPool.config(folder.resolve("work4"), 1, 1, oldAtOnce));
                Lease lease = small.lease(SOON)) {
            ObjectNode job = TestPool.job("j-long", folder, "time.sleep(2)", "return 1.0");
            Ran ran = run(lease, job);
            assertThat(ran.await()).isInstanceOf(JobEnd.Ended.class);
            assertThat(ran.types()).contains("metric").endsWith("result", "job_ended");
        }
    }

    @Test
    void closingLeavesNoProcessAndNoThreadThatKeepsTheVirtualMachineUp() throws Exception {
        WorkerPool small =
                WorkerPool.open(TestPool.config(folder.resolve("work3"), 2, 2, TestPool.QUICK));
        Lease lease = small.lease(SOON);
        long nursery = small.nursery().pid();
        small.close();
        assertThat(
                        TestPool.within(
                                SOON, () -> !TestPool.runs(lease.pid()) && !TestPool.runs(nursery)))
                .isTrue();
        assertThatThrownBy(() -> small.lease(SOON))
                .isInstanceOfSatisfying(
                        GatewayException.class, e -> assertThat(e.code()).isEqualTo("pool_closed"));
        assertThat(Thread.getAllStackTraces().keySet())
                .filteredOn(t -> !t.isDaemon() && t.getName().matches("(pool-|nursery|worker).*"))
                .isEmpty();
    }

    private static void signal(String name, long pid) throws IOException, InterruptedException {
        assertThat(new ProcessBuilder("kill", "-" + name, Long.toString(pid)).start().waitFor())
                .isZero();
    }
}
