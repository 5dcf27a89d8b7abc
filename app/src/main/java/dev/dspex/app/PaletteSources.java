package dev.dspex.app;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.app.command.PaletteEntry;
import dev.dspex.app.command.PaletteModel;
import dev.dspex.app.kit.Ago;
import dev.dspex.app.kit.Figures;
import dev.dspex.app.kit.Icons;
import dev.dspex.app.run.HistoryModel;
import dev.dspex.program.Node;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** What the palette finds besides commands: the nodes of every program, and the runs. */
final class PaletteSources {
    private final Supplier<@Nullable ProjectSession> project;
    private final DesignPlace design;

    PaletteSources(Supplier<@Nullable ProjectSession> project, DesignPlace design) {
        this.project = project;
        this.design = design;
    }

    void addTo(PaletteModel palette) {
        palette.add(new PaletteModel.Source('@', text("workbench.palette.nodes"), this::nodes));
        palette.add(new PaletteModel.Source('#', text("workbench.palette.runs"), this::runs));
    }

    private List<PaletteEntry> runs() {
        var open = project.get();
        if (open == null) return List.of();
        return open.runs().history.items().stream().limit(50).map(run -> entry(open, run)).toList();
    }

    private static PaletteEntry entry(ProjectSession open, HistoryModel.Item run) {
        var score = run.score() == null ? "" : ", " + Figures.score(run.score());
        var started = Instant.ofEpochMilli((long) run.started());
        return new PaletteEntry(
                text("workbench.palette.runs"),
                text("workbench.palette.run", run.number(), run.kind(), run.program()),
                "history",
                Ago.since(started, Instant.now()) + score,
                "",
                true,
                () -> open.openRun(run.id()));
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
        return new PaletteEntry(
                text("workbench.palette.goto"),
                node.title(),
                Icons.ofKind(node.kindName()),
                text("workbench.palette.node", program),
                "",
                true,
                () -> design.showNode(program, node.id()));
    }
}
