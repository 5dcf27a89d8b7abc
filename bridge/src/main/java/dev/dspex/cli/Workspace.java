package dev.dspex.cli;

import dev.dspex.infra.Paths;
import dev.dspex.infra.Secrets;
import dev.dspex.infra.Settings;
import dev.dspex.orchestration.Belief;
import dev.dspex.program.Program;
import dev.dspex.program.ProgramFile;
import dev.dspex.program.Read;
import dev.dspex.project.MetricText;
import dev.dspex.project.Opened;
import dev.dspex.project.Project;
import dev.dspex.project.ProjectFile;
import dev.dspex.project.Projects;
import dev.dspex.project.Trust;
import dev.dspex.run.AgentSeats;
import dev.dspex.run.Forecasts;
import dev.dspex.run.Rows;
import dev.dspex.run.Runs;
import dev.dspex.run.Setup;
import dev.dspex.run.Tuning;
import dev.dspex.run.VariableTuning;
import dev.dspex.store.RunStore;
import dev.dspex.variable.Assigned;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.BiFunction;

/** An open project with one of its programs, and what it takes to run that. */
final class Workspace implements AutoCloseable {
    private final Project project;
    private final Program program;
    private final @Nullable String programFile;
    private final Setup bare;
    private final Setup setup;
    private final boolean trusted;
    private final Settings settings;
    private final StoreAccess store;
    private final Engine engine;

    private Workspace(
            Project project,
            Program program,
            @Nullable String programFile,
            Setup bare,
            Assigned assigned,
            Settings settings,
            StoreAccess store,
            Engine engine) {
        this.project = project;
        this.program = program;
        this.programFile = programFile;
        this.bare = bare;
        this.setup = bare.with(assigned);
        this.trusted = bare.trusted();
        this.settings = settings;
        this.store = store;
        this.engine = engine;
    }

    /**
     * Opens the project and the program that the command line names.
     *
     * @param otherLms further LMs that the command names; null ones are left out
     */
    static Workspace open(
            Terminal terminal,
            ProjectOptions options,
            @Nullable String given,
            @Nullable String... otherLms)
            throws CliException {
        ProgramPlace place = ProgramPlace.find(options, given);
        Project project = project(terminal, place.project());
        Path file = programPath(project, place);
        Program program = program(terminal, project, file);
        Paths paths = Paths.detect();
        Settings settings = Settings.load(paths.settings());
        settings.notice().ifPresent(terminal::say);
        Assigned assigned = ProjectVariables.assigned(terminal, project, program);
        Set<String> named = new LinkedHashSet<>(assigned.program().lms());
        MetricText.lm(project.file().metric()).ifPresent(named::add);
        VariableTuning.lms(ProjectVariables.read(project), program.name()).stream()
                .filter(alias -> settings.lm(alias).isPresent())
                .forEach(named::add);
        LmChoice lms = LmChoice.of(settings, options, project.file().lm(), named, otherLms);
        boolean trusted = options.trust || new Trust(paths.data()).trusts(project.folder());
        String programFile = shown(project, file);
        Setup bare =
                new Setup(
                        project.folder(),
                        trusted,
                        Set.copyOf(project.file().secretInputs()),
                        program,
                        programFile,
                        state(project, program),
                        project.file().adapter(),
                        lms.main(),
                        lms.others(),
                        project.file().seed());
        StoreAccess store = StoreAccess.open(project.folder());
        if (store.personal()) {
            terminal.say(
                    "The project cannot be written: its runs are kept in " + paths.data() + ".");
        }
        Engine engine = new Engine(terminal, paths, settings);
        return new Workspace(
                project, program, programFile, bare, assigned, settings, store, engine);
    }

    static Project project(Terminal terminal, Path folder) throws CliException {
        return switch (Projects.open(folder)) {
            case Opened.Ok ok -> {
                ok.problems().forEach(problem -> terminal.say("warning: " + problem.text()));
                yield ok.project();
            }
            case Opened.Bad bad -> throw CliException.of(bad.problems());
        };
    }

    static Path programPath(Project project, ProgramPlace place) throws CliException {
        if (place.file() != null) {
            return place.file();
        }
        String name = place.name();
        if (name == null) {
            name =
                    project.defaultProgram()
                            .orElseThrow(
                                    () ->
                                            CliException.input(
                                                    "missing_program",
                                                    "The project has no default program.",
                                                    "Name one of: "
                                                            + String.join(", ", project.programs())
                                                            + "."));
        }
        if (!project.programs().contains(name)) {
            throw CliException.input(
                    "missing_program",
                    "The project \""
                            + project.file().name()
                            + "\" has no program \""
                            + name
                            + "\".",
                    "Its programs are: " + String.join(", ", project.programs()) + ".");
        }
        return project.programPath(name);
    }

