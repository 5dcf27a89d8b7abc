package dev.dspex.cli;

import dev.dspex.event.RunError;

import picocli.CommandLine;

import java.util.Arrays;

/** Arguments that make no sense: one sentence, and where the help is. */
record UsageErrors(Terminal terminal) implements CommandLine.IParameterExceptionHandler {
    @Override
    public int handleParseException(CommandLine.ParameterException e, String[] arguments) {
        String command = e.getCommandLine().getCommandSpec().qualifiedName();
        terminal.error(
                RunError.of(
                        "usage",
                        String.valueOf(e.getMessage()),
                        "\"" + command + " --help\" says what it takes.",
                        ""),
                Arrays.asList(arguments).contains("--json"));
        return ExitCode.INPUT;
    }
}
