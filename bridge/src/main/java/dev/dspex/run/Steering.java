package dev.dspex.run;

import dev.dspex.event.RunError;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/**
 * What the person says of a run while it goes on: other limits, or a pause. It is one file beside
 * the journal, which all workers of the run look at before each LM call. Safe for any thread.
 */
final class Steering {
    static final String NAME = "steering.json";
    private static final JsonMapper MAPPER = new JsonMapper();

    private final @Nullable CallJournal journal;
    private Limits limits;
    private boolean paused;
    private boolean begun;

    /**
     * @param journal of the run; null, or one that is replayed, where there is nothing to steer
     */
    Steering(@Nullable CallJournal journal, Limits limits) {
        this.journal = journal == null || journal.replay() ? null : journal;
        this.limits = limits;
    }

    /** The workers may look from now on. */
    synchronized void begin() throws RunFailure {
        begun = true;
        Optional<RunError> error = write();
        if (error.isPresent()) {
            throw new RunFailure(error.get());
        }
    }

    synchronized Limits limits() {
        return limits;
    }

    synchronized Optional<RunError> limit(Limits other) {
        limits = other;
        return write();
    }

    synchronized Optional<RunError> pause() {
        paused = true;
        return write();
    }

    /** Whole or not at all: a worker may read it at any time. */
    private Optional<RunError> write() {
        if (journal == null || !begun) {
            return Optional.empty();
        }
        ObjectNode json = MAPPER.createObjectNode();
        limits.tell(json);
        json.put("paused", paused);
        Path file = journal.folder().resolve(NAME);
        try {
            Path part = file.resolveSibling(NAME + ".part");
            Files.writeString(part, MAPPER.writeValueAsString(json) + "\n");
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(
                    RunError.of(
                            "journal_not_written",
                            "The run's workers cannot be told: " + file + " is not written.",
                            "Check the folder's permissions and the free space. Stopping the run"
                                    + " still works.",
                            e.toString()));
        }
    }

    /** The limits that a run was last given, as they stand beside its journal; empty for none. */
    static Optional<Limits> kept(Path folder) {
        try {
            JsonNode json = MAPPER.readTree(Files.readString(folder.resolve(NAME)));
            return Optional.of(RequestJson.limits(json));
        } catch (IOException | JacksonException e) {
            return Optional.empty();
        }
    }
}
