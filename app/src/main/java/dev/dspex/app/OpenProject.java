package dev.dspex.app;

import dev.dspex.program.Problem;
import dev.dspex.program.Program;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A project as the window has it open.
 *
 * @param main name of the program that runs
 * @param lm alias that the project names
 * @param programs by name, those that could be read
 * @param data file of each split, in the order train, validation, test
 * @param code files of project code
 * @param states files of learned state
 */
record OpenProject(
        Path folder,
        String name,
        String description,
        String main,
        String lm,
        String adapter,
        Map<String, Program> programs,
        Map<String, Path> data,
        List<Path> code,
        List<Path> states,
        List<Problem> problems) {
    Optional<Program> program(String id) {
        return Optional.ofNullable(programs.get(id));
    }

    Optional<Program> mainProgram() {
        return program(main);
    }

    /** What is wrong with a node of a program. */
    List<Problem> problems(String program, String node) {
        return problems.stream()
                .filter(
                        p ->
                                node.equals(p.node())
                                        && p.file() != null
                                        && p.file().endsWith(program + ".program.json"))
                .toList();
    }
}
