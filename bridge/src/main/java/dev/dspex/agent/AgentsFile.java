package dev.dspex.agent;

import dev.dspex.program.BadFile;
import dev.dspex.program.CanonicalJson;
import dev.dspex.program.LocatedJson;
import dev.dspex.program.Problem;
import dev.dspex.program.TextFile;

import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** {@code agents.json} of a project, format 1. Any thread. */
public final class AgentsFile {
    public static final String NAME = "agents.json";
    public static final int FORMAT = 1;

    /** What the file holds. */
    public sealed interface Read {
        record Ok(Registry registry) implements Read {}

        /** It cannot be used; it is left as it is. */
        record Bad(List<Problem> problems) implements Read {}
    }

    private AgentsFile() {}

    /** Reads the file of a project folder; without one there are no agents. */
    public static Read read(Path folder) {
        Path file = folder.resolve(NAME);
        if (Files.notExists(file)) return new Read.Ok(Registry.EMPTY);
        try {
            return parse(TextFile.read(file, NAME), NAME);
        } catch (BadFile e) {
            return new Read.Bad(List.of(e.problem()));
        }
    }

    /** Reads the text of a file; problems have file, agent, key, line and column. */
    public static Read parse(String text, String shownAs) {
        try {
            List<Problem> problems = new ArrayList<>();
            Registry registry = new AgentReader(problems).read(LocatedJson.parse(text, shownAs));
            if (problems.isEmpty()) return new Read.Ok(registry);
            problems.sort(Problem.BY_PLACE);
            return new Read.Bad(problems);
        } catch (BadFile e) {
            return new Read.Bad(List.of(e.problem()));
        }
    }

    /**
     * Replaces the file of a project folder.
     *
     * @throws IOException when nothing was changed
     */
    public static void write(Path folder, Registry registry) throws IOException {
        TextFile.write(folder.resolve(NAME), text(registry));
    }

    /** The text of the file. */
    public static String text(Registry registry) {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("format", FORMAT);
        ArrayNode agents = json.putArray("agents");
        registry.agents().forEach(agent -> agents.add(json(agent)));
        if (!registry.places().isEmpty()) {
            ArrayNode places = json.putArray("places");
            for (AgentPlace place : registry.places()) {
                names(places.addObject().put("name", place.name()), "provides", place.provides());
            }
        }
        if (!registry.requires().isEmpty()) names(json, "requires", registry.requires());
        return CanonicalJson.text(json);
    }

    /** An agent as the file and a stored request have it. */
    public static ObjectNode json(Agent agent) {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("name", agent.name());
        if (!agent.description().isEmpty()) json.put("description", agent.description());
        json.put("program", agent.program());
        if (agent.state() != null) json.put("state", agent.state());
        if (agent.lm() != null) json.put("lm", agent.lm());
        names(json, "provides", agent.provides());
        names(json, "requires", agent.requires());
        if (!agent.place().equals(AgentPlace.LOCAL)) json.put("place", agent.place());
        Agent.Optimizer optimizer = agent.optimizer();
        if (optimizer != null) {
            ObjectNode made = json.putObject("optimizer").put("name", optimizer.name());
            if (!optimizer.settings().isEmpty()) {
                made.set("settings", optimizer.settings().deepCopy());
            }
        }
        return json;
    }

    private static void names(ObjectNode json, String key, Set<String> names) {
        ArrayNode list = json.putArray(key);
        names.forEach(list::add);
    }
}
