package dev.dspex.cli;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** How many rows are worked on at a time. */
final class InFlight {
    private static final int MOST_WORKERS = 64;
    private static final int MOST_THREADS = 128;

    @Spec(Spec.Target.MIXEE)
    @Nullable CommandSpec spec;

    @Option(names = "--workers", paramLabel = "N", description = "Processes (default: 2).")
    int workers = 2;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "Rows at a time in each (default: 4).")
    int threads = 4;

    int workers() {
        return checked("--workers", workers, MOST_WORKERS);
    }

    int threads() {
        return checked("--threads", threads, MOST_THREADS);
    }

    private int checked(String name, int value, int most) {
        if (value < 1 || value > most) {
            CommandSpec command = java.util.Objects.requireNonNull(spec);
            throw new ParameterException(
                    command.commandLine(),
                    name + " must be from 1 to " + most + ", not " + value + ".");
        }
        return value;
    }
}
