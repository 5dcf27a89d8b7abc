package dev.dspex.program;

import java.util.Objects;

/** The value of one port goes to another. */
public record Link(Port from, Port to) {

    public Link {
        Objects.requireNonNull(from, "from");
        Objects.requireNonNull(to, "to");
    }
}
