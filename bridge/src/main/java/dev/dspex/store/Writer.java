package dev.dspex.store;

import dev.dspex.event.RunError;
import dev.dspex.event.RunEvent;
import dev.dspex.event.RunStatus;
import dev.dspex.event.Stamped;

import tools.jackson.databind.node.JsonNodeFactory;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * The one thread that changes the database. What waits is committed together; if that fails, each
 * piece is tried by itself, so that nobody fails for another's fault.
 */
final class Writer implements AutoCloseable {

    private static final int MOST_PIECES = 256;

    @FunctionalInterface
    private interface Work<T> {
        T run() throws SQLException;
    }

    private record Piece<T>(Work<T> work, CompletableFuture<T> done) {}

    private final Connection connection;
    private final PreparedStatement insert;
    private final Owner owner;
    private final BlockingQueue<Piece<?>> waiting = new ArrayBlockingQueue<>(MOST_PIECES);
    private final Map<String, Tally> tallies = new HashMap<>();
    private final Thread thread;
    private volatile boolean closing;

    Writer(Connection connection, Owner owner) throws SQLException {
        this.connection = connection;
        this.owner = owner;
        this.insert = connection.prepareStatement(EventRows.INSERT);
        this.thread = Thread.ofPlatform().name("dspex-store").daemon().unstarted(this::loop);
    }

    void start() {
        thread.start();
    }

    /** Returns, once the rows are durable, how many they are. */
    int append(List<EventRows.Row> rows) {
        return submit(() -> insert(rows));
    }

    /** A day's next run id. */
    String nextId(String day) {
        return submit(
                () -> {
                    String sql =
                            "INSERT INTO days(day, last) VALUES(?, 1) ON CONFLICT(day) DO UPDATE"
                                    + " SET last = last + 1 RETURNING last";
                    try (PreparedStatement next = connection.prepareStatement(sql)) {
                        next.setString(1, day);
                        try (ResultSet row = next.executeQuery()) {
                            row.next();
                            return "r-%s-%04d".formatted(day, row.getInt(1));
                        }
                    }
                });
    }

    /** Keeps changes of variables; returns, once they are durable, how many they are. */
    int append(VariableRows rows) {
        return submit(() -> rows.insert(connection));
    }

    /** Keeps what a person keeps with a run. */
    int note(String run, RunNote note) {
        return submit(() -> NoteRows.save(connection, run, note));
    }

    /** Removes an ended run with its events and its note. */
    int delete(String run) {
        return submit(
                () -> {
                    tallies.remove(run);
                    NoteRows.save(connection, run, RunNote.NONE);
                    return SummaryRows.delete(connection, run);
                });
    }

    /** Ends the runs that nobody is writing any more. */
    int endAbandoned() {
        return submit(
                () -> {
                    List<Tally> abandoned = SummaryRows.abandoned(connection);
                    for (Tally tally : abandoned) {
                        tallies.put(tally.id, tally);
                        insert(List.of(EventRows.Row.of(interrupted(tally))));
                    }
                    return abandoned.size();
                });
    }

    /** Its time is that of the last sign of life. */
    private static Stamped interrupted(Tally tally) {
        double seconds =
                tally.started == null ? 0 : Math.max(0, tally.lastWall - tally.started) / 1000;
        RunError error =
                RunError.of(
                        "interrupted",
                        "DSPex ended while this run was going on.",
                        "Start the run again. What it had found until then is kept.",
                        "the process that owned run " + tally.id + " is gone");
        return new Stamped(
                tally.id,
                tally.lastSeq + 1,
                tally.lastWall,
                0,
                null,
                new RunEvent.RunFinished(
                        RunStatus.INTERRUPTED,
                        error,
                        seconds,
                        JsonNodeFactory.instance.objectNode()));
    }

    private <T> T submit(Work<T> work) {
        Piece<T> piece = new Piece<>(work, new CompletableFuture<>());
        if (closing) {
            throw new IllegalStateException("the run store is closed");
        }
        try {
            waiting.put(piece);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreException(
                    "store_interrupted", "The run was stopped.", "Run it again.", "interrupted");
        }
        if (closing && waiting.remove(piece)) {
            throw new IllegalStateException("the run store is closed");
        }
        try {
            return piece.done.join();
        } catch (CompletionException e) {
            // Thrown anew, so that the trace shows who asked.
            throw e.getCause() instanceof StoreException cause
                    ? new StoreException(cause.error(), cause)
                    : e;
        }
    }

    private void loop() {
        List<Piece<?>> pieces = new ArrayList<>();
        while (true) {
            try {
                pieces.add(waiting.take());
            } catch (InterruptedException _) {
                if (closing && waiting.isEmpty()) {
                    return;
                }
                continue;
            }
            waiting.drainTo(pieces);
            if (!together(pieces) && pieces.size() > 1) {
                pieces.forEach(piece -> together(List.of(piece)));
            }
            pieces.clear();
            if (closing && waiting.isEmpty()) {
                return;
            }
        }
    }

    /**
     * Commits all pieces and tells their callers, or changes nothing; a single piece is told its
     * failure.
     */
    private boolean together(List<Piece<?>> pieces) {
        List<Runnable> answers = new ArrayList<>();
        try (Statement statement = connection.createStatement()) {
            statement.execute("BEGIN IMMEDIATE");
            for (Piece<?> piece : pieces) {
                answers.add(answer(piece));
            }
            statement.execute("COMMIT");
        } catch (SQLException | RuntimeException e) {
            rollBack();
            if (pieces.size() == 1) {
                StoreException failure =
                        e instanceof SQLException sql
                                ? StoreException.of(sql)
                                : e instanceof StoreException store ? store : null;
                pieces.getFirst().done.completeExceptionally(failure == null ? e : failure);
            }
            return false;
        }
        answers.forEach(Runnable::run);
        return true;
    }

    private static <T> Runnable answer(Piece<T> piece) throws SQLException {
        T result = piece.work.run();
        return () -> piece.done.complete(result);
    }

    private void rollBack() {
        tallies.clear();
        try (Statement statement = connection.createStatement()) {
            insert.clearBatch();
            statement.execute("ROLLBACK");
        } catch (SQLException _) {
            // SQLite has rolled back by itself, as it does when the disk is full.
        }
    }

    private int insert(List<EventRows.Row> rows) throws SQLException {
        Set<Tally> touched = new LinkedHashSet<>();
        for (EventRows.Row row : rows) {
            Tally tally = tally(row.stamped().run());
            tally.add(row.stamped());
            EventRows.add(insert, tally.number, row);
            touched.add(tally);
        }
        insert.executeBatch();
        for (Tally tally : touched) {
            SummaryRows.save(connection, tally, owner.text());
            if (tally.status.ended()) {
                tallies.remove(tally.id);
            }
        }
        return rows.size();
    }

    private Tally tally(String run) throws SQLException {
        Tally tally = tallies.get(run);
        if (tally == null) {
            tally = SummaryRows.tally(connection, run).orElse(null);
            if (tally == null) {
                tally = new Tally(run, nextNumber());
            }
            tallies.put(run, tally);
        }
        return tally;
    }

    /** Runs that began in this transaction have no row yet. */
    private int nextNumber() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery("SELECT coalesce(max(number), 0) FROM runs")) {
            int stored = row.next() ? row.getInt(1) : 0;
            return 1
                    + tallies.values().stream()
                            .mapToInt(tally -> tally.number)
                            .reduce(stored, Math::max);
        }
    }

    @Override
    public void close() throws SQLException {
        closing = true;
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        insert.close();
        connection.close();
    }
}
