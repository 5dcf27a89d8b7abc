package dev.dspex.app;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.app.fx.Background;
import dev.dspex.app.fx.Fx;
import dev.dspex.app.kit.RunState;
import dev.dspex.app.shell.SessionModel;
import dev.dspex.app.shell.SessionModel.Light;
import dev.dspex.app.shell.WelcomeModel;
import dev.dspex.app.shell.WelcomeModel.Check;
import dev.dspex.gateway.GatewayException;
import dev.dspex.gateway.LazyPool;
import dev.dspex.gateway.PoolConfig;
import dev.dspex.gateway.PoolEvent;
import dev.dspex.gateway.WorkerPool;
import dev.dspex.gateway.WorkerStatus;
import dev.dspex.infra.Paths;
import dev.dspex.infra.PythonEnvironment;
import dev.dspex.infra.Secrets;
import dev.dspex.infra.Setting;
import dev.dspex.infra.Settings;
import dev.dspex.infra.SetupException;
import dev.dspex.run.Queries;

import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Python and its workers, one pool for the window; says how they are on the status bar and the
 * welcome page.
 */
final class Engine implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Engine.class);

    private final Paths paths;
    private final Settings settings;
    private final Background background;
    private final Fx fx;
    private final SessionModel session;
    private final WelcomeModel welcome;
    private final Secrets secrets = new Secrets();
    private final LazyPool pool = new LazyPool(this::open);
    private final BooleanProperty ready = new SimpleBooleanProperty();

    Engine(
            Paths paths,
            Settings settings,
            Background background,
            SessionModel session,
            WelcomeModel welcome) {
        this.paths = paths;
        this.settings = settings;
        this.background = background;
        this.fx = background.fx();
        this.session = session;
        this.welcome = welcome;
    }

    Paths paths() {
        return paths;
    }

    LazyPool pool() {
        return pool;
    }

    Secrets secrets() {
        return secrets;
    }

    /** Questions to a worker that are no runs. */
    Queries queries() {
        return new Queries(pool, secrets);
    }

    /** Whether workers can be had. */
    BooleanProperty readyProperty() {
        return ready;
    }

    /**
     * Starts Python and the workers in the background, making the environment first where it is
     * missing.
     */
    void start() {
        light(RunState.WAITING, text("workbench.pool.starting"));
        welcome.put(
                Check.of(
                        "python",
                        RunState.RUNNING,
                        text("workbench.check.python"),
                        text("workbench.check.python.looking")));
        background.run(pool::get, this::up, this::failed);
    }

    private WorkerPool open() throws GatewayException, InterruptedException {
        try {
            var environment = new PythonEnvironment(paths, settings.get(Setting.INTERPRETER));
            var python = environment.ensure(p -> fx.execute(() -> progress(p)));
            int size = Math.max(1, settings.get(Setting.WORKERS));
            var most = Math.max(size, Math.max(2, Runtime.getRuntime().availableProcessors()));
            var config = PoolConfig.of(python, paths.pythonSource(), paths.work(), size, most);
            return WorkerPool.open(config, this::heard);
        } catch (SetupException e) {
            throw new GatewayException(
                    e.code(), String.valueOf(e.getMessage()), e.hint(), String.valueOf(e));
        }
    }

    private void progress(PythonEnvironment.Progress p) {
        var share = p.total() > 0 ? (double) p.done() / p.total() : 0;
        welcome.put(
                Check.of("python", RunState.RUNNING, text("workbench.check.python"), p.text())
                        .at(share));
        session.pythonProperty()
                .set(new Light(RunState.RUNNING, text("workbench.python"), p.text()));
    }

    private void up(WorkerPool opened) {
        ready.set(true);
        try {
            var nursery = opened.nursery();
            var versions = text("workbench.python.versions", nursery.python(), nursery.dspy());
            session.pythonProperty()
                    .set(new Light(RunState.UP, text("workbench.python"), versions));
            welcome.put(Check.of("python", RunState.OK, text("workbench.check.python"), versions));
        } catch (GatewayException e) {
            failed(e);
            return;
        }
        count(opened);
    }

    private void failed(Throwable error) {
        LOG.warn("workers not started", error);
        ready.set(false);
        var why = String.valueOf(error.getMessage());
        light(RunState.DOWN, text("workbench.pool.down"));
        session.pythonProperty()
                .set(
                        new Light(
                                RunState.DOWN,
                                text("workbench.python"),
                                text("workbench.python.none")));
        welcome.put(
                Check.of("python", RunState.ERROR, text("workbench.check.python"), why)
                        .fixedBy(text("workbench.check.fix"), this::start));
    }

    /** On a thread of the pool. */
    private void heard(PoolEvent event) {
        fx.execute(() -> show(event));
    }

    private void show(PoolEvent event) {
        switch (event) {
            case PoolEvent.Down(var why) -> {
                LOG.warn("pool is down: {}", why);
                ready.set(false);
                light(RunState.DOWN, text("workbench.pool.down"));
            }
            case PoolEvent.NurseryLost(var why) -> {
                LOG.warn("nursery lost: {}", why);
                light(RunState.DEGRADED, text("workbench.pool.restarting"));
            }
            case PoolEvent.Degraded(var worker, _) ->
                    light(RunState.DEGRADED, text("workbench.pool.slow", worker));
            case PoolEvent.Ready _, PoolEvent.Lost _, PoolEvent.Recycled _, PoolEvent.NurseryUp _ ->
                    recount();
        }
    }

    /** Counts again who is there and who is busy. */
    void recount() {
        if (ready.get()) background.run(pool::get, this::count, this::failed);
    }

    private void count(WorkerPool opened) {
        var all = opened.workers();
        var there = all.stream().filter(w -> w.state() != WorkerStatus.State.GONE).count();
        var busy = all.stream().filter(w -> w.state() == WorkerStatus.State.BUSY).count();
        light(
                RunState.UP,
                busy == 0
                        ? text("workbench.pool.ready", there)
                        : text("workbench.pool.busy", there, busy));
    }

    private void light(RunState state, String words) {
        session.poolProperty().set(new Light(state, text("workbench.pool"), words));
    }

    @Override
    public void close() {
        pool.close();
    }
}
