package dev.dspex.store;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Who is writing a run: an open store of a living process. Several processes may share one
 * database; a run whose owner is gone was interrupted.
 */
final class Owner {

    private static final Set<String> OPEN_HERE = ConcurrentHashMap.newKeySet();

    private final String store = UUID.randomUUID().toString();

    Owner() {
        OPEN_HERE.add(store);
    }

    void gone() {
        OPEN_HERE.remove(store);
    }

    /**
     * What is kept beside each run: process id, its start (epoch ms, as ids are used again), store.
     */
    String text() {
        return mark(ProcessHandle.current()) + " " + store;
    }

    static boolean lives(String text) {
        String[] parts = text.split(" ");
        if (parts.length != 3) {
            return false;
        }
        String process = parts[0] + " " + parts[1];
        if (process.equals(mark(ProcessHandle.current()))) {
            return OPEN_HERE.contains(parts[2]);
        }
        return ProcessHandle.of(Long.parseLong(parts[0]))
                .filter(handle -> handle.isAlive() && mark(handle).equals(process))
                .isPresent();
    }

    private static String mark(ProcessHandle process) {
        return process.pid()
                + " "
                + process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
    }
}
