package dev.dspex.agent;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The vote on one task while it goes on: its voters are asked one after the other, until those that
 * are left can change nothing. Not for several threads.
 */
public final class Poll {
    /**
     * A voter.
     *
     * @param weight of its vote
     */
    public record Voter(String name, double weight) {}

    private final List<Voter> voters;
    private final double quorum;
    private final boolean askAll;
    private final long seed;
    private final Map<String, Ballot> ballots = new HashMap<>();

    /**
     * @param voters in the order in which they are asked, at least one; where none weighs more than
     *     0 each has one vote
     * @param askAll whether voters are asked that can change nothing
     * @param seed of the draw among tied answers
     */
    public Poll(List<Voter> voters, double quorum, boolean askAll, long seed) {
        if (voters.isEmpty()) throw new IllegalArgumentException("no voters");
        boolean equal = voters.stream().noneMatch(voter -> voter.weight() > 0);
        this.voters =
                equal
                        ? voters.stream().map(voter -> new Voter(voter.name(), 1)).toList()
                        : List.copyOf(voters);
        this.quorum = quorum;
        this.askAll = askAll;
        this.seed = seed;
    }

    public List<String> voters() {
        return voters.stream().map(Voter::name).toList();
    }

    /** What the vote of a voter weighs here. */
    public double weight(String voter) {
        return voters.stream()
                .filter(one -> one.name().equals(voter))
                .mapToDouble(Voter::weight)
                .findFirst()
                .orElseThrow();
    }

    /**
     * Takes what a voter said.
     *
     * @param answer in a form in which equal answers are equal; null where it gave none
     * @param reason why it gave none
     */
    public Ballot cast(String voter, @Nullable String answer, String reason) {
        Ballot ballot = new Ballot(voter, answer, answer == null ? 0 : weight(voter), reason);
        ballots.put(voter, ballot);
        return ballot;
    }

    /** Who is to be asked next; empty at the end. */
    public Optional<String> next() {
        List<Voter> left = left();
        return left.isEmpty() || (!askAll && certain(left))
                ? Optional.empty()
                : Optional.of(left.getFirst().name());
    }

    /**
     * Whether a voter is asked whatever those before it say. What is said only where others differ
     * is said of harder tasks, and does not tell how good a voter is.
     */
    public boolean askedAnyway(String voter) {
        if (askAll) return true;
        double before = 0;
        double from = 0;
        boolean reached = false;
        for (Voter one : voters) {
            reached |= one.name().equals(voter);
            if (reached) from += Math.abs(one.weight());
            else before += Math.abs(one.weight());
        }
        return before <= from;
    }

    /** Voters that were not asked. */
    public List<String> spared() {
        return left().stream().map(Voter::name).toList();
    }

    private List<Voter> left() {
        Set<String> asked = ballots.keySet();
        return voters.stream().filter(voter -> !asked.contains(voter.name())).toList();
    }

    /** Whether neither the answer can change, nor that there is a consensus on it. */
    private boolean certain(List<Voter> left) {
        double outstanding = left.stream().mapToDouble(voter -> Math.abs(voter.weight())).sum();
        double against = left.stream().mapToDouble(voter -> Math.max(0, -voter.weight())).sum();
        Tally now = tally();
        double cast =
                ballots.values().stream().mapToDouble(ballot -> Math.abs(ballot.weight())).sum();
        double leading = now.leading().map(answer -> now.weights().get(answer)).orElse(0.0);
        return now.agreed()
                && now.isCertain(outstanding)
                && leading - against >= quorum * (cast + outstanding);
    }

    /** What the vote came to so far. */
    public Tally tally() {
        return Tally.of(inOrder(), quorum, seed);
    }

    /** Ballots in the order of the voters. */
    public List<Ballot> inOrder() {
        return voters.stream()
                .filter(voter -> ballots.containsKey(voter.name()))
                .map(voter -> ballots.get(voter.name()))
                .collect(Collectors.toCollection(ArrayList::new));
    }
}
