package dev.dspex.run;

import dev.dspex.agent.Agent;
import dev.dspex.agent.Capabilities;
import dev.dspex.agent.Registry;
import dev.dspex.agent.Standing;
import dev.dspex.infra.LmAlias;
import dev.dspex.orchestration.Belief;
import dev.dspex.program.Field;
import dev.dspex.program.Program;
import dev.dspex.program.ProgramFile;
import dev.dspex.variable.Assigned;
import dev.dspex.variable.VariableSpace;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Collectors;

/**
 * Makes the agents of a project ready to work: reads their programs and states, finds their LMs and
 * what their places offer.
 */
public final class AgentSeats {
    private static final JsonMapper MAPPER = new JsonMapper();

    /** What a project has. */
    public interface Project {
        /** A program by its name; the reason where it cannot be run. */
        Found program(String name);

        /** An LM of the settings. */
        Optional<LmAlias> lm(String alias);

        /** Whether calls to an LM can be made: it has a key where it needs one. */
        boolean canAsk(LmAlias lm);

        /** Whether there are rows to learn from. */
        boolean hasTraining();
    }

    /** A program, or why there is none. */
    public sealed interface Found {
        record Ok(Program program) implements Found {}

        record Bad(String why) implements Found {}
    }

    /**
     * Agents that are ready.
     *
     * @param setup of the run, with the LMs of all agents
     */
    public record Seated(Setup setup, List<AgentSeat> seats) {
        public Seated {
            seats = List.copyOf(seats);
        }
    }

    private final Project project;
    private final Setup bare;
    private final VariableSpace space;
    private final Map<String, LmAlias> lms = new LinkedHashMap<>();

    private AgentSeats(Project project, Setup bare, VariableSpace space) {
        this.project = project;
        this.bare = bare;
        this.space = space;
        bare.otherLms().forEach(lm -> lms.put(lm.alias(), lm));
    }

    /**
     * The agents of a registry.
     *
     * @param bare set-up of the program of the run, without values of variables
     * @param fitness of an agent by its name and what it is made of
     */
    public static Seated of(
            Project project,
            Setup bare,
            VariableSpace space,
            Registry registry,
            BiFunction<String, String, Belief> fitness) {
        var seats = new AgentSeats(project, bare, space);
        var found = new ArrayList<AgentSeat>();
        for (Agent agent : registry.agents()) {
            found.add(seats.seat(agent, registry.offered(agent.place()), fitness));
        }
        Setup setup = bare.with(Assigned.of(space, bare.program()));
        return new Seated(setup.withLms(List.copyOf(seats.lms.values())), found);
    }

    private AgentSeat seat(
            Agent agent, Set<String> said, BiFunction<String, String, Belief> fitness) {
        Set<String> offered = new LinkedHashSet<>();
        String lmName = agent.lm();
        LmAlias lm = lmName == null ? bare.lm() : project.lm(lmName).orElse(null);
        if (lm != null && project.canAsk(lm)) offered.add(Capabilities.LLM_ACCESS);
        if (project.hasTraining()) offered.add(Capabilities.TRAINING_DATA);
        switch (project.program(agent.program())) {
            case Found.Bad(String why) -> {
                offered.addAll(said);
                return left(agent, offered, why);
            }
            case Found.Ok(Program program) -> {
                if (bare.trusted() || program.ownCode().isEmpty()) {
                    offered.add(Capabilities.PROJECT_CODE);
                }
                offered.addAll(said);
                return seat(agent, program, lm, offered, fitness);
            }
        }
    }

    private AgentSeat seat(
            Agent agent,
            Program program,
            @Nullable LmAlias lm,
            Set<String> offered,
            BiFunction<String, String, Belief> fitness) {
        if (lm == null) {
            return left(agent, offered, "There is no LM \"" + agent.lm() + "\" in the settings.");
        }
        String misfit = misfit(program);
        if (misfit != null) return left(agent, offered, misfit);
        Setup.State state = null;
        String file = agent.state();
        if (file != null) {
            state = state(file);
            if (state == null) {
                String why = "The learned state " + file + " cannot be read.";
                return left(agent, offered, why);
            }
        }
        Assigned assigned = Assigned.of(space, program);
        also(lm);
        for (String alias : assigned.program().lms()) project.lm(alias).ifPresent(this::also);
        Setup setup = bare.withProgram(program).withState(state).withLm(lm).with(assigned);
        String of = of(setup);
        var standing = new Standing(agent, fitness.apply(agent.name(), of), offered);
        return new AgentSeat(standing, setup, of, "");
    }

    private void also(LmAlias lm) {
        if (!lm.alias().equals(bare.lm().alias())) lms.putIfAbsent(lm.alias(), lm);
    }

    private static AgentSeat left(Agent agent, Set<String> offered, String why) {
        return new AgentSeat(new Standing(agent, Belief.NONE, offered), null, "", why);
    }

    /** Why a program cannot answer for that of the run; null where it can. */
    private @Nullable String misfit(Program program) {
        Set<String> given = names(bare.program().inputs());
        for (String input : names(program.inputs())) {
            if (!given.contains(input)) {
                return "The program "
                        + program.name()
                        + " takes the input \""
                        + input
                        + "\", which "
                        + bare.program().name()
                        + " does not have.";
            }
        }
        Set<String> answered = names(program.outputs());
        for (String output : names(bare.program().outputs())) {
            if (!answered.contains(output)) {
                return "The program " + program.name() + " gives no \"" + output + "\".";
            }
        }
        return null;
    }

    private static Set<String> names(List<Field> fields) {
        return fields.stream()
                .map(Field::name)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private Setup.@Nullable State state(String file) {
        try {
            return MAPPER.readTree(Files.readString(bare.project().resolve(file)))
                            instanceof ObjectNode content
                    ? new Setup.State(file, content)
                    : null;
        } catch (IOException | JacksonException e) {
            return null;
        }
    }

    /** Differs where an agent would answer otherwise: by its program, state or LM. */
    private static String of(Setup setup) {
        Setup.State state = setup.state();
        String made =
                ProgramFile.sha256(setup.program())
                        + "\n"
                        + (state == null ? "" : state.content())
                        + "\n"
                        + setup.adapter()
                        + "\n"
                        + setup.lm().alias()
                        + " "
                        + setup.lm().model();
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256")
                            .digest(made.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
