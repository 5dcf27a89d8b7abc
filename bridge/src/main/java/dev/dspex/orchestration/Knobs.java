package dev.dspex.orchestration;

import java.time.Duration;

/**
 * The settings of a strategy; editable.
 *
 * @param near how far under the best mean an arm may lie and still count as good (ε)
 * @param explore share of the tasks that go to an arm by chance
 * @param agents arms that work on each task
 * @param quorum share of the weight that a vote needs
 * @param pace what the session's usual interval is multiplied by
 * @param share of the workers that may be busy at most
 * @param costWeight score that a dollar is worth
 * @param reoptimize whether a search may be started when scores fall
 * @param trials tasks that an arm gets before its mean is trusted
 */
public record Knobs(
        double near,
        double explore,
        int agents,
        double quorum,
        double pace,
        double share,
        double costWeight,
        boolean reoptimize,
        int trials) {
    /** The shortest interval between tasks. */
    public static final Duration FLOOR = Duration.ofMillis(10);

    public Knobs {
        if (near < 0
                || explore < 0
                || explore > 1
                || agents < 1
                || quorum <= 0
                || quorum > 1
                || pace < 0
                || share <= 0
                || share > 1
                || costWeight < 0
                || trials < 0) {
            throw new IllegalArgumentException("knobs out of range");
        }
    }

    /** What a strategy stands for unless a person changes it. */
    public static Knobs of(Strategy strategy) {
        return switch (strategy) {
            case PERFORMANCE_OPTIMIZED -> new Knobs(.03, 0, 1, .5, 0, 1, 0, true, 10);
            case RESOURCE_CONSERVING -> new Knobs(.03, 0, 1, .5, 2, .5, 1, false, 30);
            case ADAPTIVE_LEARNING -> new Knobs(.03, .1, 1, .5, 1, 1, 0, true, 0);
            case MULTI_AGENT_COORDINATED -> new Knobs(.03, 0, 3, .5, 1, 1, 0, true, 0);
        };
    }
}
