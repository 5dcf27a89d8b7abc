package dev.dspex.app.canvas;

import dev.dspex.program.Field;
import dev.dspex.program.Point;
import dev.dspex.program.Port;
import dev.dspex.program.Program;

import java.util.Optional;

/** Something that quick-add offers. */
public interface Addition {
    /**
     * What came of adding.
     *
     * @param id of the new node, note or frame
     */
    record Added(Program program, String id) {}

    /** Stable name, under which it counts as used lately. */
    String key();

    String title();

    String summary();

    /** As {@code kit.Icons.icon} takes it. */
    String icon();

    /** Title of the part of the list where it stands. */
    String group();

    /**
     * Whether it can take the value of this field, or give it one.
     *
     * @param input whether the field is to be fed
     */
    boolean fits(Field field, boolean input);

    /**
     * Adds it to a program.
     *
     * @param link the port that it is to be linked with
     */
    Added add(Program program, Point at, Optional<Port> link);
}
