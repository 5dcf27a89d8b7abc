package dev.dspex.gateway;

import java.nio.file.Path;
import java.time.Duration;

/**
 * How a pool is made.
 *
 * @param python interpreter that has DSPy
 * @param source folder that holds the package {@code dspex_worker}
 * @param work private folder for large payloads and as the working directory; made when missing
 * @param size workers kept ready
 * @param limit most workers at a time; the pool grows to it while leases wait
 * @param limits when workers are replaced
 */
public record PoolConfig(Path python, Path source, Path work, int size, int limit, Limits limits) {
    public PoolConfig {
        if (size < 1 || limit < size) {
            throw new IllegalArgumentException("size " + size + ", limit " + limit);
        }
    }

    public static PoolConfig of(Path python, Path source, Path work, int size, int limit) {
        return new PoolConfig(python, source, work, size, limit, Limits.DEFAULT);
    }

    /**
     * When a worker is replaced. Recycling happens between jobs only.
     *
     * @param jobs jobs after which a worker is recycled
     * @param age age at which it is recycled
     * @param memory resident bytes at which it is recycled
     * @param heartbeat time between two health calls, and how long each may take
     * @param misses health calls without an answer after which it is killed
     * @param grace how long each step of cancelling may take before the next one
     */
    public record Limits(
            int jobs, Duration age, long memory, Duration heartbeat, int misses, Duration grace) {
        public static final Limits DEFAULT =
                new Limits(
                        200,
                        Duration.ofHours(4),
                        1_500_000_000L,
                        Duration.ofSeconds(2),
                        3,
                        Duration.ofSeconds(2));
    }
}
