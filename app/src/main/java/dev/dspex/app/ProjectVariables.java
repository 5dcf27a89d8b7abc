package dev.dspex.app;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.app.canvas.CanvasModel;
import dev.dspex.app.fx.Background;
import dev.dspex.app.inspector.ParameterDrivers;
import dev.dspex.app.kit.ErrorState;
import dev.dspex.app.notify.Notice;
import dev.dspex.app.shell.View;
import dev.dspex.app.variable.VariablesModel;
import dev.dspex.app.variable.VariablesView;
import dev.dspex.infra.LmAlias;
import dev.dspex.infra.Settings;
import dev.dspex.program.BadFile;
import dev.dspex.program.Problem;
import dev.dspex.program.Program;
import dev.dspex.program.TextFile;
import dev.dspex.run.VariableTuning;
import dev.dspex.store.RunStore;
import dev.dspex.variable.Assigned;
import dev.dspex.variable.Binding;
import dev.dspex.variable.Change;
import dev.dspex.variable.Checked;
import dev.dspex.variable.Coordinated;
import dev.dspex.variable.Coordinator;
import dev.dspex.variable.Leases;
import dev.dspex.variable.Observer;
import dev.dspex.variable.Told;
import dev.dspex.variable.VariableFile;
import dev.dspex.variable.VariableSpace;
import dev.dspex.variable.VariableValues;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import tools.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.nio.file.Files;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * The variables of an open project: read from its file, put into what runs, written back after each
 * change.
 */
final class ProjectVariables {
    static final String VIEW = "variables";
    private static final Logger LOG = LoggerFactory.getLogger(ProjectVariables.class);

    private final OpenProject project;
    private final Background background;
    private final Consumer<Notice> notices;
    private final DesignPlace design;
    private final Coordinator coordinator;
    private final VariablesModel model;
    private final List<Problem> wrong;
    private final Map<String, CanvasModel> canvases = new HashMap<>();

    /** What this window wrote: changes of the file that are somebody else's differ from it. */
    private final Set<String> written = ConcurrentHashMap.newKeySet();

    private ProjectVariables(
            OpenProject project,
            RunStore store,
            Background background,
            Settings settings,
            DesignPlace design,
            Consumer<Notice> notices) {
        this.project = project;
        this.background = background;
        this.design = design;
        this.notices = notices;
        var read = VariableFile.read(project.folder());
        wrong = read instanceof Checked.Bad(var problems) ? problems : List.of();
        var space = read instanceof Checked.Ok(var found) ? found : VariableSpace.EMPTY;
        var clock = InstantSource.system();
        var leases = new Leases(clock, store.leases());
        coordinator = new Coordinator(space, store.variables(), clock, leases);
        coordinator.observe(
                Observer.Rank.NODES, told -> background.fx().execute(() -> markAll(told)));
        coordinator.observe(Observer.Rank.WORKERS, this::write);
        model =
                new VariablesModel(
                        coordinator,
                        background,
                        project::programs,
                        () -> settings.lms().stream().map(LmAlias::alias).toList(),
                        text("workbench.you"));
        wrong.forEach(problem -> notices.accept(Notice.error(problem.text(), problem.hint())));
    }

    static ProjectVariables of(
            OpenProject project,
            RunStore store,
            Background background,
            Settings settings,
            ProjectSession.Places places) {
        return new ProjectVariables(
                project,
                store,
                background,
                settings,
                places.design(),
                places.window().notices()::show);
    }

    /** All of them as they are now. Any thread. */
    VariableSpace space() {
        return coordinator.now().space();
    }

    /** How many a search over a program can change. */
    int searched(String program) {
        return VariableTuning.count(space(), program);
    }

    /**
     * Gives variables what a study found.
     *
     * @param study its name, for the history
     * @param after runs when they have it
     */
    void use(ObjectNode values, String study, Runnable after) {
        background.run(
                () -> {
                    var chosen = VariableValues.chosen(space(), values);
                    var why = text("workbench.variables.found");
                    return coordinator.coordinate(new Change(chosen, Map.of(), study, why, null));
                },
                outcome -> {
                    switch (outcome) {
                        case Coordinated.Done _ -> {
                            notices.accept(Notice.ok(text("workbench.variables.used")));
                            after.run();
                        }
                        case Coordinated.Refused(var problems) ->
                                unused(problems.getFirst().message(), problems.getFirst().hint());
                        case Coordinated.Held(var name, var by) ->
                                unused(
                                        text("workbench.variables.held", name, by.holder()),
                                        text("workbench.variables.held.todo"));
                        case Coordinated.Conflict conflict ->
                                unused(conflict.toString(), text("workbench.variables.kept"));
                    }
                },
                error -> unused(String.valueOf(error.getMessage()), ""));
    }

