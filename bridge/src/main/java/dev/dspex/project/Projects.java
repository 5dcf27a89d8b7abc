package dev.dspex.project;

import static dev.dspex.program.Words.say;

import dev.dspex.program.Nearest;
import dev.dspex.program.Problem;
import dev.dspex.program.ProgramFile;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Opens and makes projects. */
public final class Projects {

    private Projects() {}

    /** Opens a project by its folder, its {@code dspex.json}, or one of its program files. */
    public static Opened open(Path path) {
        if (Files.notExists(path)) {
            return bad("missing_file", path + " does not exist.", "Check the path.", path);
        }
        if (Files.isDirectory(path)) {
            return openFolder(path, null);
        }
        String name = String.valueOf(path.getFileName());
        Path folder = path.toAbsolutePath().normalize().getParent();
        if (name.equals(ProjectFile.NAME) && folder != null) {
            return openFolder(folder, null);
        }
        if (name.endsWith(ProgramFile.SUFFIX) && folder != null) {
            Path project = folder.getParent();
            String program = name.substring(0, name.length() - ProgramFile.SUFFIX.length());
            if (project != null
                    && Files.exists(project.resolve(ProjectFile.NAME))
                    && folder.endsWith("programs")) {
                return openFolder(project, program);
            }
            return bad(
                    "no_project",
                    "The program " + name + " does not lie in the programs folder of a project.",
                    "Make a project with dspex new, and put the program into its programs folder.",
                    path);
        }
        return bad(
                "no_project",
                name + " is no project.",
                "Open a project folder, a dspex.json, or a program file that ends in"
                        + " .program.json.",
                path);
    }

    /** Makes a project from a template in a folder that is new or empty, and opens it. */
    public static Opened create(Path folder, Template template) {
        try {
            if (Files.exists(folder) && !Files.isDirectory(folder)) {
                return bad(
                        "not_empty",
                        say("%s is a file.", folder),
                        say("Choose another folder."),
                        folder);
            }
            Files.createDirectories(folder);
            try (Stream<Path> content = Files.list(folder)) {
                if (content.findAny().isPresent()) {
                    return bad(
                            "not_empty",
                            say("This folder is not empty."),
                            say("Choose another folder."),
                            folder);
                }
            }
            template.fill(folder);
        } catch (IOException e) {
            return bad(
                    "unwritable_folder",
                    say("The project could not be written to %s.", folder),
                    say("Choose a folder that you may write to."),
                    folder);
        }
        return open(folder);
    }

    private static Opened openFolder(Path given, @Nullable String wanted) {
        List<Problem> problems = new ArrayList<>();
        try {
            Path folder = given.toRealPath();
            if (Files.notExists(folder.resolve(ProjectFile.NAME))) {
                return bad(
                        "no_project",
                        say("This folder is no project: it has no dspex.json."),
                        say("Choose another folder, or make a project with dspex new."),
                        given);
            }
            ProjectFile file =
                    new ProjectFileReader(problems).read(folder.resolve(ProjectFile.NAME));
            if (file != null) {
                Project project = new Project(folder, file, programs(folder));
                checkProgram(project, problems);
                checkFiles(project, problems);
                if (problems.stream().noneMatch(Problem::isError)) {
                    return new Opened.Ok(
                            project,
                            wanted == null ? project.defaultProgram().orElse(null) : wanted,
                            problems);
                }
            }
        } catch (IOException e) {
            return bad(
                    "unreadable_file",
                    say("The folder %s cannot be read.", given),
                    say("Check the right to read it."),
                    given);
        }
        problems.sort(Problem.BY_PLACE);
        return new Opened.Bad(problems.stream().filter(Problem::isError).toList());
    }

    private static List<String> programs(Path folder) throws IOException {
        Path programs = folder.resolve("programs");
        if (!Files.isDirectory(programs)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(programs)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(ProgramFile.SUFFIX))
                    .map(name -> name.substring(0, name.length() - ProgramFile.SUFFIX.length()))
                    .sorted()
                    .toList();
        }
    }

    private static void checkProgram(Project project, List<Problem> problems) {
        String program = project.file().program();
        if (program != null && !project.programs().contains(program)) {
            problems.add(
                    Problem.error(
                                    "unknown_program",
                                    say("The default program \"%s\" does not exist.", program),
                                    project.programs().isEmpty()
                                            ? say("Put it into the programs folder.")
                                            : Nearest.hint(program, project.programs()))
                            .in(ProjectFile.NAME)
                            .at(null, "program"));
        }
    }

    /** Files may come later, so what is missing does not stop a project from being opened. */
    private static void checkFiles(Project project, List<Problem> problems) {
        Map<String, String> splitOf = new HashMap<>();
        project.file()
                .data()
                .forEach(
                        (split, path) -> {
                            String other = splitOf.putIfAbsent(path, split);
                            if (other != null) {
                                problems.add(
                                        Problem.warning(
                                                        "shared_split",
                                                        say(
                                                                "\"%s\" and \"%s\" are the same"
                                                                        + " file, %s.",
                                                                other, split, path),
                                                        say(
                                                                "Use different rows to learn and"
                                                                        + " to measure, or scores"
                                                                        + " will be too good."))
                                                .in(ProjectFile.NAME)
                                                .at(null, "data"));
                            }
                        });
        List<String> paths = new ArrayList<>(project.file().paths());
        MetricText.code(project.file().metric()).ifPresent(code -> paths.add(code.file()));
        for (String path : paths.stream().distinct().toList()) {
            if (!Files.isRegularFile(project.path(path))) {
                problems.add(
                        Problem.warning(
                                        "missing_file",
                                        say(
                                                "The file %s, which dspex.json names, does not"
                                                        + " exist.",
                                                path),
                                        say("Put it there, or change dspex.json."))
                                .in(ProjectFile.NAME));
            }
        }
    }

    private static Opened bad(String code, String message, String hint, Path path) {
        return new Opened.Bad(List.of(Problem.error(code, message, hint).in(path.toString())));
    }
}
