package dev.dspex.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dspex.agent.Rankings.Ranked;
import dev.dspex.agent.Rankings.Rule;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Orders that many rankings come to. */
class RankingsTest {
    private static final List<List<String>> ORDERS =
            List.of(
                    List.of("A", "B", "C"),
                    List.of("A", "C", "B"),
                    List.of("B", "A", "C"),
                    List.of("B", "C", "A"),
                    List.of("C", "A", "B"),
                    List.of("C", "B", "A"));

    private static Rankings of(Map<String, Integer> votes) {
        var ranked = new ArrayList<Ranked>();
        votes.forEach(
                (order, count) -> ranked.add(new Ranked(order, List.of(order.split("")), count)));
        return Rankings.of(ranked);
    }

    @Test
    void theTextbookProfileOfFortyFiveVotersGivesE() {
        Rankings rankings =
                of(
                        Map.of(
                                "ACBED", 5, "ADECB", 5, "BEDAC", 8, "CABED", 3, "CAEBD", 7, "CBADE",
                                2, "DCEBA", 7, "EBADC", 8));
        assertThat(rankings.order(Rule.SCHULZE)).containsExactly("E", "A", "C", "B", "D");
        assertThat(rankings.winners(Rule.SCHULZE)).containsExactly("E");
        // 20 of 45 prefer A to B, 25 prefer B to A
        assertThat(rankings.margins().get(0).get(1)).isEqualTo(-5);
        assertThat(rankings.condorcet()).isEmpty();
        assertThat(rankings.cycles()).containsExactly(List.of("A", "B", "C", "D", "E"));
    }

    @Test
    void whomMostPreferToEachOtherWinsUnderSchulzeInEveryProfileOfUpToFiveVoters() {
        int condorcet = 0;
        for (List<Ranked> profile : profiles(5)) {
            Rankings rankings = Rankings.of(profile);
            var winner = rankings.condorcet();
            if (winner.isPresent()) {
                condorcet++;
                assertThat(rankings.winners(Rule.SCHULZE)).containsExactly(winner.get());
                assertThat(rankings.cycles()).noneMatch(group -> group.contains(winner.get()));
            } else {
                assertThat(rankings.winners(Rule.SCHULZE)).isNotEmpty();
            }
        }
        assertThat(condorcet).isGreaterThan(300);
    }

    @Test
    void whomMostPreferToEachOtherIsNeverLastUnderBorda() {
        for (List<Ranked> profile : profiles(5)) {
            Rankings rankings = Rankings.of(profile);
            rankings.condorcet()
                    .ifPresent(
                            winner ->
                                    assertThat(rankings.order(Rule.BORDA).getLast())
                                            .isNotEqualTo(winner));
        }
    }

    @Test
    void bordaCountsPlaces() {
        // A 2+2+0+0+0, B 1+1+2+2+1, C 0+0+1+1+2
        Rankings rankings = of(Map.of("ABC", 2, "BCA", 2, "CBA", 1));
        assertThat(rankings.order(Rule.BORDA)).containsExactly("B", "A", "C");
        assertThat(rankings.cycles()).isEmpty();
    }

    @Test
    void aCycleIsReported() {
        Rankings rankings = of(Map.of("ABC", 1, "BCA", 1, "CAB", 1));
        assertThat(rankings.cycles()).containsExactly(List.of("A", "B", "C"));
        assertThat(rankings.winners(Rule.SCHULZE)).containsExactly("A", "B", "C");
        assertThat(rankings.winners(Rule.BORDA)).containsExactly("A", "B", "C");
    }

    @Test
    void weightsCountAsSoManyVotersAndWhatIsNotNamedComesLast() {
        assertThat(of(Map.of("AB", 3, "BA", 1))).isEqualTo(of(Map.of("AB", 6, "BA", 4)));
        Rankings part =
                Rankings.of(
                        List.of(
                                new Ranked("x", List.of("C"), 1),
                                new Ranked("y", List.of("A", "B", "C"), .5)));
        assertThat(part.order(Rule.BORDA)).startsWith("C");
    }

    /** Every profile of one to so many voters, but for the order of the voters. */
    private static List<List<Ranked>> profiles(int most) {
        var all = new ArrayList<List<Ranked>>();
        for (int voters = 1; voters <= most; voters++) fill(all, new ArrayList<>(), 0, voters);
        return all;
    }

    private static void fill(List<List<Ranked>> all, List<Ranked> begun, int from, int left) {
        if (left == 0) {
            all.add(List.copyOf(begun));
            return;
        }
        for (int order = from; order < ORDERS.size(); order++) {
            begun.add(new Ranked("v" + begun.size(), ORDERS.get(order), 1));
            fill(all, begun, order, left - 1);
            begun.removeLast();
        }
    }
}
