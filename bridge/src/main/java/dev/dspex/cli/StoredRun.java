package dev.dspex.cli;

import dev.dspex.event.RunError;
import dev.dspex.orchestration.Belief;
import dev.dspex.project.MetricText;
import dev.dspex.run.AgentSeats;
import dev.dspex.run.AgentsJson;
import dev.dspex.run.Rows;
import dev.dspex.run.RunRequest;
import dev.dspex.run.SessionFeed;
import dev.dspex.run.SessionJson;
import dev.dspex.run.Setup;
import dev.dspex.run.StoredSearch;
import dev.dspex.run.Tuning;
import dev.dspex.store.RunSummary;
import dev.dspex.stream.StreamPlan;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A run of the store, and its request made anew: as it was asked for, with the program and the data
 * as they are now.
 *
 * @param journal folder of its LM calls
 */
record StoredRun(RunSummary summary, Path project, Path journal) {
    static StoredRun find(ProjectOptions options, @Nullable String place, String run)
            throws CliException {
        Path project = ProgramPlace.find(options, place).project();
        try (StoreAccess access = StoreAccess.open(project)) {
            RunSummary summary = access.find(run);
            Path calls = access.store().file().toAbsolutePath().resolveSibling("calls");
            return new StoredRun(summary, access.project(), calls.resolve(summary.id()));
        }
    }

    /** The project with the run's program and LMs. */
    Workspace workspace(Terminal terminal, ProjectOptions options) throws CliException {
        JsonNode request = summary.request();
        if (options.lm == null) {
            options.lm = text(request, "lm");
        }
        options.project = project;
        String file = text(request, "program_file");
        String metric = text(request, "metric");
        List<@Nullable String> lms = new ArrayList<>();
        lms.add(text(request, StoredSearch.ROLES.getFirst()));
        lms.add(text(request, StoredSearch.ROLES.getLast()));
        lms.add(metric == null ? null : MetricText.lm(metric).orElse(null));
        String otherwise = text(request.path("feed"), "otherwise");
        lms.add(otherwise == null ? null : MetricText.lm(otherwise).orElse(null));
        SessionJson.arms(request).forEach(arm -> lms.add(arm.lm()));
        StreamPlan.of(request.path("streams")).ifPresent(plan -> lms.addAll(plan.everyLm()));
        return Workspace.open(
                terminal,
                options,
                file == null ? summary.program() : project.resolve(file).toString(),
                lms.toArray(new @Nullable String[0]));
    }

    private static @Nullable String text(JsonNode json, String key) {
        return json.path(key).isString() ? json.path(key).asString() : null;
    }

    RunRequest request(Workspace workspace) throws CliException {
        return switch (summary.kind()) {
            case "run" -> once(workspace);
            case "stream" -> streams(workspace);
            case "scaffold" -> scaffold(workspace);
            case "evaluate" -> evaluation(workspace);
            case "session" -> session(workspace);
            case "agents" -> agents(workspace);
            default -> optimization(workspace);
        };
    }

    private RunRequest.Once once(Workspace workspace) throws CliException {
        JsonNode request = summary.request();
        return new RunRequest.Once(
                setup(workspace),
                object(request.path("inputs")),
                request.path("stream").asBoolean(false),
                RunRequest.Part.of(request));
    }

    private RunRequest.Streams streams(Workspace workspace) throws CliException {
        JsonNode request = summary.request();
        return new RunRequest.Streams(
                setup(workspace),
                object(request.path("inputs")),
                object(request.path("expected")),
                StreamPlan.of(request.path("streams"))
                        .orElseThrow(() -> new IllegalStateException(summary.id())),
                RunRequest.Part.of(request));
    }

    private RunRequest.Scaffold scaffold(Workspace workspace) throws CliException {
        JsonNode request = summary.request();
        return new RunRequest.Scaffold(
                setup(workspace),
                request.path("task").asString(""),
                request.path("function").asString(""),
                request.path("corrections").asInt(RunRequest.Scaffold.CORRECTIONS));
    }

    private RunRequest.Evaluation evaluation(Workspace workspace) throws CliException {
        JsonNode request = summary.request();
        Integer limit = limit(request);
        String split = String.valueOf(text(request, "split"));
        return new RunRequest.Evaluation(
                setup(workspace),
                rows(workspace, split, limit),
                workspace.metric(text(request, "metric")),
                limit,
                request.path("workers").asInt(1),
                request.path("threads").asInt(1));
    }

