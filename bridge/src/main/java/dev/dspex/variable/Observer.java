package dev.dspex.variable;

/** Is told of every change once, in order. */
@FunctionalInterface
public interface Observer {
    /** Who is told first. */
    enum Rank {
        NODES,
        WORKERS,
        AGENTS,
        ORCHESTRATOR,
        VIEWS
    }

    void changed(Told told);
}
