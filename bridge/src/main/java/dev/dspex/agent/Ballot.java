package dev.dspex.agent;

/**
 * What a voter said.
 *
 * @param voter its name
 * @param answer its answer in a form in which equal answers are equal; null where it gave none
 * @param weight of its vote; below 0 where it is mostly wrong, so that it speaks against its answer
 * @param reason why it gave no answer; empty where it gave one
 */
public record Ballot(
        String voter,
        @org.jspecify.annotations.Nullable String answer,
        double weight,
        String reason) {
    /** The most that a voter's past can count, either way. */
    private static final double CAP = 3;

    /** A vote that counts as the past of its voter says. */
    public static Ballot of(String voter, String answer, int right, int seen) {
        return new Ballot(voter, answer, weight(right, seen), "");
    }

    /** A voter that failed or was too slow. */
    public static Ballot missing(String voter, String reason) {
        return new Ballot(voter, null, 0, reason);
    }

    /** What the vote of an agent weighs that is believed to be as good as this. */
    public static double weight(dev.dspex.orchestration.Belief fitness) {
        double share = fitness.mean();
        return Math.clamp(Math.log(share / (1 - share)), -CAP, CAP);
    }

    /**
     * Log-odds of an accuracy, smoothed after Laplace; 0 for a voter that nothing is known of.
     *
     * @param right how many of the past answers were right
     * @param seen how many there were
     */
    public static double weight(int right, int seen) {
        if (right < 0 || right > seen) throw new IllegalArgumentException(right + " of " + seen);
        double share = (right + 1.0) / (seen + 2.0);
        return Math.clamp(Math.log(share / (1 - share)), -CAP, CAP);
    }
}
