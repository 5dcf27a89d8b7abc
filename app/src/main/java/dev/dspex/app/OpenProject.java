package dev.dspex.app;

import dev.dspex.program.Problem;
import dev.dspex.program.Program;
import dev.dspex.program.ProgramFile;
import dev.dspex.program.Read;
import dev.dspex.project.Project;

import org.jspecify.annotations.Nullable;

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
 * @param main name of the program that runs, empty when there is none
 * @param programs by name, those that could be read
 * @param code files of project code
 * @param states files of learned state
 * @param learned the state in use
 */
record OpenProject(
        Project project,
        String main,
        Map<String, Program> programs,
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
        var programs = new LinkedHashMap<String, Program>();
        var problems = new ArrayList<>(found);
        for (var name : project.programs()) {
            var read = project.program(name);
            switch (read) {
                case Read.Ok ok -> programs.put(name, ok.program());
                case Read.Draft draft -> programs.put(name, draft.program());
                case Read.Bad _ -> {}
            }
            read.problems().stream().filter(p -> !problems.contains(p)).forEach(problems::add);
        }
        return new OpenProject(
                project,
                main,
                programs,
                files(project.folder().resolve("code"), ".py"),
                files(project.folder().resolve("state"), ".json"),
                LearnedState.read(state(project)),
                List.copyOf(problems));
    }

    private static @Nullable Path state(Project project) {
        var state = project.file().state();
        return state == null ? null : project.path(state);
    }

    Path folder() {
        return project.folder();
    }

    String name() {
        return project.file().name();
    }

    Optional<Program> program(String id) {
        return Optional.ofNullable(programs.get(id));
    }

    Optional<Program> mainProgram() {
        return program(main);
    }

    /** What is wrong with a node of a program. */
    List<Problem> problems(String program, String node) {
        return problems.stream().filter(p -> node.equals(p.node()) && isOf(p, program)).toList();
    }

    static boolean isOf(Problem problem, String program) {
        var file = problem.file();
        return file != null && file.endsWith("/" + program + ProgramFile.SUFFIX);
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
