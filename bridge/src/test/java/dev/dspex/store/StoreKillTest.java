package dev.dspex.store;

import static dev.dspex.store.StoreEvents.event;
import static dev.dspex.store.StoreEvents.log;
import static dev.dspex.store.StoreEvents.queued;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dspex.event.RunStatus;
import dev.dspex.event.Stamped;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** A process that is killed while it appends. */
class StoreKillTest {
    @TempDir Path folder;

    private Path file() {
        return folder.resolve("project/.dspex/runs.db");
    }

    @Test
    void anAppendThatWasAcknowledgedSurvivesAKill() throws Exception {
        Process child =
                new ProcessBuilder(
                                ProcessHandle.current().info().command().orElseThrow(),
                                "--enable-native-access=ALL-UNNAMED",
                                "-cp",
                                System.getProperty("java.class.path"),
                                AppendForever.class.getName(),
                                file().toString())
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        long acknowledged = 0;
        try (var lines = child.inputReader()) {
            for (String line = lines.readLine();
                    line != null && acknowledged < 300;
                    line = lines.readLine()) {
                acknowledged = Long.parseLong(line);
            }
            child.toHandle().destroyForcibly();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                acknowledged =
                        line.matches("[0-9]+")
                                ? Math.max(acknowledged, Long.parseLong(line))
                                : acknowledged;
            }
        }
        child.waitFor();
        try (RunStore store = RunStore.open(file())) {
            List<Long> seqs = store.events("r-1").map(Stamped::seq).toList();
            assertThat(seqs)
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(1, seqs.size()).boxed().toList());
            assertThat(seqs.size()).isGreaterThan((int) acknowledged);
            assertThat(store.run("r-1"))
                    .get()
                    .extracting(RunSummary::status)
                    .isEqualTo(RunStatus.INTERRUPTED);
        }
    }

    /** Appends batches of ten and prints the number of the last event that is durable. */
    static final class AppendForever {
        public static void main(String[] args) {
            try (RunStore store = RunStore.open(Path.of(args[0]))) {
                store.append(List.of(event("r-1", 1, queued())));
                for (long seq = 2; seq < 1_000_000; seq += 10) {
                    long first = seq;
                    store.append(
                            IntStream.range(0, 10)
                                    .mapToObj(i -> event("r-1", first + i, log("x")))
                                    .toList());
                    System.out.println(seq + 9);
                }
            }
        }
    }
}
