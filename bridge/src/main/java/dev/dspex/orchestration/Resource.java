package dev.dspex.orchestration;

/**
 * How much of something is used.
 *
 * @param name what it is
 * @param used as much as this, in its unit
 * @param limit all there is; above 0
 * @param careful share of the limit above which nothing is made faster; 0 to 1
 * @param unit of the numbers, for people
 */
public record Resource(String name, double used, double limit, double careful, String unit) {
    public Resource {
        if (!(limit > 0)) throw new IllegalArgumentException(name + " has the limit " + limit);
    }

    /** Share that is used. */
    public double share() {
        return used / limit;
    }

    /** Whether it speaks against going faster. */
    public boolean isShort() {
        return share() >= careful;
    }
}
