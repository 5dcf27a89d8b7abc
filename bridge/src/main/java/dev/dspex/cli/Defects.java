package dev.dspex.cli;

import dev.dspex.event.RunError;
import dev.dspex.store.StoreException;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import picocli.CommandLine;

import java.util.Arrays;

/** Exceptions that no command expected. */
record Defects(Terminal terminal) implements CommandLine.IExecutionExceptionHandler {
    private static final Logger LOG = LoggerFactory.getLogger(Defects.class);

    @Override
    public int handleExecutionException(
            Exception e, CommandLine line, CommandLine.ParseResult arguments) {
        RunError error =
                e instanceof StoreException known
                        ? known.error()
                        : RunError.of(
                                "internal",
                                "The command failed because of a defect in the workbench.",
                                "The log has the details.",
                                e.toString());
        if (!(e instanceof StoreException)) {
            LOG.error("command {} failed", line.getCommandName(), e);
        }
        terminal.error(error, Arrays.asList(arguments.originalArgs().toArray()).contains("--json"));
        return ExitCode.of(error);
    }
}
