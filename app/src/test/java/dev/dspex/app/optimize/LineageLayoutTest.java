package dev.dspex.app.optimize;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dspex.app.testing.Recorded;
import dev.dspex.optimize.LineageLayout;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.Random;

class LineageLayoutTest {
    @Property(tries = 200)
    void everyCandidateStandsBelowItsParents(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 80) int size) {
        var layout = laidOut(tree(seed, size));

        assertThat(layout.places()).hasSize(size);
        for (var edge : layout.edges()) {
            assertThat(Objects.requireNonNull(layout.places().get(edge.child())).layer())
                    .isGreaterThan(
                            Objects.requireNonNull(layout.places().get(edge.parent())).layer());
        }
    }

    @Property(tries = 100)
    void candidatesOfALayerStandAtLeastAColumnApart(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 60) int size) {
        var candidates = tree(seed, size).stream().map(LineageLayoutTest::withoutMerge).toList();
        var byLayer = new HashMap<Integer, List<Double>>();
        laidOut(candidates)
                .places()
                .values()
                .forEach(
                        place ->
                                byLayer.computeIfAbsent(place.layer(), _ -> new ArrayList<>())
                                        .add(place.x()));

        for (var xs : byLayer.values()) {
            xs.sort(Double::compare);
            for (int i = 1; i < xs.size(); i++)
                assertThat(xs.get(i) - xs.get(i - 1)).isGreaterThanOrEqualTo(1 - 1e-9);
        }
    }

    @Test
    void aMergeIsALineFromTheSecondParent() {
        var model = new StudyModel();
        var events = Recorded.events("gepa");
        model.show(events.getFirst().run());
        model.accept(events);
        var layout = laidOut(model.candidates());

        assertThat(layout.edges())
                .filteredOn(LineageLayout.Edge::merge)
                .contains(new LineageLayout.Edge("c13", "c15", true));
    }

    @Test
    void theWayUpEndsAtTheSeed() {
        var candidates =
                List.of(
                        candidate("c0", 0, List.of()),
                        candidate("c1", 1, List.of("c0")),
                        candidate("c2", 2, List.of("c1")),
                        candidate("c3", 3, List.of("c0")));

        assertThat(LineageLayout.wayUp(candidates.get(2).id(), StudyCandidate.parents(candidates)))
                .containsExactlyInAnyOrder("c0", "c1", "c2");
    }

    @Test
    void aParentThatWasNeverToldOrIsItselfMakesNoLine() {
        var layout =
                laidOut(
                        List.of(
                                candidate("c0", 0, List.of("c0")),
                                candidate("c5", 1, List.of("c4"))));

        assertThat(layout.edges()).isEmpty();
        assertThat(layout.places()).hasSize(2);
    }

    private static List<StudyCandidate> tree(long seed, int size) {
        var random = new Random(seed);
        var candidates = new ArrayList<StudyCandidate>();
        candidates.add(candidate("c0", 0, List.of()));
        for (int i = 1; i < size; i++) {
            var first = "c" + random.nextInt(i);
            var second = "c" + random.nextInt(i);
            candidates.add(
                    candidate(
                            "c" + i,
                            i,
                            random.nextInt(4) == 0 && !first.equals(second)
                                    ? List.of(first, second)
                                    : List.of(first)));
        }
        return candidates;
    }

    private static StudyCandidate withoutMerge(StudyCandidate candidate) {
        return candidate(
                candidate.id(), candidate.order(), candidate.parents().stream().limit(1).toList());
    }

    private static StudyCandidate candidate(String id, int order, List<String> parents) {
        var known = StudyCandidate.unknown(id, order);
        return new StudyCandidate(
                id,
                order,
                parents,
                known.status(),
                "",
                null,
                null,
                known.instructions(),
                known.demos(),
                known.settings(),
                0);
    }

    private static LineageLayout laidOut(List<StudyCandidate> candidates) {
        return LineageLayout.of(StudyCandidate.parents(candidates));
    }
}
