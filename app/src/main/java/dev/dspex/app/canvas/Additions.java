package dev.dspex.app.canvas;

import dev.dspex.program.ModuleKind;

import java.util.List;

/** Everything that can be added to a program, in the order of an empty query. */
final class Additions {
    private Additions() {}

    static List<Addition> all() {
        return List.of(
                new ModuleAddition(ModuleKind.PREDICT),
                new ModuleAddition(ModuleKind.CHAIN_OF_THOUGHT),
                new ModuleAddition(ModuleKind.REACT));
    }
}
