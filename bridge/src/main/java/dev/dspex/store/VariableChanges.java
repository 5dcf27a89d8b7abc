package dev.dspex.store;

import dev.dspex.variable.ChangeLog;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** The history of variables in the run store. */
record VariableChanges(Connections connections, Supplier<Writer> writer) implements ChangeLog {
    @Override
    public void append(List<Entry> entries) {
        if (!entries.isEmpty()) {
            var _ = writer.get().append(new VariableRows(List.copyOf(entries)));
        }
    }

    @Override
    public List<Entry> history(String name, int most) {
        return connections.read(connection -> VariableRows.newest(connection, name, most));
    }

    @Override
    public Map<String, Long> versions() {
        return connections.read(VariableRows::versions);
    }
}
