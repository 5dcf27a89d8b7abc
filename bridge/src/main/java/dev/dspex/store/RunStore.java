package dev.dspex.store;

import dev.dspex.event.EventType;
import dev.dspex.event.Stamped;
import dev.dspex.variable.ChangeLog;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Runs and their events. Thread-safe; several processes may have the same store open. Methods that
 * read or write may throw {@link StoreException}.
 */
public final class RunStore implements AutoCloseable {

    private final Path file;
    private final Connections connections;
    private final @Nullable Writer writer;
    private final Owner owner;

    private RunStore(Path file, boolean writable, int mostPages) {
        this.file = file;
        this.connections = new Connections(file, mostPages);
        this.owner = new Owner();
        try {
            this.writer = writable ? startWriter() : null;
            if (!writable) {
                connections.read(Schema::require);
            }
        } catch (SQLException e) {
            owner.gone();
            throw StoreException.of(e);
        } catch (RuntimeException e) {
            owner.gone();
            throw e;
        }
    }

    /** Opens a store, making it if need be. Runs whose process is gone are ended as interrupted. */
    public static RunStore open(Path file) {
        return open(file, Connections.NO_LIMIT);
    }

    /** As {@link #open(Path)}, with a limit in pages of 4 KB. */
    static RunStore open(Path file, int mostPages) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
        } catch (IOException e) {
            throw new StoreException(
                    "store_read_only",
                    "The folder "
                            + file.toAbsolutePath().getParent()
                            + " cannot be made or written.",
                    "Give yourself the right to write to it.",
                    e.toString());
        }
        return new RunStore(file, true, mostPages);
    }

    /** Opens an existing store that this process must not change; appending fails. */
    public static RunStore openReadOnly(Path file) {
        return new RunStore(file, false, Connections.NO_LIMIT);
    }

    private Writer startWriter() throws SQLException {
        Connection connection = connections.writer();
        try {
            Schema.migrate(connection);
            Writer started = new Writer(connection, owner);
            started.start();
            started.endAbandoned();
            return started;
        } catch (SQLException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    /** The database file. */
    public Path file() {
        return file;
    }

    /** Where the leases on variables are kept, for all processes. */
    public Path leases() {
        return file.toAbsolutePath().resolveSibling("leases.json");
    }

    public boolean readOnly() {
        return writer == null;
    }

    /**
     * A new id, such as {@code r-20261123-0001}: later ids sort after earlier ones, none is given
     * twice.
     */
    public String newRunId(Clock clock) {
        return writable().nextId(LocalDate.now(clock).format(DateTimeFormatter.BASIC_ISO_DATE));
    }

    /**
     * Appends events of one or more runs in one transaction. Returns when they would survive a
     * power cut; throws when none of them was stored. The numbers of a run must go on where the
     * store ends.
     */
    public void append(List<Stamped> events) {
        if (!events.isEmpty()) {
            writable().append(events.stream().map(EventRows.Row::of).toList());
        }
    }

    /** Runs, newest first. */
    public List<RunSummary> runs(RunFilter filter) {
        return connections.read(connection -> SummaryRows.list(connection, filter));
    }

    public Optional<RunSummary> run(String id) {
        return connections.read(connection -> SummaryRows.find(connection, id));
    }

    /** A run as a person names it: by id, or by number with or without {@code #}. */
    public Optional<RunSummary> find(String idOrNumber) {
        String text = idOrNumber.strip();
        String digits = text.startsWith("#") ? text.substring(1) : text;
        return digits.matches("[0-9]{1,9}")
                ? connections.read(
                        connection -> SummaryRows.find(connection, Integer.parseInt(digits)))
                : run(text);
    }

    /**
     * Events of a run in order, from {@code fromSeq} on (1 is the first); no types means all.
     * Fetched as the stream is read, including those appended meanwhile. An unknown run has none.
     */
    public Stream<Stamped> events(String run, long fromSeq, Set<EventType> types) {
        return run(run).stream()
                .flatMap(summary -> EventPages.stream(connections, summary, fromSeq, types));
    }

    public Stream<Stamped> events(String run) {
        return events(run, 1, Set.of());
    }

    /** Number of events of these types; quick, however long the run is. */
    public long count(String run, Set<EventType> types) {
        return run(run).map(
                        summary ->
                                connections.read(
                                        connection -> {
                                            long count = 0;
                                            for (EventType type : types) {
                                                count += EventRows.count(connection, summary, type);
                                            }
                                            return count;
                                        }))
                .orElse(0L);
    }

    /** Number of the last event, 0 for an unknown run. */
    public long lastSeq(String run) {
        return run(run).map(RunSummary::lastSeq).orElse(0L);
    }

    /** What persons keep with runs, by id of the run. */
    public Map<String, RunNote> notes() {
        return connections.read(NoteRows::all);
    }

    /** Keeps tags and a note with a run, in the place of those that it had. */
    public void note(String run, RunNote note) {
        writable().note(run, note);
    }

    /** Bytes of a run's events. */
    long size(String run) {
        return connections.read(connection -> SummaryRows.size(connection, run));
    }

    /** Removes a run that has ended, with its events and its note. */
    void delete(String run) {
        writable().delete(run);
    }

    /** The folder of a run's journal of LM calls; there or not. */
    public Path journal(String run) {
        return file.toAbsolutePath().resolveSibling("calls").resolve(run);
    }

    /** The history of the project's variables, which is kept beside the runs. */
    public ChangeLog variables() {
        return new VariableChanges(connections, this::writable);
    }

    private Writer writable() {
        if (writer == null) {
            throw new StoreException(
                    "store_read_only",
                    "The project is open for reading only, so its runs cannot be stored.",
                    "Close the other window or process that has it open, then open it again.",
                    "append to a read-only store");
        }
        return writer;
    }

    /** Waits for what is being written. */
    @Override
    public void close() {
        try {
            if (writer != null) {
                writer.close();
            }
            connections.close();
        } catch (SQLException e) {
            throw StoreException.of(e);
        } finally {
            owner.gone();
        }
    }
}
