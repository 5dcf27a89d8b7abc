package dev.dspex.app;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.agent.Agent;
import dev.dspex.agent.AgentsFile;
import dev.dspex.agent.AgentsPlan;
import dev.dspex.agent.Ballot;
import dev.dspex.agent.Capabilities;
import dev.dspex.agent.Registry;
import dev.dspex.app.agent.AgentCard;
import dev.dspex.app.agent.AgentRunModel;
import dev.dspex.app.agent.AgentsHost;
import dev.dspex.app.agent.AgentsHost.Shown;
import dev.dspex.app.fx.Background;
import dev.dspex.app.notify.Notice;
import dev.dspex.infra.LmAlias;
import dev.dspex.infra.Secrets;
import dev.dspex.infra.Settings;
import dev.dspex.program.ModuleNode;
import dev.dspex.program.Problem;
import dev.dspex.program.Program;
import dev.dspex.project.Project;
import dev.dspex.run.AgentFitness;
import dev.dspex.run.AgentSeat;
import dev.dspex.run.AgentSeats;
import dev.dspex.run.Limits;
import dev.dspex.run.RunRequest;

import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.value.ObservableValue;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** The agents of an open project: who they are, and what they do. JavaFX thread only. */
final class ProjectAgents implements AgentSeats.Project {
    private static final int THREADS = 4;
    private static final int PROCESSES = Math.max(1, Runtime.getRuntime().availableProcessors());

    /** What agents are found with and run on. */
    record Needs(
            Setups setups,
            ProjectVariables variables,
            Settings settings,
            Secrets secrets,
            Trusting trusting,
            Supplier<String> lm) {}

    private final OpenProject project;
    private final ProjectRuns runs;
    private final ProjectData data;
    private final Needs needs;
    private final Background background;
    private final RunStarts starts;
    private final java.util.function.Consumer<Notice> notices;
    private final ObservableValue<Boolean> ready;
    private final ReadOnlyObjectWrapper<Shown> shown = new ReadOnlyObjectWrapper<>(Shown.NOTHING);
    private boolean ran;

    ProjectAgents(
            OpenProject project,
            ProjectRuns runs,
            RunStarts starts,
            ProjectData data,
            Needs needs,
            Background background,
            java.util.function.Consumer<Notice> notices,
            ObservableValue<Boolean> ready) {
        this.project = project;
        this.runs = runs;
        this.starts = starts;
        this.data = data;
        this.needs = needs;
        this.background = background;
        this.notices = notices;
        this.ready = ready;
        runs.agents.watch(this::followed);
        read();
    }

    AgentRunModel model() {
        return runs.agents;
    }

    AgentsHost host() {
        return new AgentsHost(
                this::start,
                runs::stop,
                shown.getReadOnlyProperty(),
                this::splits,
                this::example,
                id -> text("workbench.agents.name", runs.history.number(id)),
                ready);
    }

    private Map<String, Integer> splits() {
        var splits = new LinkedHashMap<String, Integer>();
        for (var split : project.file().data().keySet())
            splits.put(split, data.rows().getOrDefault(split, 0));
        return splits;
    }

    /** What a run showed of the agents counts from its end on. */
    private void followed() {
        boolean runs = this.runs.agents.status() == null && !this.runs.agents.isEmpty();
        if (ran && !runs) read();
        ran = runs;
    }

    /** Reads the agents anew. */
    void read() {
        background.run(this::found, shown::set, starts::failed);
    }

    private Shown found() throws Setups.NotReady {
        return switch (AgentsFile.read(project.folder())) {
            case AgentsFile.Read.Bad(List<Problem> problems) ->
                    new Shown(project.main(), List.of(), List.of(), problems.getFirst().text());
            case AgentsFile.Read.Ok(Registry registry) -> {
                if (registry.agents().isEmpty()) yield Shown.NOTHING;
                var fitness = AgentFitness.of(runs.store());
                var seats = seated(registry, fitness).seats();
                yield new Shown(
                        project.main(),
                        seats.stream().map(seat -> card(seat, fitness)).toList(),
                        List.copyOf(registry.requires()),
                        "");
            }
        };
    }

