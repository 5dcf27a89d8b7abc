package dev.dspex.run;

import dev.dspex.event.EventType;
import dev.dspex.event.RunError;
import dev.dspex.event.RunEvent;
import dev.dspex.event.Stamped;
import dev.dspex.store.RunStore;
import dev.dspex.store.RunSummary;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * An optimization of the store, asked for anew: as it was asked for, with the program and the data
 * as they are now. Reads files: not on the JavaFX thread.
 */
public final class StoredSearch {
    private static final JsonMapper MAPPER = new JsonMapper();

    /** The roles that LMs have beside the program's own. */
    public static final List<String> ROLES = List.of("teacher", "prompt_lm");

    private final RunSummary summary;
    private final Path journal;

    private StoredSearch(RunSummary summary, Path journal) {
        this.summary = summary;
        this.journal = journal;
    }

    /**
     * @param journal folder of its LM calls
     */
    public static StoredSearch of(Path journal, RunSummary summary) {
        return new StoredSearch(summary, journal);
    }

    public static StoredSearch of(RunStore store, RunSummary summary) {
        Path calls = store.file().toAbsolutePath().resolveSibling("calls");
        return of(calls.resolve(summary.id()), summary);
    }

    /**
     * What there is now.
     *
     * @param <E> how it says that something is not there
     */
    public interface Now<E extends Exception> {
        /** The run's program with its LMs, and the values that variables have. */
        Setup setup() throws E;

        /** The same without the values of variables. */
        Setup bare() throws E;

        /** What a search over its variables may change. */
        Tuning tuning(Setup bare) throws E;

        /**
         * @param file that the run took them from, relative to the project; null for the split's
         * @param limit how many of them at most; null for all
         */
        Rows rows(String split, @Nullable String file, @Nullable Integer limit) throws E;

        E refusal(RunError error);
    }

    /** The aliases that it asked besides the program's own LM, by role. */
    public Map<String, String> lmRoles() {
        Map<String, String> roles = new LinkedHashMap<>();
        for (String role : ROLES) {
            String alias = text(summary.request(), role);
            if (alias != null) {
                roles.put(role, alias);
            }
        }
        return roles;
    }

    /** The alias of the program's LM. */
    public String lm() {
        return String.valueOf(text(summary.request(), "lm"));
    }

    public String metric() {
        return String.valueOf(text(summary.request(), "metric"));
    }

    /** The limits that it was last given; a pause is never taken over. */
    public Limits limits() {
        return Steering.kept(journal).orElseGet(() -> RequestJson.limits(summary.request()));
    }

    public <E extends Exception> RunRequest.Optimization request(Now<E> now) throws E {
        JsonNode request = summary.request();
        Beginning begun = Beginning.read(journal);
        Setup.State state =
                begun.state() == null
                        ? state(now, text(request, "state"))
                        : new Setup.State(null, begun.state());
        RunRequest.Optimization asked =
                new RunRequest.Optimization(
                        asItWas(now.setup(), state),
                        String.valueOf(text(request, "optimizer")),
                        request.path("settings") instanceof ObjectNode settings
                                ? settings.deepCopy()
                                : MAPPER.createObjectNode(),
                        lmRoles(),
                        metric(),
                        rows(now, "train"),
                        rows(now, "validation"),
                        request.at("/data/test").isString() ? rows(now, "test") : null,
                        request.has("space") ? now.tuning(asItWas(now.bare(), state)) : null,
                        request.path("workers").asInt(1),
                        request.path("threads").asInt(1),
                        limits());
        return begun.values() == null ? asked : beginning(asked, begun.values(), now);
    }

    /** The request with other values of the variables that it searches. */
    private static <E extends Exception> RunRequest.Optimization beginning(
            RunRequest.Optimization request, ObjectNode values, Now<E> now) throws E {
        Tuning tuning = request.tuning();
        if (tuning == null) {
            return request;
        }
        return switch (tuning.tried(values)) {
            case Tuning.Tried.Valid valid -> request.from(valid.setup(), tuning.beginning(values));
            case Tuning.Tried.Broken(String rule) ->
                    throw now.refusal(
                            RunError.of(
                                    "rule_broken",
                                    "The values that it begins with cannot be run: " + rule,
                                    "Change the rule, or branch from another candidate.",
                                    values.toString()));
        };
    }

