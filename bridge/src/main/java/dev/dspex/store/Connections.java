package dev.dspex.store;

import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Connections to one database file: one to write, and some to read that are used again. */
final class Connections implements AutoCloseable {

    @FunctionalInterface
    interface Query<T> {
        T on(Connection connection) throws SQLException;
    }

    static final int NO_LIMIT = 0;

    private static final int WAIT_FOR_OTHERS_MS = 10_000;

    private final Path file;
    private final int mostPages;
    private final ConcurrentLinkedQueue<Connection> idle = new ConcurrentLinkedQueue<>();
    private volatile boolean closed;

    Connections(Path file, int mostPages) {
        this.file = file;
        this.mostPages = mostPages;
    }

    /**
     * WAL with synchronous FULL: a commit is on the disk before it is told, so that not even a
     * power cut takes an answer that was paid for. Commits are shared by all that wait, which makes
     * the price small.
     */
    Connection writer() throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(JournalMode.WAL);
        config.setSynchronous(SynchronousMode.FULL);
        config.setBusyTimeout(WAIT_FOR_OTHERS_MS);
        config.setCacheSize(-16_000);
        config.setPragma(SQLiteConfig.Pragma.JOURNAL_SIZE_LIMIT, "67108864");
        if (mostPages != NO_LIMIT) {
            config.setMaxPageCount(mostPages);
        }
        return config.createConnection("jdbc:sqlite:" + file);
    }

    /** Runs a query on a connection of its own. Thread-safe. */
    <T> T read(Query<T> query) {
        if (closed) {
            throw new IllegalStateException("the run store is closed");
        }
        try {
            Connection connection = idle.poll();
            if (connection == null) {
                connection = reader();
            }
            try {
                return query.on(connection);
            } finally {
                giveBack(connection);
            }
        } catch (SQLException e) {
            throw StoreException.of(e);
        }
    }

    private Connection reader() throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        config.setReadOnly(true);
        config.setBusyTimeout(WAIT_FOR_OTHERS_MS);
        config.setCacheSize(-8_000);
        return config.createConnection("jdbc:sqlite:" + file);
    }

    private void giveBack(Connection connection) throws SQLException {
        idle.add(connection);
        if (closed && idle.remove(connection)) {
            connection.close();
        }
    }

    @Override
    public void close() throws SQLException {
        closed = true;
        for (Connection connection = idle.poll(); connection != null; connection = idle.poll()) {
            connection.close();
        }
    }
}
