package dev.dspex.agent;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The agents of a project and the places it knows of. Names are unique.
 *
 * @param requires what each task needs where a run does not say otherwise
 */
public record Registry(List<Agent> agents, List<AgentPlace> places, Set<String> requires) {
    public static final Registry EMPTY = new Registry(List.of(), List.of(), Set.of());

    public Registry {
        agents = List.copyOf(agents);
        places = List.copyOf(places);
        requires = Collections.unmodifiableSet(new LinkedHashSet<>(requires));
    }

    public Optional<Agent> agent(String name) {
        return agents.stream().filter(agent -> agent.name().equals(name)).findFirst();
    }

    /** What a place was said to offer; nothing for one that is not named. */
    public Set<String> offered(String place) {
        return places.stream()
                .filter(one -> one.name().equals(place))
                .findFirst()
                .map(AgentPlace::provides)
                .orElse(Set.of());
    }
}