    /** The set-up of the run: what the project chose since is not its business. */
    private Setup asItWas(Setup now, Setup.@Nullable State state) {
        JsonNode request = summary.request();
        String adapter = text(request, "adapter");
        return now.withAdapter(adapter == null ? now.adapter() : adapter)
                .withSeed(request.path("seed").asLong(now.seed()))
                .withState(state);
    }

    private <E extends Exception> Rows rows(Now<E> now, String split) throws E {
        JsonNode count = summary.request().at("/rows/" + split);
        return now.rows(
                split,
                text(summary.request().path("data"), split),
                count.isNumber() ? count.asInt() : null);
    }

    private <E extends Exception> Setup.@Nullable State state(Now<E> now, @Nullable String name)
            throws E {
        if (name == null) {
            return null;
        }
        try {
            Path file = now.bare().project().resolve(name);
            if (MAPPER.readTree(Files.readString(file)) instanceof ObjectNode content) {
                return new Setup.State(name, content);
            }
        } catch (IOException | JacksonException e) {
            // Said below.
        }
        throw now.refusal(
                RunError.of(
                        "state_unreadable",
                        "The learned state " + name + " that the run began with cannot be read.",
                        "Put the file back.",
                        name));
    }

    /**
     * The request beginning with a candidate of the run: with what it had learned, and with its
     * values of the variables.
     */
    public <E extends Exception> RunRequest.Optimization from(
            String candidate, RunRequest.Optimization request, RunStore store, Now<E> now)
            throws E {
        Optional<ObjectNode> state =
                candidate.matches("c[0-9]{1,9}") ? kept(candidate + ".json") : Optional.empty();
        Tuning tuning = request.tuning();
        Optional<ObjectNode> values =
                tuning == null
                        ? Optional.empty()
                        : kept(candidate + ".values.json")
                                .or(() -> told(candidate, store).filter(v -> state.isEmpty()));
        if (state.isEmpty() && values.isEmpty()) {
            throw now.refusal(unknown(candidate));
        }
        Setup.State learned = state.map(found -> new Setup.State(null, found)).orElse(null);
        Setup.State begun = learned == null ? request.setup().state() : learned;
        if (tuning == null || values.isEmpty()) {
            return request.from(request.setup().withState(begun), tuning);
        }
        Tuning there = now.tuning(asItWas(now.bare(), begun));
        return beginning(request.from(request.setup(), there), values.get(), now);
    }

    private RunError unknown(String candidate) {
        return RunError.of(
                "candidate_unknown",
                "The run " + summary.id() + " has no candidate \"" + candidate + "\".",
                "Its candidates are c0 (the program as it was), c1 and so on; the study shows"
                        + " them.",
                candidate);
    }

    private Optional<ObjectNode> kept(String name) {
        Path file = journal.resolve("candidates").resolve(name);
        try {
            return MAPPER.readTree(Files.readString(file)) instanceof ObjectNode content
                    ? Optional.of(content)
                    : Optional.empty();
        } catch (IOException | JacksonException e) {
            return Optional.empty();
        }
    }

    /** The values of a trial, as its events have them. */
    private Optional<ObjectNode> told(String candidate, RunStore store) {
        try (Stream<Stamped> events = store.events(summary.id(), 1, Set.of(EventType.CANDIDATE))) {
            return events.map(Stamped::event)
                    .filter(RunEvent.Candidate.class::isInstance)
                    .map(RunEvent.Candidate.class::cast)
                    .filter(told -> told.id().equals(candidate))
                    .map(RunEvent.Candidate::settings)
                    .filter(ObjectNode.class::isInstance)
                    .map(ObjectNode.class::cast)
                    .findFirst();
        }
    }

    private static @Nullable String text(JsonNode json, String key) {
        return json.path(key).isString() ? json.path(key).asString() : null;
    }
}
