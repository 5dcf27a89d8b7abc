package dev.dspex.cli;

import dev.dspex.event.RunError;
import dev.dspex.program.Problem;

import java.util.List;

/** A command cannot go on: its message for the person, and the exit code. */
final class CliException extends Exception {
    private final transient RunError error;
    private final int exit;

    CliException(RunError error, int exit) {
        super(error.message());
        this.error = error;
        this.exit = exit;
    }

    CliException(RunError error) {
        this(error, ExitCode.of(error));
    }

    /** Something about what the person gave. */
    static CliException input(String code, String message, String hint) {
        return new CliException(RunError.of(code, message, hint, ""), ExitCode.INPUT);
    }

    /** The first of the errors that a file has; the others are told in the hint. */
    static CliException of(List<Problem> problems) {
        Problem first =
                problems.stream().filter(Problem::isError).findFirst().orElse(problems.getFirst());
        long more = problems.stream().filter(Problem::isError).count() - 1;
        String hint =
                more > 0
                        ? first.hint() + " (" + more + " more problems in the file)"
                        : first.hint();
        RunError error =
                new RunError(
                        first.code(),
                        first.message(),
                        hint,
                        first.text(),
                        new RunError.Where(
                                first.file(), first.node(), first.field(), first.line(), null),
                        false);
        return new CliException(error, ExitCode.INPUT);
    }

    RunError error() {
        return error;
    }

    int exit() {
        return exit;
    }
}