    private void unused(String why, String todo) {
        notices.accept(Notice.error(why, todo));
    }

    int count() {
        return coordinator.now().space().variables().size();
    }

    /**
     * A program with the values that variables have now. Any thread.
     *
     * @param name of the program in the project
     * @throws Setups.NotReady where a value does not fit, or the file of variables is wrong
     */
    Assigned assigned(String name, Program program) throws Setups.NotReady {
        if (!wrong.isEmpty()) throw new Setups.NotReady(wrong.getFirst());
        var named = program.withName(name);
        var assigned = Assigned.of(coordinator.now().space(), named);
        var error = assigned.problems().stream().filter(Problem::isError).findFirst();
        if (error.isPresent()) throw new Setups.NotReady(error.get());
        return assigned.named(program.name());
    }

    View view() {
        return View.editor(
                VIEW,
                text("workbench.tree.variables"),
                "hexagon-outline",
                () ->
                        wrong.isEmpty()
                                ? new VariablesView(model, this::dropped)
                                : new ErrorState(
                                        wrong.getFirst().text(),
                                        wrong.getFirst().hint(),
                                        wrong.toString(),
                                        null));
    }

    /** What {@link ParameterDrivers#dragged} said. */
    private Optional<VariablesModel.Place> dropped(String carried) {
        return model.places().stream().filter(p -> p.bind("").target().equals(carried)).findFirst();
    }

    /** Runs after every change, before it is shown. */
    private void write(Told told) {
        var text = VariableFile.text(told.after().space());
        written.add(text);
        try {
            TextFile.write(project.folder().resolve(VariableFile.NAME), text);
        } catch (IOException e) {
            LOG.warn("variables not written", e);
            background
                    .fx()
                    .execute(
                            () ->
                                    notices.accept(
                                            Notice.error(
                                                    text("workbench.variables.unwritten"),
                                                    String.valueOf(e.getMessage()))));
        }
    }

    /** Takes in what somebody else wrote into the file. */
    void readAgain() {
        background.run(
                () -> {
                    var file = project.folder().resolve(VariableFile.NAME);
                    if (Files.notExists(file)) return "";
                    var text = TextFile.read(file, VariableFile.NAME);
                    if (written.contains(text)) return "";
                    return switch (VariableFile.parse(text, VariableFile.NAME)) {
                        case Checked.Ok(var space) -> {
                            coordinator.reset(space, VariableFile.NAME);
                            yield "";
                        }
                        case Checked.Bad(var problems) -> problems.getFirst().text();
                    };
                },
                problem -> {
                    if (!problem.isEmpty())
                        notices.accept(Notice.error(problem, text("workbench.variables.kept")));
                },
                error ->
                        notices.accept(
                                Notice.error(
                                        error instanceof BadFile bad
                                                ? bad.problem().message()
                                                : String.valueOf(error),
                                        text("workbench.variables.kept"))));
    }

    /** Keeps the marks on a canvas at what drives its nodes. */
    void mark(String program, CanvasModel canvas) {
        canvases.put(program, canvas);
        canvas.setDriven(driven(program));
    }

    private void markAll(Told told) {
        LOG.debug("variables at {}", told.after().revision());
        canvases.forEach((program, canvas) -> canvas.setDriven(driven(program)));
        design.inspected().refresh();
    }

    private Map<String, String> driven(String program) {
        var space = coordinator.now().space();
        var lines = new TreeMap<String, LinkedHashSet<String>>();
        for (var binding : space.bindings())
            if (binding.program().equals(program) && !binding.node().isEmpty())
                lines.computeIfAbsent(binding.node(), _ -> new LinkedHashSet<>())
                        .add(words(space, binding));
        var words = new HashMap<String, String>();
        lines.forEach((node, parts) -> words.put(node, String.join("\n", parts)));
        return words;
    }

    private static String words(VariableSpace space, Binding binding) {
        var name = binding.variable();
        return space.isActive(name)
                ? text(
                        "workbench.variables.drives",
                        name,
                        VariableValues.text(space.value(name)),
                        binding.parameter())
                : text("workbench.variables.waits", name, binding.parameter());
    }

    /** What the inspector asks about the nodes of a program. */
    ParameterDrivers drivers(String program, List<String> path) {
        return new VariableDrivers(
                coordinator, model, program, path, () -> design.open(VIEW), notices);
    }
}
