package dev.dspex.edit;

import dev.dspex.program.Program;
import dev.dspex.program.ProgramFile;
import dev.dspex.program.Read;
import dev.dspex.program.TextFile;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * Autosave: what has been edited but not saved, one file a program, replaced whole after each
 * gesture. After a crash the next start finds it. Any thread, one at a time a program.
 */
public final class Recovery {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /**
     * Unsaved work of an earlier start.
     *
     * @param program the work
     * @param base what the file had when the work began
     */
    public record Found(Program program, Program base, Instant when) {}

    private final Path folder;

    /**
     * @param folder of the project's own bookkeeping, such as {@code .dspex/journal}
     */
    public Recovery(Path folder) {
        this.folder = folder;
    }

    /**
     * @param base what the file had when the work began
     * @throws IOException when the work could not be kept
     */
    public void keep(Program program, Program base, Instant when) throws IOException {
        var json = JSON.createObjectNode().put("when", when.toString());
        json.set("base", ProgramFile.json(base));
        json.set("program", ProgramFile.json(program));
        TextFile.write(file(base.name()), JSON.writeValueAsString(json));
    }

    /** Unsaved work on a program; none where there is nothing to offer or it cannot be read. */
    public Optional<Found> find(String program) {
        try {
            var json = JSON.readTree(Files.readString(file(program)));
            var work = program(json.path("program"));
            var base = program(json.path("base"));
            if (work.isEmpty() || base.isEmpty() || work.equals(base)) return Optional.empty();
            return Optional.of(
                    new Found(
                            work.get(), base.get(), Instant.parse(json.path("when").asString(""))));
        } catch (IOException | JacksonException | java.time.DateTimeException e) {
            return Optional.empty();
        }
    }

    /** The work is saved, or not wanted. */
    public void forget(String program) throws IOException {
        Files.deleteIfExists(file(program));
    }

    private Path file(String program) {
        return folder.resolve(program + ".json");
    }

    private static Optional<Program> program(JsonNode json) {
        return switch (ProgramFile.parse(json.toString(), "autosave")) {
            case Read.Ok ok -> Optional.of(ok.program());
            case Read.Draft draft -> Optional.of(draft.program());
            case Read.Bad _ -> Optional.empty();
        };
    }
}
