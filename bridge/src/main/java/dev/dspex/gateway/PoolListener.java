package dev.dspex.gateway;

/** Hears what happens to workers, on threads of the pool: must return soon and must not throw. */
@FunctionalInterface
public interface PoolListener {
    void heard(PoolEvent event);
}
