package dev.dspex.store;

import dev.dspex.event.RunError;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * What runs take on disk, and how it is given back. Reads and writes files: not on the JavaFX
 * thread. Any method may throw {@link StoreException}.
 */
public final class Upkeep {
    private final RunStore store;

    public Upkeep(RunStore store) {
        this.store = store;
    }

    /**
     * Bytes of a run.
     *
     * @param events in the store, whose file keeps the room for later runs
     * @param journal its LM calls and what they were answered
     */
    public record Disk(long events, long journal) {
        public long all() {
            return events + journal;
        }
    }

    public Disk disk(String run) {
        return new Disk(store.size(run), size(store.journal(run)));
    }

    /**
     * Removes the journal of a run: it stays, but cannot be resumed, branched or replayed any more.
     *
     * @return bytes that this freed, 0 where there was none
     */
    public long prune(String run) {
        ended(run);
        Path journal = store.journal(run);
        long bytes = size(journal);
        remove(journal, run);
        return bytes;
    }

    /**
     * Removes a run, its journal and its note. A learned state that it wrote stays in the project.
     *
     * @return bytes that this freed
     */
    public long delete(String run) {
        ended(run);
        long bytes = disk(run).all();
        remove(store.journal(run), run);
        store.delete(run);
        return bytes;
    }

    private void ended(String run) {
        RunSummary known =
                store.run(run)
                        .orElseThrow(
                                () ->
                                        new StoreException(
                                                "run_unknown",
                                                "There is no run " + run + ".",
                                                "The list of runs may be an old one.",
                                                run));
        if (!known.status().ended()) {
            throw new StoreException(
                    "run_active",
                    "Run " + known.number() + " is still going on.",
                    "Stop it first.",
                    run);
        }
    }

    private static long size(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).mapToLong(Upkeep::length).sum();
        } catch (NoSuchFileException e) {
            return 0;
        } catch (IOException | UncheckedIOException e) {
            throw failed("The journal of a run cannot be read.", e);
        }
    }

    private static long length(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A folder that is gone half is moved away first, so that no run is resumed from it. */
    private static void remove(Path folder, String run) {
        if (Files.notExists(folder)) {
            return;
        }
        Path away = folder.resolveSibling(run + ".removed");
        try {
            if (Files.notExists(away)) {
                Files.move(folder, away);
            }
            List<Path> deepestFirst;
            try (Stream<Path> files = Files.walk(away)) {
                deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
            }
            for (Path file : deepestFirst) {
                Files.delete(file);
            }
        } catch (IOException | UncheckedIOException e) {
            throw failed("The journal of run " + run + " cannot be removed.", e);
        }
    }

    private static StoreException failed(String message, Exception cause) {
        return new StoreException(
                RunError.of(
                        "journal_not_removed",
                        message,
                        "Give yourself the right to the project's .dspex folder.",
                        cause.toString()),
                cause);
    }
}