    RunRequest.Session session(Workspace workspace) throws CliException {
        JsonNode request = summary.request();
        Setup setup = setup(workspace);
        SessionFeed feed =
                SessionJson.feed(request)
                        .orElseThrow(
                                () ->
                                        CliException.input(
                                                "usage",
                                                "The session was asked from outside: its tasks"
                                                        + " are gone.",
                                                "\"dspex serve\" starts another one."));
        String split = String.valueOf(text(request, "split"));
        return new RunRequest.Session(
                setup,
                SessionArms.of(setup, SessionJson.arms(request)),
                feed instanceof SessionFeed.Data
                        ? rows(workspace, split, limit(request))
                        : new Rows(split, null, null, List.of()),
                request.path("rounds").asInt(1),
                workspace.metric(text(request, "metric")),
                SessionJson.plan(request),
                request.path("workers").asInt(1),
                SessionJson.limits(request),
                feed);
    }

    RunRequest.Agents agents(Workspace workspace) throws CliException {
        JsonNode request = summary.request();
        Map<String, Belief> fitness = AgentsJson.fitness(request);
        AgentSeats.Seated agents =
                workspace.agents((name, _) -> fitness.getOrDefault(name, Belief.NONE));
        Setup now = setup(workspace);
        Integer limit = limit(request);
        return new RunRequest.Agents(
                agents.setup().withState(now.state()).withSeed(now.seed()),
                agents.seats().stream().filter(seat -> fitness.containsKey(seat.name())).toList(),
                rows(workspace, String.valueOf(text(request, "split")), limit),
                workspace.metric(text(request, "metric")),
                limit,
                AgentsJson.plan(request),
                request.path("workers").asInt(1),
                request.path("threads").asInt(1),
                AgentsJson.limits(request));
    }

    private static @Nullable Integer limit(JsonNode request) {
        return request.has("limit") ? request.path("limit").asInt(1) : null;
    }

    RunRequest.Optimization optimization(Workspace workspace) throws CliException {
        workspace.metric(search().metric());
        return search().request(new Present(this, workspace));
    }

    /** The request beginning with one of its candidates. */
    RunRequest.Optimization from(
            String candidate, RunRequest.Optimization request, Workspace workspace)
            throws CliException {
        return search().from(candidate, request, workspace.store(), new Present(this, workspace));
    }

    private StoredSearch search() {
        return StoredSearch.of(journal, summary);
    }

    /** What the project has now. */
    private record Present(StoredRun run, Workspace workspace)
            implements StoredSearch.Now<CliException> {
        @Override
        public Setup setup() {
            return workspace.setup();
        }

        @Override
        public Setup bare() {
            return workspace.bare();
        }

        @Override
        public Tuning tuning(Setup bare) throws CliException {
            return workspace.tuning(bare);
        }

        @Override
        public Rows rows(String split, @Nullable String file, @Nullable Integer limit)
                throws CliException {
            return run.rows(workspace, split, limit);
        }

        @Override
        public CliException refusal(RunError error) {
            return new CliException(error, ExitCode.INPUT);
        }
    }

    private static ObjectNode object(JsonNode json) {
        return json instanceof ObjectNode object
                ? object.deepCopy()
                : JsonNodeFactory.instance.objectNode();
    }

    /** Rows of a split from the file that the run took them from. */
    private Rows rows(Workspace workspace, String split, @Nullable Integer limit)
            throws CliException {
        String file = text(summary.request().path("data"), split);
        if (file != null && workspace.hasSplit(split)) {
            Rows own = workspace.rows(null, split, limit);
            if (file.equals(own.file())) {
                return own;
            }
        }
        return workspace.rows(file == null ? null : project.resolve(file).toString(), split, limit);
    }

    /** The set-up of the run: what the project chose since is not its business. */
    private Setup setup(Workspace workspace) throws CliException {
        JsonNode request = summary.request();
        Setup now = workspace.setup();
        String adapter = text(request, "adapter");
        return now.withAdapter(adapter == null ? now.adapter() : adapter)
                .withSeed(request.path("seed").asLong(now.seed()))
                .withState(state(text(request, "state")));
    }

    private Setup.@Nullable State state(@Nullable String name) throws CliException {
        if (name == null) {
            return null;
        }
        try {
            if (Terminal.MAPPER.readTree(Files.readString(project.resolve(name)))
                    instanceof ObjectNode content) {
                return new Setup.State(name, content);
            }
        } catch (IOException | JacksonException e) {
            // Said below.
        }
        throw CliException.input(
                "state_unreadable",
                "The learned state " + name + " that the run began with cannot be read.",
                "Put the file back.");
    }
}
