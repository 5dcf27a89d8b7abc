package dev.dspex.variable;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A history that ends with the process, for where nothing may be written. */
public final class MemoryLog implements ChangeLog {
    private final Map<String, List<Entry>> entries = new ConcurrentHashMap<>();

    @Override
    public synchronized void append(List<Entry> added) {
        for (Entry entry : added) {
            entries.computeIfAbsent(entry.name(), _ -> new ArrayList<>()).add(entry);
        }
    }

    @Override
    public synchronized List<Entry> history(String name, int most) {
        List<Entry> all = entries.getOrDefault(name, List.of());
        return all.reversed().stream().limit(most).toList();
    }

    @Override
    public synchronized Map<String, Long> versions() {
        Map<String, Long> versions = new java.util.HashMap<>();
        entries.forEach((name, all) -> versions.put(name, all.getLast().version()));
        return versions;
    }
}
