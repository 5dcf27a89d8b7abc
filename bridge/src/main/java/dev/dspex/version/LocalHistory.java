package dev.dspex.version;

import dev.dspex.program.Program;
import dev.dspex.program.ProgramFile;
import dev.dspex.program.Read;
import dev.dspex.program.TextFile;
import dev.dspex.version.Version.Origin;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What was saved of each program, kept in the project's own bookkeeping. Any thread, one at a time
 * a program.
 */
public final class LocalHistory {
    /** Saves that are kept of a program; the oldest go first. */
    static final int KEPT = 200;

    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss.SSS'Z'").withZone(ZoneOffset.UTC);

    private final Path folder;

    /**
     * @param folder such as {@code .dspex/history}
     */
    public LocalHistory(Path folder) {
        this.folder = folder;
    }

    /**
     * Keeps a version unless the newest is the same.
     *
     * @throws IOException when it could not be kept
     */
    public void keep(Program program, Instant when) throws IOException {
        var known = files(program.name());
        var text = ProgramFile.text(program);
        if (!known.isEmpty() && Files.readString(known.getFirst()).equals(text)) return;
        TextFile.write(of(program.name()).resolve(STAMP.format(when) + ProgramFile.SUFFIX), text);
        for (var old : known.subList(Math.min(KEPT - 1, known.size()), known.size()))
            Files.deleteIfExists(old);
    }

    /** Newest first. */
    public List<Version> versions(String program) throws IOException {
        return files(program).stream().flatMap(file -> version(file).stream()).toList();
    }

    public Read read(String program, String id) {
        return ProgramFile.read(of(program).resolve(id), id);
    }

    private Path of(String program) {
        return folder.resolve(program);
    }

    private List<Path> files(String program) throws IOException {
        if (!Files.isDirectory(of(program))) return List.of();
        try (Stream<Path> files = Files.list(of(program))) {
            return files.filter(f -> version(f).isPresent())
                    .sorted(Comparator.comparing(Path::getFileName).reversed())
                    .toList();
        }
    }

    private static Optional<Version> version(Path file) {
        var name = String.valueOf(file.getFileName());
        if (!name.endsWith(ProgramFile.SUFFIX)) return Optional.empty();
        var stamp = name.substring(0, name.length() - ProgramFile.SUFFIX.length());
        try {
            var when = STAMP.parse(stamp, Instant::from);
            return Optional.of(new Version(Origin.SAVED, name, when, "", ""));
        } catch (DateTimeParseException e) {
            return Optional.empty(); // not one of ours
        }
    }
}
