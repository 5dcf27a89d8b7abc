package dev.dspex.cli;

import dev.dspex.gateway.GatewayException;
import dev.dspex.gateway.LazyPool;
import dev.dspex.gateway.PoolConfig;
import dev.dspex.gateway.WorkerPool;
import dev.dspex.infra.Paths;
import dev.dspex.infra.PythonEnvironment;
import dev.dspex.infra.Secrets;
import dev.dspex.infra.Setting;
import dev.dspex.infra.Settings;
import dev.dspex.infra.SetupException;
import dev.dspex.run.Queries;
import dev.dspex.run.Runs;
import dev.dspex.store.RunStore;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;

/** Workers and runs of one command; nothing is started before it is needed. */
final class Engine implements AutoCloseable {
    private static final int MOST_WORKERS = 64;

    private final LazyPool pool;
    private @Nullable Runs runs;

    Engine(Terminal terminal, Paths paths, Settings settings) {
        pool = new LazyPool(() -> open(terminal, paths, settings));
    }

    private static WorkerPool open(Terminal terminal, Paths paths, Settings settings)
            throws GatewayException, InterruptedException {
        Path python;
        try {
            python =
                    new PythonEnvironment(paths, settings.get(Setting.INTERPRETER))
                            .ensure(
                                    p ->
                                            terminal.progress(
                                                    p.text(), (long) p.done(), (long) p.total()));
        } catch (SetupException e) {
            throw new GatewayException(e.code(), e.getMessage(), e.hint(), e.toString());
        }
        return WorkerPool.open(
                PoolConfig.of(python, paths.pythonSource(), paths.work(), 1, MOST_WORKERS));
    }

    Runs runs(RunStore store) {
        Runs known = runs;
        if (known == null) {
            known = new Runs(pool, store, new Secrets());
            runs = known;
        }
        return known;
    }

    /** Questions that record nothing, and so need no store. */
    Queries queries() {
        return new Queries(pool, new Secrets());
    }

    @Override
    public void close() {
        if (runs != null) {
            runs.close();
        }
        pool.close();
    }
}
