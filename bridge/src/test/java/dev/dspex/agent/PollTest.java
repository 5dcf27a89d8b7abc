package dev.dspex.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dspex.agent.Poll.Voter;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

/** A vote while it goes on. */
class PollTest {
    private static Poll poll(boolean askAll, double... weights) {
        var voters = new ArrayList<Voter>();
        for (int i = 0; i < weights.length; i++) voters.add(new Voter("v" + i, weights[i]));
        return new Poll(voters, .5, askAll, 7);
    }

    @Test
    void twoOfThreeThatAgreeAreEnough() {
        Poll poll = poll(false, 0, 0, 0);
        assertThat(poll.next()).contains("v0");
        poll.cast("v0", "a", "");
        assertThat(poll.next()).contains("v1");
        poll.cast("v1", "a", "");
        assertThat(poll.next()).isEmpty();
        assertThat(poll.spared()).containsExactly("v2");
        assertThat(poll.tally().agreed()).isTrue();
    }

    @Test
    void thoseThatDifferAreNotEnough() {
        Poll poll = poll(false, 0, 0, 0);
        poll.cast("v0", "a", "");
        poll.cast("v1", "b", "");
        assertThat(poll.next()).contains("v2");
        poll.cast("v2", "b", "");
        assertThat(poll.next()).isEmpty();
        assertThat(poll.tally().leading()).contains("b");
    }

    @Test
    void aVoterThatOutweighsTheOthersIsEnough() {
        Poll poll = poll(false, 2, .5, .5);
        poll.cast("v0", "a", "");
        assertThat(poll.next()).isEmpty();
        assertThat(poll(true, 2, .5, .5).next()).contains("v0");
    }

    @Test
    void whoIsAskedOnlyWhereOthersDifferDoesNotCount() {
        Poll poll = poll(false, 1, 1, 1);
        assertThat(poll.askedAnyway("v1")).isTrue();
        assertThat(poll.askedAnyway("v2")).isFalse();
        assertThat(poll(true, 1, 1, 1).askedAnyway("v2")).isTrue();
    }

    @Test
    void whereNobodyIsMostlyRightEachHasOneVote() {
        Poll poll = poll(true, -1, -1, -.5);
        poll.cast("v0", "a", "");
        poll.cast("v1", "a", "");
        poll.cast("v2", "b", "");
        assertThat(poll.tally().leading()).contains("a");
    }

    @Test
    void voicesThatAreMissingMayKeepAConsensusAway() {
        Poll poll = poll(false, 0, 0, 0);
        poll.cast("v0", null, "timed out");
        poll.cast("v1", null, "timed out");
        assertThat(poll.next()).contains("v2");
        poll.cast("v2", "a", "");
        assertThat(poll.tally().agreed()).isFalse();
        assertThat(poll.tally().leading()).contains("a");
    }

    /** Sparing voters changes nothing: the whole vote comes to the same. */
    @Property(tries = 500, seed = "11")
    void whoeverIsSparedCouldNotHaveChangedIt(
            @ForAll @Size(min = 1, max = 5) List<@IntRange(min = 0, max = 2) Integer> answers,
            @ForAll @Size(value = 5) List<@IntRange(min = -3, max = 30) Integer> tenths) {
        double[] weights = new double[answers.size()];
        for (int i = 0; i < weights.length; i++) weights[i] = tenths.get(i) / 10.0;
        Poll early = poll(false, weights);
        for (var next = early.next(); next.isPresent(); next = early.next()) {
            int voter = Integer.parseInt(next.get().substring(1));
            early.cast(next.get(), "abc".charAt(answers.get(voter)) + "", "");
        }
        Poll whole = poll(true, weights);
        for (int i = 0; i < weights.length; i++) {
            whole.cast("v" + i, "abc".charAt(answers.get(i)) + "", "");
        }
        assertThat(early.tally().leading()).isEqualTo(whole.tally().leading());
        assertThat(early.tally().agreed()).isEqualTo(whole.tally().agreed());
    }
}
