package dev.dspex.app;

import dev.dspex.optimize.LearnedState;
import dev.dspex.program.Problem;
import dev.dspex.program.Program;
import dev.dspex.program.ProgramFile;
import dev.dspex.project.Project;
import dev.dspex.project.ProjectDocument;
import dev.dspex.project.ProjectFile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A project as the window has it open: read once, so that every view shows the same.
 *
 * @param settings what {@code dspex.json} says, as it is being edited
 * @param main name of the program that runs, empty when there is none
 * @param documents the programs that could be read, as they are being edited
 * @param rows files of the data folder that are no split of the project
 * @param code files of project code
 * @param states files of learned state
 * @param learned the state in use
 */
record OpenProject(
        Project project,
        ProjectDocument settings,
        String main,
        Documents documents,
        List<Path> rows,
        List<Path> code,
        List<Path> states,
        LearnedState learned,
        List<Problem> problems) {

    /**
     * Reads everything that the views show. Any thread.
     *
     * @param found problems that opening the project found already
     */
    static OpenProject read(Project project, String main, List<Problem> found) throws IOException {
        var documents = new Documents();
        var problems = new ArrayList<>(found);
        for (var name : project.programs()) {
            var read = documents.read(project, name);
            read.problems().stream().filter(p -> !problems.contains(p)).forEach(problems::add);
        }
        return new OpenProject(
                project,
                new ProjectDocument(project.folder(), project.file()),
                main,
                documents,
                unused(project),
                files(project.folder().resolve("code"), ".py"),
                files(project.folder().resolve("state"), ".json"),
                learned(project, problems),
                List.copyOf(problems));
    }

    /** What is in use; a file that cannot be read is a problem, and the program runs as written. */
    private static LearnedState learned(Project project, List<Problem> problems) {
        var state = project.file().state();
        if (state == null) return LearnedState.NONE;
        try {
            return LearnedState.read(project.path(state));
        } catch (IOException e) {
            problems.add(
                    Problem.warning(
                                    "bad_state",
                                    "The learned state in use cannot be read: " + e.getMessage(),
                                    "Choose another state, or none, in dspex.json.")
                            .in(state));
            return LearnedState.NONE;
        }
    }

    Path folder() {
        return project.folder();
    }

    /** What the project says now. */
    ProjectFile file() {
        return settings.now();
    }

    String name() {
        return project.file().name();
    }

    Optional<Program> program(String id) {
        return documents.program(id);
    }

    Optional<Program> mainProgram() {
        return program(main);
    }

    /** Every program as it is now, by name. */
    Map<String, Program> programs() {
        var now = new LinkedHashMap<String, Program>();
        documents.all().forEach(o -> now.put(o.name(), o.document().program()));
        return now;
    }

    /** What is wrong with a node of a program. */
    List<Problem> problems(String program, String node) {
        return problems.stream().filter(p -> node.equals(p.node()) && isOf(p, program)).toList();
    }

    static boolean isOf(Problem problem, String program) {
        var file = problem.file();
        return file != null && file.endsWith("/" + program + ProgramFile.SUFFIX);
    }

    private static List<Path> unused(Project project) throws IOException {
        var used = project.file().data().values().stream().map(project::path).toList();
        var found = new ArrayList<Path>();
        for (var ending : List.of(".jsonl", ".ndjson", ".csv"))
            found.addAll(files(project.folder().resolve("data"), ending));
        found.removeAll(used);
        return found.stream().sorted().toList();
    }

    private static List<Path> files(Path folder, String suffix) throws IOException {
        if (!Files.isDirectory(folder)) return List.of();
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(f -> Files.isRegularFile(f) && f.toString().endsWith(suffix))
                    .sorted()
                    .toList();
        }
    }
}
