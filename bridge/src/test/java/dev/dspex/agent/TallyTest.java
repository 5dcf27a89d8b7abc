package dev.dspex.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

class TallyTest {
    private static final int QUESTIONS = 20_000;
    private static final int SEEN = 1_000;

    /** Share of right answers of voters that err independently, among four options. */
    private static double accuracy(double[] voters, boolean weighted) {
        var random = new SplittableRandom(5);
        int right = 0;
        for (int q = 0; q < QUESTIONS; q++) {
            var ballots = new ArrayList<Ballot>();
            for (int v = 0; v < voters.length; v++) {
                int answer = random.nextDouble() < voters[v] ? 0 : 1 + random.nextInt(3);
                int known = weighted ? (int) Math.round(voters[v] * SEEN) : 0;
                ballots.add(
                        Ballot.of("v" + v, "abcd".charAt(answer) + "", known, weighted ? SEEN : 0));
            }
            if (Tally.of(ballots, 0.5, q).leading().orElseThrow().equals("a")) right++;
        }
        return (double) right / QUESTIONS;
    }

    @Test
    void weightsByThePastBeatOneVoteEach() {
        double[] voters = {.9, .55, .55, .55, .55};
        assertThat(accuracy(voters, true)).isGreaterThanOrEqualTo(.90);
        assertThat(accuracy(voters, false)).isCloseTo(.841, within(.015));
    }

    @Test
    void equalVotersAreAPlurality() {
        double[] voters = {.65, .65, .65, .65, .65};
        assertThat(accuracy(voters, true)).isEqualTo(accuracy(voters, false));
    }

    /** Every profile of up to five voters over three answers, against counting by hand. */
    @Test
    void eachSmallVoteIsCountedRight() {
        int[] right = {90, 60, 30, 75, 55};
        for (int voters = 1; voters <= 5; voters++) {
            for (int code = 0; code < Math.pow(3, voters); code++) {
                double[] expected = new double[3];
                var ballots = new ArrayList<Ballot>();
                int rest = code;
                for (int v = 0; v < voters; v++, rest /= 3) {
                    double share = (right[v] + 1) / 102.0;
                    expected[rest % 3] += Math.clamp(Math.log(share / (1 - share)), -3, 3);
                    ballots.add(Ballot.of("v" + v, "xyz".charAt(rest % 3) + "", right[v], 100));
                }
                Tally tally = Tally.of(ballots, .5, 1);
                double most = tally.weights().values().stream().max(Double::compare).orElseThrow();
                String leading = tally.leading().orElseThrow();
                assertThat(expected["xyz".indexOf(leading)]).isCloseTo(most, within(1e-12));
            }
        }
    }

    @Test
    void tooLittleBehindAnAnswerIsNoConsensus() {
        var votes = List.of(vote("a"), vote("b"), vote("c"), vote("a"), vote("d"));
        Tally tally = Tally.of(votes, .5, 1);
        assertThat(tally.leading()).hasValue("a");
        assertThat(tally.agreed()).isFalse();
        assertThat(tally.share()).isCloseTo(.4, within(1e-12));
        assertThat(Tally.of(votes, .4, 1).agreed()).isTrue();
    }

    @Test
    void missingVotersAreCountedAndNamed() {
        Ballot slow = Ballot.missing("slow", "no answer within 5 s");
        Tally tally = Tally.of(List.of(vote("a"), slow, slow), .5, 1);
        assertThat(tally.leading()).hasValue("a");
        assertThat(tally.agreed()).isFalse();
        assertThat(Tally.of(List.of(slow), .5, 1).leading()).isEmpty();
    }

    @Test
    void aTieIsDrawnTheSameEachTimeAndSaidSo() {
        var votes = List.of(vote("b"), vote("a"));
        Tally tally = Tally.of(votes, .5, 42);
        assertThat(tally.tied()).isTrue();
        assertThat(tally.agreed()).isFalse();
        assertThat(Tally.of(votes.reversed(), .5, 42).leading()).isEqualTo(tally.leading());
    }

    @Test
    void aVoteIsCertainOnceTheOthersCannotTurnIt() {
        Tally tally = Tally.of(List.of(vote("a"), vote("a"), vote("b")), .5, 1);
        assertThat(tally.isCertain(.9)).isTrue();
        assertThat(tally.isCertain(1)).isFalse();
        assertThat(Tally.of(List.of(vote("a"), vote("a")), .5, 1).isCertain(1)).isTrue();
    }

    private static Ballot vote(String answer) {
        return Ballot.of("v", answer, 0, 0);
    }
}
