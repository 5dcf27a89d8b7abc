package dev.dspex.app.inspector;

import dev.dspex.program.ModuleNode;
import dev.dspex.program.Parameters;
import dev.dspex.program.Wrapping;

import org.jspecify.annotations.Nullable;

import java.util.List;

/** Module nodes with one thing changed. */
final class Modules {
    private Modules() {}

    static ModuleNode withLm(ModuleNode n, @Nullable String lm) {
        return new ModuleNode(
                n.head(), n.kind(), n.signature(), n.parameters(), n.tools(), lm, n.wrapping());
    }

    static ModuleNode withParameters(ModuleNode n, Parameters parameters) {
        return new ModuleNode(
                n.head(), n.kind(), n.signature(), parameters, n.tools(), n.lm(), n.wrapping());
    }

    static ModuleNode withTools(ModuleNode n, List<String> tools) {
        return new ModuleNode(
                n.head(), n.kind(), n.signature(), n.parameters(), tools, n.lm(), n.wrapping());
    }

    static ModuleNode withWrapping(ModuleNode n, Wrapping wrapping) {
        return new ModuleNode(
                n.head(), n.kind(), n.signature(), n.parameters(), n.tools(), n.lm(), wrapping);
    }

    static ModuleNode withInstructions(ModuleNode n, String words) {
        return new ModuleNode(
                n.head(),
                n.kind(),
                n.signature().withInstructions(words),
                n.parameters(),
                n.tools(),
                n.lm(),
                n.wrapping());
    }
}
