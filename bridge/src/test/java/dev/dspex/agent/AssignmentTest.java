package dev.dspex.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dspex.orchestration.Belief;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Who does a task. */
class AssignmentTest {
    private static final List<String> NAMES = List.of("llm_access", "gpu", "orders_api", "tone");

    private static Standing standing(
            String name, Belief fitness, Set<String> provides, Set<String> requires) {
        return new Standing(
                Agent.of(name, "triage", provides, requires), fitness, Set.of("llm_access"));
    }

    @Property(tries = 300, seed = "7")
    void noAgentIsGivenATaskThatItCannotDoOrWhosePlaceLacksWhatItRequires(
            @ForAll("agents") List<Standing> agents,
            @ForAll("capabilities") Set<String> required,
            @ForAll("count") int most) {
        var given = new Assignment(agents).give(required, most);
        var byName = agents.stream().toList();
        for (Agent voter : given.voters()) {
            Standing own =
                    byName.stream().filter(one -> one.agent().equals(voter)).findFirst().get();
            assertThat(own.offered()).containsAll(voter.requires());
            assertThat(voter.provides()).containsAll(required);
        }
        long able = agents.stream().filter(one -> one.fits(required)).count();
        assertThat(given.voters()).hasSize((int) Math.min(most, able)).doesNotHaveDuplicates();
        if (able == 0 && !agents.isEmpty()) {
            assertThat(given.missing()).isNotEmpty();
            assertThat(agents)
                    .anySatisfy(
                            one -> {
                                Set<String> lacks = new java.util.HashSet<>(one.lacking(required));
                                lacks.addAll(one.unmet());
                                assertThat(lacks).isEqualTo(given.missing());
                            });
        }
    }

    @Provide
    Arbitrary<Set<String>> capabilities() {
        return Arbitraries.of(NAMES).set().ofMaxSize(3);
    }

    @Provide
    Arbitrary<Integer> count() {
        return Arbitraries.integers().between(1, 4);
    }

    @Provide
    Arbitrary<List<Standing>> agents() {
        return Combinators.combine(
                        Arbitraries.strings().alpha().ofLength(6),
                        Arbitraries.integers().between(0, 20),
                        Arbitraries.integers().between(0, 20),
                        capabilities(),
                        capabilities(),
                        capabilities())
                .as(
                        (name, won, lost, provides, requires, offered) ->
                                new Standing(
                                        Agent.of(name, "triage", provides, requires),
                                        new Belief(won, lost),
                                        offered))
                .list()
                .ofMaxSize(6)
                .uniqueElements(one -> one.agent().name());
    }

    @Test
    void theFittestIsFirst() {
        var assignment =
                new Assignment(
                        List.of(
                                standing("weak", new Belief(5, 5), Set.of("tone"), Set.of()),
                                standing("fit", new Belief(9, 1), Set.of("tone"), Set.of()),
                                standing("other", new Belief(10, 0), Set.of(), Set.of())));
        assertThat(assignment.give(Set.of("tone"), 2).voters())
                .extracting(Agent::name)
                .containsExactly("fit", "weak");
        assertThat(assignment.give(Set.of("tone"), 1).voters())
                .extracting(Agent::name)
                .containsExactly("fit");
    }

    @Test
    void agentsThatAreAsGoodShareTheWork() {
        var assignment =
                new Assignment(
                        List.of(
                                standing("a", new Belief(80, 20), Set.of(), Set.of()),
                                standing("b", new Belief(81, 19), Set.of(), Set.of()),
                                standing("c", new Belief(40, 60), Set.of(), Set.of())));
        var names = new ArrayList<String>();
        for (int i = 0; i < 6; i++)
            names.add(assignment.give(Set.of(), 1).voters().getFirst().name());
        assertThat(names).containsExactly("b", "a", "b", "a", "b", "a");
    }

    @Test
    void whatIsMissingIsThatOfTheClosest() {
        var assignment =
                new Assignment(
                        List.of(
                                standing("far", Belief.NONE, Set.of(), Set.of("gpu", "orders_api")),
                                standing("near", Belief.NONE, Set.of("tone"), Set.of("gpu"))));
        var given = assignment.give(Set.of("tone"), 3);
        assertThat(given.voters()).isEmpty();
        assertThat(given.missing()).containsExactly("gpu");
    }
}
