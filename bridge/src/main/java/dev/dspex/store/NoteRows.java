package dev.dspex.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What persons keep with runs, as rows of their table; a line of {@code tags} is a tag. */
final class NoteRows {
    private NoteRows() {}

    /** Keeps a note; an empty one is removed. */
    static int save(Connection connection, String run, RunNote note) throws SQLException {
        String sql =
                note.isEmpty()
                        ? "DELETE FROM run_notes WHERE run = ?"
                        : "INSERT INTO run_notes(run, tags, note) VALUES(?, ?, ?) ON CONFLICT(run)"
                                + " DO UPDATE SET tags = excluded.tags, note = excluded.note";
        try (PreparedStatement save = connection.prepareStatement(sql)) {
            save.setString(1, run);
            if (!note.isEmpty()) {
                save.setString(2, String.join("\n", note.tags()));
                save.setString(3, note.text());
            }
            return save.executeUpdate();
        }
    }

    /** Notes by id of the run. */
    static Map<String, RunNote> all(Connection connection) throws SQLException {
        Map<String, RunNote> notes = new HashMap<>();
        try (PreparedStatement query =
                        connection.prepareStatement("SELECT run, tags, note FROM run_notes");
                ResultSet row = query.executeQuery()) {
            while (row.next()) {
                List<String> tags = row.getString(2).lines().toList();
                notes.put(row.getString(1), new RunNote(tags, row.getString(3)));
            }
        }
        return notes;
    }
}