    private static String shown(Project project, Path file) {
        Path folder = project.folder();
        try {
            Path real = file.toRealPath();
            return real.startsWith(folder) ? folder.relativize(real).toString() : file.toString();
        } catch (IOException e) {
            return file.toString();
        }
    }

    static Program program(Terminal terminal, Project project, Path file) throws CliException {
        return switch (ProgramFile.read(file, shown(project, file))) {
            case Read.Ok ok -> {
                ok.problems().forEach(problem -> terminal.say("warning: " + problem.text()));
                yield ok.program();
            }
            case Read.Draft draft -> throw CliException.of(draft.problems());
            case Read.Bad bad -> throw CliException.of(bad.problems());
        };
    }

    /** The learned state in use; it belongs to the program whose name its folder has. */
    private static Setup.@Nullable State state(Project project, Program program)
            throws CliException {
        String name = project.file().state();
        if (name == null || !name.startsWith("state/" + program.name() + "/")) {
            return null;
        }
        try {
            if (Terminal.MAPPER.readTree(Files.readString(project.path(name)))
                    instanceof ObjectNode content) {
                return new Setup.State(name, content);
            }
        } catch (IOException | JacksonException e) {
            throw CliException.input(
                    "bad_state",
                    "The learned state " + name + " cannot be read.",
                    "Choose another state in dspex.json, or take the key \"state\" out.");
        }
        throw CliException.input(
                "bad_state",
                "The learned state " + name + " is no JSON object.",
                "Choose another one.");
    }

    Program program() {
        return program;
    }

    Setup setup() {
        return setup;
    }

    Runs runs() {
        return engine.runs(store.store());
    }

    @Nullable String optimizer() {
        ProjectFile.Optimize optimize = project.file().optimize();
        return optimize == null ? null : optimize.optimizer();
    }

    /** A copy of the project's optimizer settings. */
    ObjectNode optimizerSettings() {
        ProjectFile.Optimize optimize = project.file().optimize();
        return optimize == null
                ? Terminal.MAPPER.createObjectNode()
                : optimize.settings().deepCopy();
    }

    boolean hasSplit(String split) {
        return project.file().data().containsKey(split);
    }

    /** The metric to use; one of the project's own code needs trust. */
    String metric(@Nullable String given) throws CliException {
        String metric = given == null ? project.file().metric() : given;
        if (!MetricText.isMetric(metric)) {
            throw CliException.input(
                    "metric_unknown", "There is no metric \"" + metric + "\".", MetricText.HINT);
        }
        Set<String> code = Project.code(program, metric);
        if (!trusted && !code.isEmpty()) {
            throw CliException.input(
                    "code_not_trusted",
                    "This project runs code of its own ("
                            + code.iterator().next()
                            + ") and is not trusted yet.",
                    "Look at the code, then add --trust.");
        }
        return metric;
    }

    /**
     * Rows to work on.
     *
     * @param file a data file; null for those of the split
     * @param split null for the first of validation, test and train that the project has
     */
    Rows rows(@Nullable String file, @Nullable String split, @Nullable Integer limit)
            throws CliException {
        return new DataRows(project, program, engine).read(file, split, limit);
    }

    /**
     * The agents of the project, ready to work.
     *
     * @param fitness of an agent by its name and what it is made of
     */
    AgentSeats.Seated agents(BiFunction<String, String, Belief> fitness) throws CliException {
        return AgentSeats.of(
                new ProjectAgents(project, settings, new Secrets()),
                bare,
                ProjectVariables.read(project),
                ProjectAgents.registry(project),
                fitness);
    }

    /** What the tasks of the project's agents need. */
    Set<String> required() throws CliException {
        return ProjectAgents.registry(project).requires();
    }

    Forecasts forecasts() {
        return new Forecasts(store.store(), engine.queries());
    }

    /** What a search may change in the program. */
    Tuning tuning() throws CliException {
        return tuning(bare);
    }

    /** The same, beginning with another set-up. */
    Tuning tuning(Setup begun) throws CliException {
        return VariableTuning.of(begun, program.name(), ProjectVariables.read(project));
    }

    /** The set-up without the values of variables. */
    Setup bare() {
        return bare;
    }

    RunStore store() {
        return store.store();
    }

    /** What is written into the project. */
    ProjectWrites writes() {
        return new ProjectWrites(project);
    }

    /** The file of the program, relative to the project. */
    @Nullable String programFile() {
        return programFile;
    }

    @Override
    public void close() {
        engine.close();
        store.close();
    }
}
