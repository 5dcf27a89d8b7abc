package dev.dspex.variable;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * The leases of all processes that work on a project, in one file that is changed under a lock.
 * Where it cannot be written, leases hold within the process only. Safe for any thread.
 */
final class LeaseBook {
    private static final Logger LOG = LoggerFactory.getLogger(LeaseBook.class);
    private static final JsonMapper MAPPER = new JsonMapper();

    /** Locks of files are those of the process, so its threads take turns by this one. */
    private static final Object TURN = new Object();

    /** One lease. Times are epoch milliseconds. */
    record Entry(String id, String holder, Set<String> names, long since, long renewed) {
        Entry renewedAt(long now) {
            return new Entry(id, holder, names, since, now);
        }

        boolean isFresh(Instant now) {
            return Instant.ofEpochMilli(renewed).plus(Leases.STALE).isAfter(now);
        }

        Lease.Info info() {
            return new Lease.Info(
                    holder,
                    names,
                    Instant.ofEpochMilli(since),
                    Instant.ofEpochMilli(renewed).plus(Leases.STALE));
        }
    }

    private final Path file;

    LeaseBook(Path file) {
        this.file = file;
    }

    /** What stands in it. */
    List<Entry> entries() {
        return Files.exists(file) ? change(List.of(), List::copyOf) : List.of();
    }

    /**
     * Changes it as a whole.
     *
     * @param otherwise what comes of it where the file cannot be read or written
     * @param change takes the entries, which it may change
     */
    <T> T change(T otherwise, Function<List<Entry>, T> change) {
        synchronized (TURN) {
            try {
                Files.createDirectories(file.toAbsolutePath().getParent());
                Path lock = file.resolveSibling(file.getFileName() + ".lock");
                try (FileChannel channel =
                                FileChannel.open(
                                        lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                        FileLock _ = channel.lock()) {
                    List<Entry> before = read();
                    List<Entry> entries = new ArrayList<>(before);
                    T result = change.apply(entries);
                    if (!entries.equals(before)) {
                        write(entries);
                    }
                    return result;
                }
            } catch (IOException e) {
                LOG.warn("leases on variables are not kept in {}", file, e);
                return otherwise;
            }
        }
    }

    private List<Entry> read() throws IOException {
        List<Entry> entries = new ArrayList<>();
        if (Files.notExists(file)) {
            return entries;
        }
        try {
            for (JsonNode json : MAPPER.readTree(Files.readString(file)).path("leases")) {
                Set<String> names = new TreeSet<>();
                json.path("names").forEach(name -> names.add(name.asString("")));
                entries.add(
                        new Entry(
                                json.path("id").asString(""),
                                json.path("holder").asString(""),
                                Set.copyOf(names),
                                json.path("since").asLong(0),
                                json.path("renewed").asLong(0)));
            }
        } catch (JacksonException e) {
            LOG.warn("leases in {} cannot be read, and count no more", file, e);
        }
        return entries;
    }

    private void write(List<Entry> entries) throws IOException {
        ObjectNode json = MAPPER.createObjectNode();
        ArrayNode leases = json.putArray("leases");
        for (Entry entry : entries) {
            ObjectNode item =
                    leases.addObject().put("id", entry.id()).put("holder", entry.holder());
            entry.names().stream().sorted().forEach(item.putArray("names")::add);
            item.put("since", entry.since()).put("renewed", entry.renewed());
        }
        Path part = file.resolveSibling(file.getFileName() + ".part");
        Files.writeString(part, MAPPER.writeValueAsString(json) + "\n");
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
