package dev.dspex.cli;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Parameters;

/** The program that a command is about. */
final class ProgramArgument {
    @Parameters(
            paramLabel = "PROGRAM",
            arity = "0..1",
            description = "Program file, project folder or program name.")
    @Nullable String place;
}
