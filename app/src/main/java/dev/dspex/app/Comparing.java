package dev.dspex.app;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.app.canvas.CanvasModel;
import dev.dspex.app.canvas.CanvasView;
import dev.dspex.app.compare.Comparison;
import dev.dspex.app.compare.ComparisonView;
import dev.dspex.app.compare.VersionsView;
import dev.dspex.app.fx.Background;
import dev.dspex.app.notify.Notice;
import dev.dspex.app.shell.View;
import dev.dspex.compare.RunComparison;
import dev.dspex.compare.StateDiff;
import dev.dspex.optimize.LearnedState;
import dev.dspex.program.ModuleNode;
import dev.dspex.program.Program;
import dev.dspex.program.ProgramFile;
import dev.dspex.store.RunStore;
import dev.dspex.store.RunSummary;
import dev.dspex.version.ProgramVersions;
import dev.dspex.version.Version;

import javafx.scene.layout.Region;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Consumer;

/**
 * Versions of the programs of an open project, and views that compare them or two runs. JavaFX
 * thread only.
 */
final class Comparing {
    static final String VERSIONS = "versions";
    private static final String COMPARED = "compare:";
    private static final Logger LOG = LoggerFactory.getLogger(Comparing.class);

    private final OpenProject project;
    private final RunStore runs;
    private final ProgramVersions versions;
    private final DesignPlace design;
    private final BlindChoices blind;
    private final Background background;
    private final Consumer<Notice> notices;
    private @Nullable VersionsView view;

    Comparing(
            OpenProject project,
            RunStore runs,
            DesignPlace design,
            BlindChoices blind,
            Background background,
            Consumer<Notice> notices) {
        this.project = project;
        this.runs = runs;
        this.design = design;
        this.blind = blind;
        this.background = background;
        this.notices = notices;
        versions = new ProgramVersions(project.folder(), runs);
    }

    /** The tool that lists the versions of the program in front. */
    View tool() {
        return View.tool(VERSIONS, text("compare.versions"), "history", this::versionsView);
    }

    /** Another program is in front, or one was saved. */
    void refresh() {
        if (view != null) view.show(program());
    }

    private VersionsView versionsView() {
        var actions = new VersionsView.Actions(this::withNow, this::versions, this::restore);
        var made = new VersionsView(versions, background, actions, InstantSource.system());
        made.show(program());
        view = made;
        return made;
    }

    private String program() {
        return design.currentProgram().orElse(project.main());
    }

    private void withNow(Version version) {
        var name = program();
        read(
                () -> read(name, version),
                old ->
                        project.program(name)
                                .ifPresent(
                                        now ->
                                                show(
                                                        Comparison.of(
                                                                VersionsView.name(version),
                                                                old,
                                                                text("compare.now.name"),
                                                                now))));
    }

    private void versions(Version before, Version after) {
        var name = program();
        read(
                () ->
                        Comparison.of(
                                VersionsView.name(before),
                                read(name, before),
                                VersionsView.name(after),
                                read(name, after)),
                this::show);
    }

    private void restore(Version version) {
        var name = program();
        read(
                () -> read(name, version),
                old ->
                        project.documents()
                                .get(name)
                                .ifPresent(
                                        open -> {
                                            open.document()
                                                    .apply(
                                                            text("compare.edit.restore"),
                                                            _ -> old.withName(name));
                                            notices.accept(
                                                    Notice.ok(text("compare.restored", name)));
                                        }));
    }

    /** Shows what differs between two runs, the earlier one first. */
    void runs(String one, String other) {
        read(
                () -> {
                    var found = List.of(run(one), run(other));
                    boolean inOrder = found.getFirst().number() <= found.getLast().number();
                    return RunComparison.of(
                            runs,
                            project.folder(),
                            inOrder ? found.getFirst() : found.getLast(),
                            inOrder ? found.getLast() : found.getFirst());
                },
                compared ->
                        show(
                                shown(compared),
                                () -> blind.choose(compared.before().id(), compared.after().id())));
    }

    /** Shows what a state has learned against the program as it was written. */
    void state(String name) {
        read(
                () -> LearnedState.read(project.folder().resolve(name)),
                state ->
                        show(
                                new Comparison(
                                        new Comparison.Side(text("compare.written"), null),
                                        new Comparison.Side(name, null),
                                        null,
                                        List.of(),
                                        StateDiff.of(written(state), state.content()),
                                        null,
                                        "")));
    }

    /** The main program's own instructions in the shape of a state, without demonstrations. */
    private JsonNode written(LearnedState state) {
        var written = LearnedState.NONE.content();
        if (!(state.content() instanceof ObjectNode learned)) return written;
        var base = learned.deepCopy();
        for (var predictor : state.predictors()) {
            var node = predictor.split("\\.")[0];
            var own =
                    project.mainProgram()
                            .flatMap(p -> p.node(node))
                            .filter(ModuleNode.class::isInstance)
                            .map(n -> ((ModuleNode) n).signature().instructions())
                            .orElse(null);
            base = (ObjectNode) new LearnedState(base).withDemos(predictor, List.of()).content();
            if (own != null)
                base =
                        (ObjectNode)
                                new LearnedState(base).withInstructions(predictor, own).content();
        }
        return base;
    }

    private RunSummary run(String id) throws IOException {
        return runs.run(id).orElseThrow(() -> new IOException("there is no run " + id));
    }

    private static Comparison shown(RunComparison compared) {
        var verdict = compared.verdict();
        return new Comparison(
                side(compared.before()),
                side(compared.after()),
                compared.program(),
                compared.settings(),
                compared.state(),
                verdict == null ? null : compared.rows(),
                verdict == null ? "" : verdict.reason());
    }

    private static Comparison.Side side(RunSummary run) {
        var program = ProgramFile.parse(run.request().path("program").toString(), run.id());
        return new Comparison.Side(
                text("compare.ran", String.valueOf(run.number())),
                ProgramVersions.program(program));
    }

    private Program read(String name, Version version) throws IOException {
        var read = versions.read(name, version);
        return Optional.ofNullable(ProgramVersions.program(read))
                .orElseThrow(() -> new IOException(read.problems().getFirst().text()));
    }

    private <T> void read(Callable<T> work, Consumer<T> then) {
        background.run(
                work,
                then,
                error -> {
                    LOG.warn("not compared", error);
                    notices.accept(
                            Notice.error(
                                    text("compare.failed"), String.valueOf(error.getMessage())));
                });
    }

    private void show(Comparison compared) {
        show(compared, null);
    }

    /**
     * A comparison that is open already is made anew.
     *
     * @param choose lets the person choose between the answers; null where there are none
     */
    private void show(Comparison compared, @Nullable Runnable choose) {
        var id = COMPARED + compared.before().name() + ":" + compared.after().name();
        var title = text("compare.title", compared.before().name(), compared.after().name());
        design.docks().close(id);
        design.docks()
                .show(
                        View.editor(
                                id,
                                title,
                                "compare-horizontal",
                                () -> new ComparisonView(compared, this::graph, choose)));
    }

    private Region graph(Program program, String name, Set<String> marked) {
        var model = new CanvasModel(program);
        model.selection().only(marked);
        var view = new CanvasView(model, null, name, List.of(), List.of(), background);
        view.setMinSize(0, 0);
        return view;
    }
}
