package dev.dspex.store;

import com.fasterxml.jackson.annotation.JsonInclude;

import dev.dspex.event.RunError;
import dev.dspex.event.RunStatus;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Rows of the table {@code runs}. What lists sort and filter by has a column; the rest is JSON. */
final class SummaryRows {

    private static final JsonMapper MAPPER =
            JsonMapper.builder()
                    .changeDefaultPropertyInclusion(
                            old -> old.withValueInclusion(JsonInclude.Include.NON_NULL))
                    .build();

    private static final String COLUMNS =
            "number, id, kind, program, status, queued, started, ended, score, last_seq, last_wall,"
                    + " owner, summary";

    /** The events of the run whose id is given twice: they lie between two keys. */
    private static final String EVENTS_OF =
            "key >= (SELECT number << 32 FROM runs WHERE id = ?)"
                    + " AND key < (SELECT (number + 1) << 32 FROM runs WHERE id = ?)";

    private record Rest(
            long calls,
            long promptTokens,
            long completionTokens,
            @Nullable Double usd,
            @Nullable RunError error,
            @Nullable JsonNode request,
            @Nullable JsonNode summary) {}

    private SummaryRows() {}

    static void save(Connection connection, Tally tally, String owner) throws SQLException {
        String sql =
                "INSERT INTO runs(%s) VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?) ON CONFLICT(number) DO"
                    + " UPDATE SET kind=excluded.kind, program=excluded.program,"
                    + " status=excluded.status, queued=excluded.queued, started=excluded.started,"
                    + " ended=excluded.ended, score=excluded.score, last_seq=excluded.last_seq,"
                    + " last_wall=excluded.last_wall, owner=excluded.owner,"
                    + " summary=excluded.summary";
        try (PreparedStatement save = connection.prepareStatement(sql.formatted(COLUMNS))) {
            save.setInt(1, tally.number);
            save.setString(2, tally.id);
            save.setString(3, tally.kind);
            save.setString(4, tally.program);
            save.setString(5, tally.status.text());
            save.setDouble(6, tally.queued);
            setNullable(save, 7, tally.started);
            setNullable(save, 8, tally.ended);
            setNullable(save, 9, tally.score);
            save.setLong(10, tally.lastSeq);
            save.setDouble(11, tally.lastWall);
            save.setString(12, owner);
            save.setString(
                    13,
                    MAPPER.writeValueAsString(
                            new Rest(
                                    tally.calls,
                                    tally.promptTokens,
                                    tally.completionTokens,
                                    tally.usd,
                                    tally.error,
                                    tally.request,
                                    tally.summary)));
            save.executeUpdate();
        }
    }

    static List<RunSummary> list(Connection connection, RunFilter filter) throws SQLException {
        StringBuilder sql = new StringBuilder("SELECT " + COLUMNS + " FROM runs WHERE true");
        List<String> values = new ArrayList<>();
        if (filter.kind() != null) {
            sql.append(" AND kind = ?");
            values.add(filter.kind());
        }
        if (filter.program() != null) {
            sql.append(" AND program = ?");
            values.add(filter.program());
        }
        if (!filter.statuses().isEmpty()) {
            sql.append(" AND status IN (?")
                    .append(", ?".repeat(filter.statuses().size() - 1))
                    .append(')');
            filter.statuses().forEach(status -> values.add(status.text()));
        }
        sql.append(" ORDER BY number DESC LIMIT ").append(filter.limit());
        try (PreparedStatement select = connection.prepareStatement(sql.toString())) {
            for (int i = 0; i < values.size(); i++) {
                select.setString(i + 1, values.get(i));
            }
            List<RunSummary> found = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    found.add(summary(row));
                }
            }
            return found;
        }
    }

    static Optional<RunSummary> find(Connection connection, String id) throws SQLException {
        return one(connection, "id", id, SummaryRows::summary);
    }

    static Optional<RunSummary> find(Connection connection, int number) throws SQLException {
        return one(connection, "number", Integer.toString(number), SummaryRows::summary);
    }

    static Optional<Tally> tally(Connection connection, String id) throws SQLException {
        return one(
                connection, "id", id, row -> new Tally(summary(row), row.getDouble("last_wall")));
    }

    /** Runs without an end whose owner does not live. */
    static List<Tally> abandoned(Connection connection) throws SQLException {
        String sql =
                "SELECT "
                        + COLUMNS
                        + " FROM runs WHERE status IN ('queued', 'running') ORDER BY number";
        try (PreparedStatement select = connection.prepareStatement(sql);
                ResultSet row = select.executeQuery()) {
            List<Tally> found = new ArrayList<>();
            while (row.next()) {
                if (!Owner.lives(row.getString("owner"))) {
                    found.add(new Tally(summary(row), row.getDouble("last_wall")));
                }
            }
            return found;
        }
    }

    /** Removes a run that has ended, with its events. */
    static int delete(Connection connection, String id) throws SQLException {
        String events = "DELETE FROM events WHERE " + EVENTS_OF;
        try (PreparedStatement delete = connection.prepareStatement(events)) {
            delete.setString(1, id);
            delete.setString(2, id);
            delete.executeUpdate();
        }
        String sql = "DELETE FROM runs WHERE id = ? AND status NOT IN ('queued', 'running')";
        try (PreparedStatement delete = connection.prepareStatement(sql)) {
            delete.setString(1, id);
            return delete.executeUpdate();
        }
    }

    /** Bytes of a run's events. */
    static long size(Connection connection, String id) throws SQLException {
        String sql = "SELECT coalesce(sum(length(body)), 0) FROM events WHERE " + EVENTS_OF;
        try (PreparedStatement size = connection.prepareStatement(sql)) {
            size.setString(1, id);
            size.setString(2, id);
            try (ResultSet row = size.executeQuery()) {
                return row.next() ? row.getLong(1) : 0;
            }
        }
    }

    @FunctionalInterface
    private interface Reader<T> {
        T read(ResultSet row) throws SQLException;
    }

    private static <T> Optional<T> one(
            Connection connection, String column, String value, Reader<T> reader)
            throws SQLException {
        String sql = "SELECT " + COLUMNS + " FROM runs WHERE " + column + " = ?";
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setString(1, value);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? Optional.of(reader.read(row)) : Optional.empty();
            }
        }
    }

    private static RunSummary summary(ResultSet row) throws SQLException {
        Rest rest = MAPPER.readValue(row.getString("summary"), Rest.class);
        return new RunSummary(
                row.getString("id"),
                row.getInt("number"),
                row.getString("kind"),
                row.getString("program"),
                RunStatus.of(row.getString("status")),
                row.getDouble("queued"),
                nullable(row, "started"),
                nullable(row, "ended"),
                nullable(row, "score"),
                row.getLong("last_seq"),
                rest.calls(),
                rest.promptTokens(),
                rest.completionTokens(),
                rest.usd(),
                rest.error(),
                orNull(rest.request()),
                orNull(rest.summary()));
    }

    private static JsonNode orNull(@Nullable JsonNode value) {
        return value == null ? JsonNodeFactory.instance.nullNode() : value;
    }

    private static void setNullable(PreparedStatement statement, int at, @Nullable Double value)
            throws SQLException {
        if (value == null) {
            statement.setNull(at, Types.REAL);
        } else {
            statement.setDouble(at, value);
        }
    }

    private static @Nullable Double nullable(ResultSet row, String column) throws SQLException {
        double value = row.getDouble(column);
        return row.wasNull() ? null : (Double) value;
    }
}
