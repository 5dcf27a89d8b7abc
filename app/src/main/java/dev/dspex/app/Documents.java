package dev.dspex.app;

import dev.dspex.edit.ProgramDisk;
import dev.dspex.edit.ProgramDocument;
import dev.dspex.program.Program;
import dev.dspex.program.ProgramFile;
import dev.dspex.program.Read;
import dev.dspex.project.Project;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The programs of an open project, as they are being edited. One thread once it is made. */
final class Documents {
    /** A program that is being edited, and its file. */
    record Open(String name, ProgramDocument document, ProgramDisk disk) {}

    private final Map<String, Open> open = new LinkedHashMap<>();

    /**
     * Adds the program of a file.
     *
     * @return what reading it came to; a file that cannot be read is not added
     */
    Read read(Project project, String name) {
        var shown = "programs/" + name + ProgramFile.SUFFIX;
        var disk = new ProgramDisk(project.programPath(name), shown);
        var read = disk.read();
        program(read).ifPresent(p -> open.put(name, new Open(name, new ProgramDocument(p), disk)));
        return read;
    }

    List<String> names() {
        return List.copyOf(open.keySet());
    }

    List<Open> all() {
        return List.copyOf(open.values());
    }

    Optional<Open> get(String name) {
        return Optional.ofNullable(open.get(name));
    }

    Optional<Program> program(String name) {
        return get(name).map(o -> o.document().program());
    }

    boolean dirty() {
        return open.values().stream().anyMatch(o -> o.document().dirty());
    }

    static Optional<Program> program(Read read) {
        return switch (read) {
            case Read.Ok ok -> Optional.of(ok.program());
            case Read.Draft draft -> Optional.of(draft.program());
            case Read.Bad _ -> Optional.empty();
        };
    }
}
