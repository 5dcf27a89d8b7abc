package dev.dspex.app.canvas;

import dev.dspex.program.Port;

/** A port of a box: row {@code row} of its inputs or of its outputs. */
record PortHit(Box box, int row, boolean input) {
    PortSpec spec() {
        return (input ? box.ins() : box.outs()).get(row);
    }

    Port port() {
        return new Port(box.id(), spec().name());
    }
}
