package dev.dspex.run;

import dev.dspex.event.Stamped;
import dev.dspex.store.RunStore;
import dev.dspex.store.RunSummary;
import dev.dspex.store.StoreException;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Runs are kept in the run store of the project. */
record StoreLog(RunStore store) implements RunLog {
    @Override
    public String newRunId() {
        try {
            return store.newRunId(Clock.systemDefaultZone());
        } catch (StoreException e) {
            throw new LogException(e.error(), e);
        }
    }

    @Override
    public void append(List<Stamped> events) {
        try {
            store.append(events);
        } catch (StoreException e) {
            throw new LogException(e.error(), e);
        }
    }

    @Override
    public Path journal(String run) {
        return store.journal(run);
    }

    @Override
    public Optional<RunSummary> run(String run) {
        try {
            return store.run(run);
        } catch (StoreException e) {
            throw new LogException(e.error(), e);
        }
    }

    @Override
    public List<Stamped> events(String run, long fromSeq, int limit) {
        try (Stream<Stamped> events = store.events(run, fromSeq, Set.of())) {
            return events.limit(limit).toList();
        } catch (StoreException e) {
            throw new LogException(e.error(), e);
        }
    }
}
