package dev.dspex.project;

import dev.dspex.program.CodeRef;
import dev.dspex.program.Problem;
import dev.dspex.program.Program;
import dev.dspex.program.ProgramFile;
import dev.dspex.program.Read;

import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * An open project, as it was when it was read.
 *
 * @param folder real path
 * @param programs names of the program files, sorted
 */
public record Project(Path folder, ProjectFile file, List<String> programs) {

    public Project {
        programs = List.copyOf(programs);
    }

    /** The default program: the one that dspex.json names, else the only one. */
    public Optional<String> defaultProgram() {
        if (file.program() != null) {
            return Optional.of(file.program());
        }
        return programs.size() == 1 ? Optional.of(programs.getFirst()) : Optional.empty();
    }

    public Path programPath(String name) {
        return folder.resolve(programText(name));
    }

    /** Reads a program as it is now on the disk. */
    public Read program(String name) {
        return ProgramFile.read(programPath(name), programText(name));
    }

    /** A path of the project file, such as that of a split. */
    public Path path(String relative) {
        return folder.resolve(relative);
    }

    public Optional<Path> data(String split) {
        return Optional.ofNullable(file.data().get(split)).map(this::path);
    }

    /**
     * The project code that a program and a metric run, in words: what has to be trusted before
     * they do.
     */
    public static Set<String> code(Program program, String metric) {
        Set<String> code = new LinkedHashSet<>(program.ownCode());
        MetricText.code(metric).map(CodeRef::text).ifPresent(code::add);
        return code;
    }

    /** Problems of all programs, for a list of what is wrong with the project. */
    public List<Problem> problems() {
        return programs.stream().flatMap(name -> program(name).problems().stream()).toList();
    }

    private static String programText(String name) {
        return "programs/" + name + ProgramFile.SUFFIX;
    }
}
