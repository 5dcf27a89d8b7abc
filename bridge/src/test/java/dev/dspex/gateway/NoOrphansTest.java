package dev.dspex.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/** A virtual machine that is killed takes its workers, and what they started, with it. */
@EnabledOnOs(OS.LINUX)
class NoOrphansTest {
    @TempDir Path folder;

    /**
     * Opens a pool, starts a job that blocks and has a child of its own, and says all their ids.
     */
    static final class Victim {
        private Victim() {}

        public static void main(String[] arguments) throws Exception {
            Path folder = Path.of(arguments[0]);
            WorkerPool pool =
                    WorkerPool.open(TestPool.config(folder.resolve("work"), 2, 2, TestPool.QUICK));
            Lease lease = pool.lease(Duration.ofSeconds(60));
            Path child = folder.resolve("child");
            Thread.ofVirtual()
                    .start(
                            () -> {
                                try {
                                    lease.run(
                                            TestPool.job(
                                                    "j-1",
                                                    folder,
                                                    "child = subprocess.Popen(['sleep', '600'],"
                                                            + " start_new_session=True)",
                                                    "open('%s.part', 'w').write(str(child.pid))"
                                                            .formatted(child),
                                                    "os.rename('%s.part', '%s')"
                                                            .formatted(child, child),
                                                    "time.sleep(600)"),
                                            batch -> {});
                                } catch (IOException | InterruptedException e) {
                                    throw new IllegalStateException(e);
                                }
                            });
            if (!TestPool.within(Duration.ofSeconds(60), () -> Files.exists(child))) {
                throw new IllegalStateException("the job did not start its child");
            }
            System.out.println(
                    pool.nursery().pid() + " " + lease.pid() + " " + Files.readString(child));
            Thread.currentThread().join();
        }
    }

    @Test
    void nothingOutlivesAKilledVirtualMachineByMoreThanASecond() throws Exception {
        Process victim =
                new ProcessBuilder(
                                ProcessHandle.current().info().command().orElseThrow(),
                                "-Ddspex.home=" + System.getProperty("dspex.home"),
                                "-Ddspex.interpreter.file="
                                        + System.getProperty("dspex.interpreter.file"),
                                "-cp",
                                System.getProperty("java.class.path"),
                                Victim.class.getName(),
                                folder.toString())
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        List<Long> pids;
        try (BufferedReader out =
                new BufferedReader(
                        new InputStreamReader(victim.getInputStream(), StandardCharsets.UTF_8))) {
            String line = out.readLine();
            assertThat(line).isNotNull();
            pids = Arrays.stream(line.split(" ")).map(Long::valueOf).toList();
            assertThat(pids).hasSize(3).allMatch(TestPool::runs);
            victim.destroyForcibly().waitFor();
        }
        assertThat(
                        TestPool.within(
                                Duration.ofSeconds(1),
                                () -> pids.stream().noneMatch(TestPool::runs)))
                .isTrue();
    }
}
