package dev.dspex.store;

import dev.dspex.event.EventCodec;
import dev.dspex.event.EventType;
import dev.dspex.event.Stamped;

import org.jspecify.annotations.Nullable;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Rows of the table {@code events}. */
final class EventRows {

    static final String INSERT =
            "INSERT INTO events(key, type, wall, mono, worker, body) VALUES(?,?,?,?,?,?)";

    /** An event with its body as JSON, ready to be written. */
    record Row(Stamped stamped, String body) {
        static Row of(Stamped stamped) {
            return new Row(stamped, EventCodec.body(stamped.event()));
        }
    }

    private EventRows() {}

    static long key(int run, long seq) {
        return ((long) run << 32) | seq;
    }

    /** Adds a row to the batch of an {@link #INSERT}. */
    static void add(PreparedStatement insert, int run, Row row) throws SQLException {
        Stamped stamped = row.stamped();
        insert.setLong(1, key(run, stamped.seq()));
        insert.setString(2, stamped.event().type());
        insert.setDouble(3, stamped.wall());
        insert.setLong(4, stamped.mono());
        insert.setString(5, stamped.worker());
        insert.setString(6, row.body());
        insert.addBatch();
    }

    /** Up to {@code limit} events of a run from {@code fromSeq} on, of one type or of all. */
    static List<Stamped> page(
            Connection connection,
            RunSummary run,
            long fromSeq,
            @Nullable EventType type,
            int limit)
            throws SQLException {
        String sql =
                "SELECT key, type, wall, mono, worker, body FROM events WHERE "
                        + (type == null ? "" : "type = ? AND ")
                        + "key >= ? AND key < ? ORDER BY key LIMIT ?";
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            int at = 1;
            if (type != null) {
                select.setString(at++, type.text());
            }
            select.setLong(at++, key(run.number(), fromSeq));
            select.setLong(at++, key(run.number() + 1, 0));
            select.setInt(at, limit);
            List<Stamped> page = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    page.add(stamped(run.id(), row));
                }
            }
            return page;
        }
    }

    static long count(Connection connection, RunSummary run, EventType type) throws SQLException {
        String sql = "SELECT count(*) FROM events WHERE type = ? AND key >= ? AND key < ?";
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setString(1, type.text());
            select.setLong(2, key(run.number(), 0));
            select.setLong(3, key(run.number() + 1, 0));
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? row.getLong(1) : 0;
            }
        }
    }

    private static Stamped stamped(String run, ResultSet row) throws SQLException {
        return new Stamped(
                run,
                row.getLong(1) & 0xffff_ffffL,
                row.getDouble(3),
                row.getLong(4),
                row.getString(5),
                EventCodec.event(row.getString(2), row.getString(6)));
    }
}
