package dev.dspex.cli;

import org.jspecify.annotations.Nullable;

import java.util.concurrent.Callable;

/** A command that tells its errors the same way as all others. */
abstract class ProjectCommand implements Callable<Integer> {
    private @Nullable Terminal terminal;

    void on(Terminal given) {
        terminal = given;
    }

    abstract ProjectOptions options();

    /** Does it; gives the exit code. */
    abstract int run(Terminal terminal) throws CliException, InterruptedException;

    @Override
    public Integer call() throws InterruptedException {
        Terminal given = terminal;
        if (given == null) {
            throw new IllegalStateException("no terminal");
        }
        try {
            return run(given);
        } catch (CliException e) {
            given.error(e.error(), options().json);
            return e.exit();
        }
    }
}
