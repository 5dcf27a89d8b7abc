package dev.dspex.gateway;

/** Something that happened to a worker, or to the nursery that makes workers. */
public sealed interface PoolEvent {
    /** A worker can take jobs. */
    record Ready(String worker, long pid) implements PoolEvent {}

    /** A worker missed a heartbeat but is not given up yet. */
    record Degraded(String worker, int misses) implements PoolEvent {}

    /** A worker ended without being asked to. */
    record Lost(String worker, String why) implements PoolEvent {}

    /** A worker was replaced between two jobs. */
    record Recycled(String worker, String why) implements PoolEvent {}

    /** The nursery ended, and all workers with it; a new one is being started. */
    record NurseryLost(String why) implements PoolEvent {}

    /** The nursery is up: first start or restart. */
    record NurseryUp(NurseryInfo nursery) implements PoolEvent {}

    /** The nursery does not come up any more: no lease will succeed. */
    record Down(String why) implements PoolEvent {}
}
