package dev.dspex.gateway;

/**
 * A worker as of its last heartbeat.
 *
 * @param id name within the pool, such as {@code w3}
 * @param pid 0 while it starts
 * @param memory resident bytes, 0 when not known yet
 * @param jobs jobs taken so far
 * @param misses heartbeats missed in a row
 */
public record WorkerStatus(String id, long pid, State state, long memory, int jobs, int misses) {
    /** Where a worker is in its life. */
    public enum State {
        STARTING,
        IDLE,
        BUSY,
        GONE
    }
}
