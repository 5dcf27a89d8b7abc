package dev.dspex.app;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.app.command.PaletteEntry;
import dev.dspex.app.command.PaletteModel;
import dev.dspex.app.kit.Icons;
import dev.dspex.program.ModuleNode;
import dev.dspex.program.Node;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** What the palette finds besides commands: the nodes of every program. */
final class PaletteSources {
    private final Supplier<@Nullable ProjectSession> project;
    private final DesignPlace design;

    PaletteSources(Supplier<@Nullable ProjectSession> project, DesignPlace design) {
        this.project = project;
        this.design = design;
    }

    void addTo(PaletteModel palette) {
        palette.add(new PaletteModel.Source('@', text("workbench.palette.nodes"), this::nodes));
    }

    private List<PaletteEntry> nodes() {
        var found = new ArrayList<PaletteEntry>();
        var open = project.get();
        if (open == null) return found;
        open.project()
                .programs()
                .forEach(
                        (name, program) ->
                                program.nodes().forEach(node -> found.add(entry(name, node))));
        return found;
    }

    private PaletteEntry entry(String program, Node node) {
        var kind =
                switch (node) {
                    case ModuleNode module -> module.kind().text();
                };
        return new PaletteEntry(
                text("workbench.palette.goto"),
                node.title(),
                Icons.ofKind(kind),
                text("workbench.palette.node", program),
                "",
                true,
                () -> design.showNode(program, node.id()));
    }
}
