package dev.dspex.orchestration;

import org.apache.commons.math3.distribution.BetaDistribution;
import org.apache.commons.math3.distribution.GammaDistribution;
import org.apache.commons.math3.random.RandomGenerator;

/**
 * What is believed of the mean reward of an arm: Beta(1 + won, 1 + lost). Rewards between 0 and 1
 * count as both in part.
 *
 * @param won sum of rewards, older ones perhaps for less
 * @param lost sum of what was missing to 1
 */
public record Belief(double won, double lost) {
    /** Nothing is known: every mean is as likely. */
    public static final Belief NONE = new Belief(0, 0);

    private static final double NORMAL_95 = 1.959963984540054;

    /** After another reward, 0 to 1. */
    public Belief seen(double reward) {
        double counted = Math.clamp(reward, 0, 1);
        return new Belief(won + counted, lost + 1 - counted);
    }

    /** With what was seen counting for less. */
    public Belief fading(double factor) {
        return new Belief(won * factor, lost * factor);
    }

    /** Posterior mean. */
    public double mean() {
        return (1 + won) / (2 + won + lost);
    }

    /** Tasks it rests on. */
    public double weight() {
        return won + lost;
    }

    /** A mean as likely as it is believed. */
    public double draw(RandomGenerator random) {
        double a = gamma(random, 1 + won);
        return a / (a + gamma(random, 1 + lost));
    }

    private static double gamma(RandomGenerator random, double shape) {
        return new GammaDistribution(random, shape, 1).sample();
    }

    /** The value below which the mean lies with this probability. */
    public double quantile(double probability) {
        return new BetaDistribution(null, 1 + won, 1 + lost)
                .inverseCumulativeProbability(probability);
    }

    /** Density of the posterior at a mean between 0 and 1. */
    public double density(double mean) {
        return new BetaDistribution(null, 1 + won, 1 + lost).density(mean);
    }

    /** Lower end of Wilson's 95 % interval of the share won; 0 where nothing was seen. */
    public double wilsonLower() {
        double n = weight();
        if (n == 0) return 0;
        double z2 = NORMAL_95 * NORMAL_95;
        double share = won / n;
        double root = Math.sqrt(share * (1 - share) / n + z2 / (4 * n * n));
        return Math.max(0, (share + z2 / (2 * n) - NORMAL_95 * root) / (1 + z2 / n));
    }
}
