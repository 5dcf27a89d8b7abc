package dev.dspex.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** The tables, and how an older store becomes the present one. */
final class Schema {

    /**
     * Step n brings a store from version n - 1 to n; a step that was released is never changed. The
     * key of an event is run number × 2³² + seq: one integer, so that appending is cheapest and the
     * events of a run lie together.
     */
    private static final List<String> STEPS =
            List.of(
                    """
                    CREATE TABLE runs(
                      number INTEGER PRIMARY KEY,
                      id TEXT NOT NULL UNIQUE,
                      kind TEXT NOT NULL,
                      program TEXT NOT NULL,
                      status TEXT NOT NULL,
                      queued REAL NOT NULL,
                      started REAL,
                      ended REAL,
                      score REAL,
                      last_seq INTEGER NOT NULL,
                      last_wall REAL NOT NULL,
                      owner TEXT NOT NULL,
                      summary TEXT NOT NULL
                    );
                    CREATE TABLE events(
                      key INTEGER PRIMARY KEY,
                      type TEXT NOT NULL,
                      wall REAL NOT NULL,
                      mono INTEGER NOT NULL,
                      worker TEXT,
                      body TEXT NOT NULL,
                      run INTEGER GENERATED ALWAYS AS (key >> 32) VIRTUAL,
                      seq INTEGER GENERATED ALWAYS AS (key & 4294967295) VIRTUAL
                    );
                    CREATE INDEX events_by_type ON events(type, key);
                    CREATE TABLE days(day TEXT PRIMARY KEY, last INTEGER NOT NULL) WITHOUT ROWID\
                    """,
                    """
                    CREATE TABLE variable_changes(
                      key INTEGER PRIMARY KEY,
                      name TEXT NOT NULL,
                      version INTEGER NOT NULL,
                      wall INTEGER NOT NULL,
                      before TEXT NOT NULL,
                      after TEXT NOT NULL,
                      who TEXT NOT NULL,
                      why TEXT NOT NULL,
                      derived INTEGER NOT NULL
                    );
                    CREATE INDEX variable_changes_by_name ON variable_changes(name, version)\
                    """,
                    """
                    CREATE TABLE run_notes(
                      run TEXT PRIMARY KEY,
                      tags TEXT NOT NULL,
                      note TEXT NOT NULL
                    ) WITHOUT ROWID\
                    """);

    private Schema() {}

    /** Brings the store to the present version in one transaction. */
    static void migrate(Connection connection) throws SQLException {
        int version = version(connection);
        if (version > STEPS.size()) {
            throw newer(version);
        }
        if (version == STEPS.size()) {
            return;
        }
        try (Statement statement = connection.createStatement()) {
            statement.execute("BEGIN IMMEDIATE");
            try {
                for (int step = version(connection); step < STEPS.size(); step++) {
                    for (String sql : STEPS.get(step).split(";\n")) {
                        statement.execute(sql);
                    }
                }
                statement.execute("PRAGMA user_version = " + STEPS.size());
                statement.execute("COMMIT");
            } catch (SQLException e) {
                statement.execute("ROLLBACK");
                throw e;
            }
        }
    }

    /** For a store that is only read: it must be of the present version. */
    static int require(Connection connection) throws SQLException {
        int version = version(connection);
        if (version > STEPS.size()) {
            throw newer(version);
        }
        if (version < STEPS.size()) {
            throw new StoreException(
                    "store_older",
                    "The run store is of an older version and may not be changed here.",
                    "Open the project once with the right to write to it.",
                    "store version " + version + " is read only");
        }
        return version;
    }

    private static int version(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("PRAGMA user_version")) {
            return result.next() ? result.getInt(1) : 0;
        }
    }

    private static StoreException newer(int version) {
        return new StoreException(
                "store_newer",
                "The run store of this project was written by a newer version of DSPex.",
                "Open it with that version.",
                "store version " + version + " is newer than " + STEPS.size());
    }
}
