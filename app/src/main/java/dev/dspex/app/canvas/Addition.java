package dev.dspex.app.canvas;

import dev.dspex.program.Point;
import dev.dspex.program.Port;
import dev.dspex.program.Program;

import java.util.Optional;

/** Something that quick-add offers. */
public interface Addition {
    /**
     * What came of adding.
     *
     * @param id of the new node, empty for what is no node
     */
    record Added(Program program, Optional<String> id) {}

    /** Stable name, under which it counts as used lately. */
    String key();

    String title();

    String summary();

    /** As {@code kit.Icons.ofKind} takes it. */
    String icon();

    /** Whether it can take the value of this port, or give it one. */
    boolean fits(PortSpec port, boolean input);

    /**
     * Adds it to a program.
     *
     * @param link the port that it is to be linked with
     */
    Added add(Program program, Point at, Optional<Port> link);
}
