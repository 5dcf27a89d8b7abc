package dev.dspex.agent;

import static dev.dspex.program.Words.say;

import dev.dspex.program.Formats;
import dev.dspex.program.JsonCursor;
import dev.dspex.program.LocatedJson;
import dev.dspex.program.Problem;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** JSON to agents and places; what is wrong is added to the problems. */
final class AgentReader {
    private static final Set<String> KEYS =
            Set.of(
                    "name",
                    "description",
                    "program",
                    "state",
                    "lm",
                    "provides",
                    "requires",
                    "place",
                    "optimizer");

    private final List<Problem> problems;

    AgentReader(List<Problem> problems) {
        this.problems = problems;
    }

    Registry read(LocatedJson json) {
        JsonCursor top = JsonCursor.of(json, say("the file"), problems);
        if (top == null || !Formats.known(top, AgentsFile.FORMAT)) return Registry.EMPTY;
        top.allow(Set.of("format", "agents", "places", "requires"));
        var places = new ArrayList<AgentPlace>();
        var known = new HashSet<>(Set.of(AgentPlace.LOCAL));
        for (JsonCursor item : top.objects("places")) {
            AgentPlace place = place(item.named("name", say("the place")));
            if (place == null) continue;
            boolean second = places.stream().anyMatch(one -> one.name().equals(place.name()));
            if (second) twice(item, place.name());
            places.add(place);
            known.add(place.name());
        }
        var agents = new ArrayList<Agent>();
        for (JsonCursor item : top.objects("agents")) {
            JsonCursor named = item.named("name", say("the agent"));
            Agent agent = agent(named, known);
            if (agent == null) continue;
            if (agents.stream().anyMatch(one -> one.name().equals(agent.name())))
                twice(named, agent.name());
            agents.add(agent);
        }
        return new Registry(agents, places, capabilities(top, "requires"));
    }

    private static void twice(JsonCursor item, String name) {
        item.error(
                "name",
                "duplicate_name",
                say("The name \"%s\" is there twice.", name),
                say("Rename one."));
    }

    private @Nullable AgentPlace place(JsonCursor item) {
        item.allow(Set.of("name", "provides"));
        String name = item.requiredText("name");
        Set<String> provides = capabilities(item, "provides");
        return name == null ? null : new AgentPlace(name, provides);
    }

    private @Nullable Agent agent(JsonCursor item, Set<String> places) {
        item.allow(KEYS);
        String name = item.requiredText("name");
        if (name != null && !Capabilities.isName(name)) {
            item.error(
                    "name",
                    "bad_name",
                    say("\"%s\" is no name of an agent.", name),
                    say("Use lower case letters, digits and _, a letter first."));
        }
        String program = item.requiredText("program");
        String place = item.text("place", AgentPlace.LOCAL);
        if (!places.contains(place)) {
            item.error(
                    "place",
                    "unknown_place",
                    say("There is no place \"%s\".", place),
                    say("Add it to \"places\", or remove the key: agents work on this machine."));
        }
        Set<String> provides = capabilities(item, "provides");
        Agent.Optimizer optimizer = optimizer(item.object("optimizer"));
        if (optimizer == null && provides.contains(Capabilities.DSPY_OPTIMIZATION)) {
            item.error(
                    "optimizer",
                    "missing_key",
                    say("The agent provides dspy_optimization and has no \"optimizer\"."),
                    say("Add one, such as {\"name\": \"BootstrapFewShot\"}."));
        }
        Set<String> requires = capabilities(item, "requires");
        return name == null || program == null
                ? null
                : new Agent(
                        name,
                        item.text("description", ""),
                        program,
                        item.text("state"),
                        item.text("lm"),
                        provides,
                        requires,
                        place,
                        optimizer);
    }

    private static Agent.@Nullable Optimizer optimizer(@Nullable JsonCursor item) {
        if (item == null) return null;
        item.allow(Set.of("name", "settings"));
        String name = item.requiredText("name");
        ObjectNode settings = JsonNodeFactory.instance.objectNode();
        for (Map.Entry<String, JsonNode> one : item.values("settings").entrySet()) {
            settings.set(one.getKey(), one.getValue());
        }
        return name == null ? null : new Agent.Optimizer(name, settings);
    }

    private static Set<String> capabilities(JsonCursor item, String key) {
        var found = new LinkedHashSet<String>();
        for (String name : item.texts(key)) {
            if (!Capabilities.isName(name)) {
                item.error(
                        key,
                        "bad_capability",
                        say("\"%s\" is no name of a capability.", name),
                        say("Use lower case letters, digits and _, a letter first."));
            } else if (!found.add(name)) {
                item.error(
                        key,
                        "duplicate_capability",
                        say("The capability \"%s\" is there twice.", name),
                        say("Remove one."));
            }
        }
        return found;
    }
}
