package dev.dspex.store;

import dev.dspex.event.EventCodec;
import dev.dspex.event.Stamped;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Runs that come with a project, so that there is something to see before the first run: files of
 * its folder {@code recorded}, a run each, as {@code dspex show --events} writes them.
 */
public final class Recordings {
    private static final String FOLDER = "recorded";

    private Recordings() {}

    /**
     * Takes a project's recorded runs into a store, under ids of its own.
     *
     * @return their ids, in the order of the names of their files
     * @throws IOException when a file cannot be read
     * @throws dev.dspex.event.EventFormatException when a line is no event
     */
    public static List<String> take(Path project, RunStore store) throws IOException {
        Path folder = project.resolve(FOLDER);
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        List<Path> files;
        try (Stream<Path> found = Files.list(folder)) {
            files = found.filter(file -> file.toString().endsWith(".jsonl")).sorted().toList();
        }
        List<String> runs = new ArrayList<>();
        for (Path file : files) {
            List<Stamped> events = Files.readAllLines(file).stream().map(EventCodec::read).toList();
            if (!events.isEmpty()) {
                String run = store.newRunId(clockOf(events.getFirst()));
                store.append(events.stream().map(event -> of(run, event)).toList());
                runs.add(run);
            }
        }
        return List.copyOf(runs);
    }

    /** It stood at the day of the recording. */
    private static Clock clockOf(Stamped first) {
        return Clock.fixed(Instant.ofEpochMilli((long) first.wall()), ZoneId.systemDefault());
    }

    /** Each store counts its own runs. */
    private static Stamped of(String run, Stamped event) {
        return new Stamped(
                run, event.seq(), event.wall(), event.mono(), event.worker(), event.event());
    }
}
