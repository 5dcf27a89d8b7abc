package dev.dspex.orchestration;

/**
 * How a session weighs score, cost and curiosity; the values of the variable execution_strategy.
 */
public enum Strategy {
    /** The module of the best mean, as fast as can be, whatever it costs. */
    PERFORMANCE_OPTIMIZED,
    /** The cheapest module that is nearly as good, slower, and no search for better ones. */
    RESOURCE_CONSERVING,
    /** Thompson sampling that never stops looking, and may optimize again. */
    ADAPTIVE_LEARNING,
    /** Several modules on each task, and a weighted vote. */
    MULTI_AGENT_COORDINATED;

    /** As the original design and the files spell it. */
    public String key() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }

    /**
     * The strategy of a key.
     *
     * @throws IllegalArgumentException for any other text
     */
    public static Strategy of(String key) {
        return valueOf(key.toUpperCase(java.util.Locale.ROOT));
    }
}
