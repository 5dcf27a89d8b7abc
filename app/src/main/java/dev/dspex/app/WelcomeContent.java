package dev.dspex.app;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.app.canvas.CanvasModel;
import dev.dspex.app.fx.Background;
import dev.dspex.app.kit.Figures;
import dev.dspex.app.kit.RunState;
import dev.dspex.app.shell.MiniGraph;
import dev.dspex.app.shell.WelcomeModel;
import dev.dspex.app.shell.WelcomeModel.Check;
import dev.dspex.infra.LmAlias;
import dev.dspex.infra.Paths;
import dev.dspex.infra.Secrets;
import dev.dspex.infra.Settings;
import dev.dspex.program.Program;
import dev.dspex.program.Read;
import dev.dspex.project.Opened;
import dev.dspex.project.Projects;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Fills the welcome page: the samples that came with the workbench, and what it found on this
 * machine.
 */
final class WelcomeContent {
    private static final Logger LOG = LoggerFactory.getLogger(WelcomeContent.class);

    private final Paths paths;
    private final Settings settings;
    private final Background background;
    private final WelcomeModel model;
    private final Runnable addKey;

    WelcomeContent(
            Paths paths,
            Settings settings,
            Background background,
            WelcomeModel model,
            Runnable addKey) {
        this.addKey = addKey;
        this.paths = paths;
        this.settings = settings;
        this.background = background;
        this.model = model;
    }

    void fill() {
        background.run(
                this::samples, model.samples()::setAll, e -> LOG.warn("samples not read", e));
        model.put(
                Check.of(
                        "java",
                        RunState.OK,
                        text("workbench.check.java", Runtime.version().feature()),
                        System.getProperty("java.vendor", "") + " " + Runtime.version()));
        model.put(
                Check.of(
                        "practice",
                        RunState.OK,
                        text("workbench.check.practice"),
                        text("workbench.check.practice.help")));
        keys();
        background.run(this::disk, model::put, e -> LOG.warn("disk not asked for", e));
    }

    /** Asks again which LMs have a key. */
    void keys() {
        background.run(this::key, model::put, e -> LOG.warn("keys not asked for", e));
    }

    private List<WelcomeModel.Sample> samples() throws IOException {
        var found = new ArrayList<WelcomeModel.Sample>();
        if (!Files.isDirectory(paths.samples())) return found;
        try (var folders = Files.list(paths.samples())) {
            folders.filter(ProjectOpening::isProject)
                    .sorted()
                    .forEach(folder -> sample(folder).ifPresent(found::add));
        }
        return found;
    }

    private static Optional<WelcomeModel.Sample> sample(Path folder) {
        if (!(Projects.open(folder) instanceof Opened.Ok(var project, var main, _)))
            return Optional.empty();
        var drawing =
                main != null && project.program(main) instanceof Read.Ok ok
                        ? drawing(ok.program())
                        : MiniGraph.Drawing.NONE;
        var file = project.file();
        return Optional.of(
                new WelcomeModel.Sample(folder, title(file.name()), file.description(), drawing));
    }

    /** "support-triage" as "Support triage". */
    private static String title(String name) {
        var words = name.replace('-', ' ').replace('_', ' ').strip();
        return words.isEmpty() ? name : Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }

    static MiniGraph.Drawing drawing(Program program) {
        var model = new CanvasModel(program);
        var ids = model.boxes().stream().map(box -> box.id()).toList();
        var spots =
                model.boxes().stream()
                        .map(box -> new MiniGraph.Spot(model.bounds(box), box.lm()))
                        .toList();
        var edges =
                model.wires().stream()
                        .map(w -> new MiniGraph.Edge(ids.indexOf(w.from()), ids.indexOf(w.to())))
                        .distinct()
                        .toList();
        return new MiniGraph.Drawing(spots, edges);
    }

    private Check key() {
        var secrets = new Secrets();
        var own = settings.lms().stream().filter(lm -> lm.practice() == null).toList();
        var ready =
                own.stream()
                        .filter(lm -> secrets.sourceOf(lm).isPresent())
                        .map(LmAlias::alias)
                        .toList();
        var title = text("workbench.check.key");
        if (!ready.isEmpty())
            return Check.of(
                    "key",
                    RunState.OK,
                    title,
                    text("workbench.check.key.there", String.join(", ", ready)));
        return Check.of("key", RunState.WARNING, title, text("workbench.check.key.none"))
                .fixedBy(text("workbench.check.key.add"), addKey);
    }

    private Check disk() throws IOException {
        Files.createDirectories(paths.data());
        var free = Files.getFileStore(paths.data()).getUsableSpace();
        var state = free > 2_000_000_000L ? RunState.OK : RunState.WARNING;
        return Check.of(
                "disk",
                state,
                text("workbench.check.disk"),
                text("workbench.check.disk.free", Figures.bytes(free)));
    }
}
