package dev.dspex.app.inspector;

import dev.dspex.program.Link;

import java.util.Set;

/** What the inspector is about. */
public sealed interface Selected {
    /** The program itself. */
    record Whole() implements Selected {}

    /** A node, or one of the two ends, by id. */
    record One(String id) implements Selected {}

    /** Several nodes, by id. */
    record Many(Set<String> ids) implements Selected {
        public Many {
            ids = Set.copyOf(ids);
        }
    }

    record Connection(Link link) implements Selected {}
}
