package dev.dspex.store;

import dev.dspex.event.EventCodec;
import dev.dspex.event.RunEvent;
import dev.dspex.event.Stamped;

import tools.jackson.databind.node.JsonNodeFactory;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.LongStream;

/**
 * Durable appends a second, by the size of a batch and the number of runs that append at a time.
 * Started by hand: {@code java -cp … dev.dspex.store.AppendBenchmark [folder]}.
 */
final class AppendBenchmark {
    private static final int EVENTS = 200_000;

    private AppendBenchmark() {}

    public static void main(String[] arguments) throws Exception {
        Path folder =
                arguments.length > 0 ? Path.of(arguments[0]) : Files.createTempDirectory("append");
        encode();
        System.out.printf(Locale.ROOT, "encode alone     %,9.0f events/s%n", encode());
        for (int round = 0; round < 2; round++) {
            for (int batch : new int[] {100, 256, 1_000}) {
                for (int writers : new int[] {1, 4}) {
                    measure(folder, batch, writers);
                }
            }
        }
    }

    private static double encode() {
        List<Stamped> events = batch("r-encode", 1, 1_000);
        long since = System.nanoTime();
        long length = 0;
        for (int i = 0; i < EVENTS / 1_000; i++) {
            for (Stamped event : events) {
                length += EventCodec.body(event.event()).length();
            }
        }
        return length == 0 ? 0 : EVENTS * 1e9 / (System.nanoTime() - since);
    }

    private static void measure(Path folder, int batch, int writers)
            throws IOException, InterruptedException {
        Path file = folder.resolve("bench-" + System.nanoTime() + ".db");
        try (RunStore store = RunStore.open(file)) {
            List<Thread> threads = new ArrayList<>();
            long since = System.nanoTime();
            for (int writer = 0; writer < writers; writer++) {
                String run = "r-20260101-%04d".formatted(writer + 1);
                int share = EVENTS / writers;
                threads.add(
                        Thread.ofPlatform()
                                .start(
                                        () -> {
                                            for (long seq = 1; seq <= share; seq += batch) {
                                                store.append(batch(run, seq, batch));
                                            }
                                        }));
            }
            for (Thread thread : threads) {
                thread.join();
            }
            double wall = (System.nanoTime() - since) / 1e9;
            System.out.printf(
                    Locale.ROOT,
                    "batch %,5d x %d   %,9.0f events/s, CPU of the writer %.2f s of %.2f s%n",
                    batch,
                    writers,
                    EVENTS / wall,
                    writerCpuSeconds(),
                    wall);
        }
        for (String end : List.of("", "-wal", "-shm")) {
            Files.deleteIfExists(Path.of(file + end));
        }
    }

    /** Of the one store that is open. */
    private static double writerCpuSeconds() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        return Arrays.stream(threads.getThreadInfo(threads.getAllThreadIds()))
                .filter(thread -> thread != null && thread.getThreadName().equals("dspex-store"))
                .mapToDouble(thread -> threads.getThreadCpuTime(thread.getThreadId()) / 1e9)
                .sum();
    }

    private static List<Stamped> batch(String run, long first, int size) {
        return LongStream.range(first, first + size)
                .mapToObj(
                        seq ->
                                new Stamped(
                                        run,
                                        seq,
                                        1_790_000_000_000.0 + seq,
                                        seq * 1_000_000,
                                        "w1",
                                        seq == 1
                                                ? new RunEvent.RunQueued(
                                                        "evaluate",
                                                        "triage",
                                                        JsonNodeFactory.instance.objectNode())
                                                : new RunEvent.Token(
                                                        "lm-" + seq / 50,
                                                        "classify",
                                                        "urgency",
                                                        " token",
                                                        false)))
                .toList();
    }
}
