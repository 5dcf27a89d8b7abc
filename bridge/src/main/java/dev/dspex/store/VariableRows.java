package dev.dspex.store;

import dev.dspex.variable.ChangeLog;
import dev.dspex.variable.VariableValues;

import tools.jackson.databind.json.JsonMapper;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Changes of variables as rows of their table. */
record VariableRows(List<ChangeLog.Entry> entries) {
    private static final String INSERT =
            "INSERT INTO variable_changes(name, version, wall, before, after, who, why, derived)"
                    + " VALUES(?, ?, ?, ?, ?, ?, ?, ?)";
    private static final String NEWEST =
            "SELECT version, wall, before, after, who, why, derived FROM variable_changes"
                    + " WHERE name = ? ORDER BY version DESC, key DESC LIMIT ?";
    private static final String VERSIONS =
            "SELECT name, max(version) FROM variable_changes GROUP BY name";
    private static final JsonMapper JSON = JsonMapper.shared();

    int insert(Connection connection) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            for (ChangeLog.Entry entry : entries) {
                insert.setString(1, entry.name());
                insert.setLong(2, entry.version());
                insert.setLong(3, entry.wall());
                insert.setString(4, text(entry.from()));
                insert.setString(5, text(entry.to()));
                insert.setString(6, entry.by());
                insert.setString(7, entry.why());
                insert.setBoolean(8, entry.derived());
                insert.addBatch();
            }
            insert.executeBatch();
        }
        return entries.size();
    }

    static List<ChangeLog.Entry> newest(Connection connection, String name, int most)
            throws SQLException {
        List<ChangeLog.Entry> found = new ArrayList<>();
        try (PreparedStatement query = connection.prepareStatement(NEWEST)) {
            query.setString(1, name);
            query.setInt(2, most);
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    found.add(
                            new ChangeLog.Entry(
                                    name,
                                    row.getLong(1),
                                    row.getLong(2),
                                    value(row.getString(3)),
                                    value(row.getString(4)),
                                    row.getString(5),
                                    row.getString(6),
                                    row.getBoolean(7)));
                }
            }
        }
        return found;
    }

    static Map<String, Long> versions(Connection connection) throws SQLException {
        Map<String, Long> versions = new HashMap<>();
        try (PreparedStatement query = connection.prepareStatement(VERSIONS);
                ResultSet row = query.executeQuery()) {
            while (row.next()) {
                versions.put(row.getString(1), row.getLong(2));
            }
        }
        return versions;
    }

    private static String text(Object value) {
        return JSON.writeValueAsString(VariableValues.json(value));
    }

    private static Object value(String text) {
        return Objects.requireNonNullElse(VariableValues.of(JSON.readTree(text)), text);
    }
}
