package dev.dspex.cli;

import dev.dspex.program.ProgramFile;

import org.jspecify.annotations.Nullable;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where a program that was named on the command line is: a program file, a project folder (its
 * default program), or the name of a program of the project.
 *
 * @param file the program's file; null for the project's default
 * @param name the program's name; null for the project's default
 */
record ProgramPlace(Path project, @Nullable Path file, @Nullable String name) {
    private static final String PROJECT_FILE = "dspex.json";

    static ProgramPlace find(ProjectOptions options, @Nullable String given) throws CliException {
        if (given == null) {
            return new ProgramPlace(project(options, null), null, null);
        }
        Path path = Path.of(given);
        if (Files.isDirectory(path) && options.project == null) {
            return new ProgramPlace(project(options, given), null, null);
        }
        if (given.endsWith(ProgramFile.SUFFIX)) {
            if (!Files.isRegularFile(path)) {
                throw CliException.input(
                        "missing_program",
                        "The file " + given + " does not exist.",
                        "Check its path.");
            }
            Path file = path.toAbsolutePath().normalize();
            Path project = options.project == null ? projectAbove(file) : options.project;
            return new ProgramPlace(project, file, null);
        }
        return new ProgramPlace(project(options, null), null, given);
    }

    /** The project folder: as named, else the nearest one from here up. */
    static Path project(ProjectOptions options, @Nullable String place) throws CliException {
        if (options.project != null) {
            return existing(options.project);
        }
        if (place != null) {
            return existing(Path.of(place));
        }
        Path here = Path.of("").toAbsolutePath();
        Path found = above(here);
        if (found == null) {
            throw CliException.input(
                    "missing_project",
                    "There is no project here: no " + PROJECT_FILE + " in " + here + " or above.",
                    "Name one with --project, or make one with \"dspex new DIR\".");
        }
        return found;
    }

    private static Path existing(Path folder) throws CliException {
        Path project = folder.toAbsolutePath().normalize();
        if (Files.isRegularFile(project.resolve(PROJECT_FILE))) {
            return project;
        }
        throw CliException.input(
                "missing_project",
                Files.isDirectory(project)
                        ? "The folder " + folder + " is no project: it has no " + PROJECT_FILE + "."
                        : "The folder " + folder + " does not exist.",
                "Check the path, or make a project with \"dspex new DIR\".");
    }

    private static Path projectAbove(Path file) throws CliException {
        Path found = above(file.getParent());
        if (found == null) {
            throw CliException.input(
                    "missing_project",
                    "The program " + file + " is in no project.",
                    "Name the project with --project.");
        }
        return found;
    }

    private static @Nullable Path above(@Nullable Path start) {
        for (Path folder = start; folder != null; folder = folder.getParent()) {
            if (Files.isRegularFile(folder.resolve(PROJECT_FILE))) {
                return folder;
            }
        }
        return null;
    }
}
