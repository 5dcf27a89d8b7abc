package dev.dspex.run;

import dev.dspex.event.RunStatus;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The journal of a run's LM calls on disk. Its workers write it; here it is made, told to jobs, and
 * read for what the run has used.
 *
 * @param folder of the run; made by the first job
 * @param replay whether jobs are answered from it only
 * @param branched whether it began as a copy of another run's
 * @param endedAt what ended the run that is replayed, {@code cap} or {@code pause}; null for
 *     neither
 */
record CallJournal(
        Path folder, Limits limits, boolean replay, boolean branched, @Nullable String endedAt) {
    private static final String MADE_OF = "made-of.json";
    private static final String LEDGER = "ledger";
    private static final String BRANCH_OF = "branch-of";

    /** The journal of a run that is there already. */
    static CallJournal of(Path folder, Limits limits) {
        boolean branched = Files.exists(folder.resolve(BRANCH_OF));
        return new CallJournal(folder, limits, false, branched, null);
    }

    /** The journal of a run that is replayed. */
    static CallJournal replayed(Path folder, RunStatus end) {
        String at =
                switch (end) {
                    case STOPPED_CAP -> "cap";
                    case STOPPED_PERSON -> "pause";
                    default -> null;
                };
        return new CallJournal(folder, Limits.NONE, true, false, at);
    }

    private static final JsonMapper MAPPER = new JsonMapper();

    /**
     * Tells a job of it.
     *
     * @param scope part of the run; parts share no answers
     * @param hold what later parts are expected to use
     */
    void tell(ObjectNode job, String scope, Usage hold) {
        ObjectNode json = job.putObject("journal");
        json.put("folder", folder.toAbsolutePath().toString()).put("scope", scope);
        json.put("mode", replay ? "replay" : "record").put("branched", branched);
        json.put("ended_at", endedAt);
        if (replay) {
            return;
        }
        limits.tell(json);
        if (hold.calls() > 0) {
            ObjectNode kept = json.putObject("hold").put("calls", hold.calls());
            kept.put("tokens", hold.promptTokens() + hold.completionTokens());
            kept.put("usd", hold.usd());
        }
    }

    /** Writes down what the run is made of, once. */
    void made(ObjectNode of) throws IOException {
        Files.createDirectories(folder);
        if (Files.notExists(folder.resolve(MADE_OF))) {
            Files.writeString(folder.resolve(MADE_OF), MAPPER.writeValueAsString(of) + "\n");
        }
    }

    /** What the run is made of; null when nobody wrote it down. */
    @Nullable ObjectNode madeOf() {
        try {
            return MAPPER.readTree(Files.readString(folder.resolve(MADE_OF)))
                            instanceof ObjectNode of
                    ? of
                    : null;
        } catch (IOException | JacksonException e) {
            return null;
        }
    }

    /**
     * What the answered calls of all attempts have used. A line that cannot be read ends the sum:
     * the workers refuse a damaged journal with the reason.
     *
     * @param priced whether all prices are known
     */
    Usage used(boolean priced) {
        Usage used = priced ? Usage.NONE : new Usage(0, 0, null, 0);
        try (Stream<String> lines = Files.lines(folder.resolve(LEDGER))) {
            for (String line : (Iterable<String>) lines::iterator) {
                int end = line.lastIndexOf('\t');
                if (end < 0) {
                    break;
                }
                JsonNode entry = MAPPER.readTree(line.substring(0, end));
                if (entry.has("settle")) {
                    used =
                            used.plus(
                                    entry.path("prompt").asLong(0),
                                    entry.path("completion").asLong(0),
                                    entry.path("usd").asDouble(0));
                }
            }
        } catch (IOException | UncheckedIOException | JacksonException e) {
            return used;
        }
        return used;
    }

    /** Takes over the answers of another run, so that equal calls are not paid again. */
    void takeOver(Path other) throws IOException {
        Files.createDirectories(folder);
        List<Path> answers;
        try (Stream<Path> files = Files.list(other)) {
            answers = files.filter(file -> file.toString().endsWith(".calls")).sorted().toList();
        }
        for (Path file : answers) {
            Files.copy(file, folder.resolve(file.getFileName()));
        }
        Files.writeString(folder.resolve(BRANCH_OF), other.getFileName() + "\n");
    }
}