    private AgentSeats.Seated seated(Registry registry, AgentFitness fitness)
            throws Setups.NotReady {
        var bare = needs.setups().bare(needs.lm().get(), needs.trusting().trusted());
        return AgentSeats.of(this, bare, needs.variables().space(), registry, fitness::belief);
    }

    private AgentCard card(AgentSeat seat, AgentFitness fitness) {
        var agent = seat.agent();
        var belief = seat.standing().fitness();
        return new AgentCard(
                agent.name(),
                agent.description(),
                agent.program(),
                kind(agent.program()),
                agent.place(),
                List.copyOf(agent.provides()),
                List.copyOf(agent.requires()),
                seat.standing().unmet(),
                seat.leftOut(),
                belief,
                Ballot.weight(belief),
                fitness.past(seat.name(), seat.of()).stream()
                        .map(AgentFitness.Past::score)
                        .toList());
    }

    private String kind(String program) {
        var nodes =
                project.program(program).stream()
                        .flatMap(Program::everyNode)
                        .filter(ModuleNode.class::isInstance)
                        .map(ModuleNode.class::cast)
                        .toList();
        return nodes.size() == 1 ? nodes.getFirst().kind().text() : "";
    }

    private void start(AgentsPlan plan, String split) {
        var metric = project.file().metric();
        var code = new LinkedHashSet<String>();
        project.programs().values().forEach(one -> code.addAll(Project.code(one, metric)));
        needs.trusting()
                .before(
                        code,
                        text("workbench.trust.run"),
                        () ->
                                background.run(
                                        () -> request(plan, split), runs::start, starts::failed));
    }

    /** Reads the rows: not on the JavaFX thread. */
    private RunRequest.Agents request(AgentsPlan plan, String split) throws Setups.NotReady {
        var registry =
                AgentsFile.read(project.folder()) instanceof AgentsFile.Read.Ok(Registry read)
                        ? read
                        : Registry.EMPTY;
        if (registry.agents().isEmpty()) throw new Setups.NotReady(text("workbench.agents.none"));
        var seated = seated(registry, AgentFitness.of(runs.store()));
        return new RunRequest.Agents(
                seated.setup(),
                seated.seats(),
                needs.setups().rows(split),
                project.file().metric(),
                null,
                plan,
                PROCESSES,
                THREADS,
                Limits.NONE);
    }

    /** Makes an agent of each program, as a beginning. */
    private void example() {
        var agents =
                project.programs().keySet().stream()
                        .map(name -> Agent.of(agentName(name), name, Set.of(), llm()))
                        .toList();
        background.run(
                () -> {
                    var made = new Registry(agents, List.of(), Set.of());
                    AgentsFile.write(project.folder(), made);
                    return made;
                },
                _ -> read(),
                error ->
                        notices.accept(
                                Notice.error(
                                        text("workbench.agents.failed"),
                                        String.valueOf(error.getMessage()))));
    }

    private static Set<String> llm() {
        return Set.of(Capabilities.LLM_ACCESS);
    }

    private static String agentName(String program) {
        var name = program.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9_]", "_");
        return Capabilities.isName(name) ? name : "agent_" + name;
    }

    @Override
    public AgentSeats.Found program(String name) {
        return project.program(name)
                .<AgentSeats.Found>map(AgentSeats.Found.Ok::new)
                .orElseGet(
                        () ->
                                new AgentSeats.Found.Bad(
                                        "The project has no program \"" + name + "\"."));
    }

    @Override
    public Optional<LmAlias> lm(String alias) {
        return needs.settings().lm(alias);
    }

    @Override
    public boolean canAsk(LmAlias lm) {
        return lm.practice() != null
                || lm.apiBase() != null
                || needs.secrets().keyOf(lm).isPresent();
    }

    @Override
    public boolean hasTraining() {
        return project.file().data().containsKey("train");
    }
}
