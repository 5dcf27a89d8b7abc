package dev.dspex.run;

import dev.dspex.dataset.IncomingRows;
import dev.dspex.event.RunEvent;
import dev.dspex.program.Problem;
import dev.dspex.program.Program;

import org.jspecify.annotations.Nullable;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The lines of a JSONL file that grows, or of all such files of a folder, also of those that come
 * later. A line counts once it has its end. What is wrong with one is told, and the next one is
 * taken.
 */
final class WatchedFeed implements TaskFeed {
    private static final long MOMENT = 100;
    private static final int PART = 1 << 16;
    private static final int LONGEST = 1 << 20;
    private static final String ENDING = ".jsonl";

    private final Path path;
    private final Program program;
    private final Consumer<RunEvent> tell;
    private final Map<Path, Tail> tails = new TreeMap<>();
    private final Queue<Rows.Row> ready = new ArrayDeque<>();
    private Set<String> done = Set.of();
    private String trouble = "";

    /**
     * @param tell takes what is wrong with files and lines
     */
    WatchedFeed(Path path, Program program, Consumer<RunEvent> tell) {
        this.path = path;
        this.program = program;
        this.tell = tell;
    }

    /** How far a file was read. */
    private static final class Tail {
        private final IncomingRows rows;
        private final ByteArrayOutputStream begun = new ByteArrayOutputStream();
        private long offset;
        private int line;
        private boolean tooLong;

        Tail(IncomingRows rows) {
            this.rows = rows;
        }
    }

    @Override
    public void begin(Set<String> rows) {
        done = Set.copyOf(rows);
    }

    @Override
    public Next next(int number) throws InterruptedException {
        if (ready.isEmpty()) look();
        Rows.Row row = ready.poll();
        if (row != null) return new Next.Given(row, _ -> {});
        Thread.sleep(MOMENT);
        return new Next.Later();
    }

    private void look() {
        try {
            for (Path file : files()) {
                read(file, tails.computeIfAbsent(file, _ -> tail(file)));
                if (!ready.isEmpty()) return;
            }
            trouble = "";
        } catch (IOException e) {
            // told once, as it may go on for long
            if (!trouble.equals(e.toString())) {
                fault("feed_unreadable", path + " cannot be read: " + e.getMessage());
            }
            trouble = e.toString();
        }
    }

    private List<Path> files() throws IOException {
        if (!Files.isDirectory(path)) return Files.exists(path) ? List.of(path) : List.of();
        try (Stream<Path> files = Files.list(path)) {
            return files.filter(file -> file.toString().endsWith(ENDING)).sorted().toList();
        }
    }

    private Tail tail(Path file) {
        return new Tail(new IncomingRows(program, String.valueOf(file.getFileName())));
    }

    /** Reads a part of what is new. */
    private void read(Path file, Tail tail) throws IOException {
        try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
            if (in.length() < tail.offset) {
                fault("feed_shrunk", file + " is shorter than before; it is read from its start.");
                tail.offset = 0;
                tail.line = 0;
                tail.begun.reset();
            }
            in.seek(tail.offset);
            byte[] part = new byte[PART];
            int length = in.read(part);
            while (length > 0) {
                tail.offset += length;
                lines(file, tail, part, length);
                if (!ready.isEmpty()) return;
                length = in.read(part);
            }
        }
    }

    private void lines(Path file, Tail tail, byte[] part, int length) {
        int start = 0;
        for (int i = 0; i < length; i++) {
            if (part[i] != '\n') continue;
            begun(tail, part, start, i);
            start = i + 1;
            tail.line++;
            String text = tail.begun.toString(StandardCharsets.UTF_8);
            tail.begun.reset();
            if (tail.tooLong) {
                bad(file, tail.line, "The line is longer than 1 MiB.");
            } else if (!text.isBlank()) {
                row(file, tail, text);
            }
            tail.tooLong = false;
        }
        begun(tail, part, start, length);
    }

    private static void begun(Tail tail, byte[] part, int from, int to) {
        tail.tooLong |= tail.begun.size() + (to - from) > LONGEST;
        if (!tail.tooLong) tail.begun.write(part, from, to - from);
    }

    private void row(Path file, Tail tail, String text) {
        String id = file.getFileName() + ":" + tail.line;
        if (done.contains(id)) return;
        switch (tail.rows.read(text, tail.line)) {
            case IncomingRows.Incoming.Ok(var row) -> ready.add(new Rows.Row(id, row));
            case IncomingRows.Incoming.Bad(List<Problem> problems) ->
                    bad(file, tail.line, problems.getFirst().message());
        }
    }

    private void bad(Path file, int line, String why) {
        tell.accept(
                new RunEvent.Fault(
                        "bad_line",
                        null,
                        List.of(file.getFileName() + ":" + line),
                        "The line was left out.",
                        file.getFileName() + ", line " + line + ": " + why));
    }

    private void fault(String what, String why) {
        tell.accept(new RunEvent.Fault(what, null, List.of(), "The session goes on.", why));
    }

    @Override
    public Optional<Rows.Row> find(String row) {
        int colon = row.lastIndexOf(':');
        Path file =
                Files.isDirectory(path) ? path.resolve(row.substring(0, Math.max(0, colon))) : path;
        try (Stream<String> lines = Files.lines(file)) {
            int line = Integer.parseInt(row.substring(colon + 1));
            return lines.skip(line - 1L)
                    .findFirst()
                    .map(text -> tail(file).rows.read(text, line))
                    .filter(IncomingRows.Incoming.Ok.class::isInstance)
                    .map(read -> new Rows.Row(row, ((IncomingRows.Incoming.Ok) read).row()));
        } catch (IOException | java.io.UncheckedIOException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    @Override
    public @Nullable Long total() {
        return null;
    }
}
