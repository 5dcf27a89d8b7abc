package dev.dspex.app;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.app.canvas.CanvasView;
import dev.dspex.app.fx.Background;
import dev.dspex.app.fx.Batch;
import dev.dspex.app.notify.Notice;
import dev.dspex.app.scaffold.ScaffoldSheet;
import dev.dspex.app.scaffold.Scaffolded;
import dev.dspex.app.shell.MainWindow;
import dev.dspex.event.RunEvent;
import dev.dspex.event.RunStatus;
import dev.dspex.event.Stamped;
import dev.dspex.program.Words;
import dev.dspex.run.RunHandle;
import dev.dspex.run.RunRequest;
import dev.dspex.run.RunResult;
import dev.dspex.run.Runs;
import dev.dspex.store.RunSummary;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Functions that an LM writes for a task, tried in the sandbox, as nodes of the program in front:
 * each writing is a run of the project. JavaFX thread only.
 */
final class Scaffolding {
    private static final Logger LOG = LoggerFactory.getLogger(Scaffolding.class);

    private final RunStarts starts;
    private final ProjectRuns runs;
    private final Background background;
    private final MainWindow window;
    private final Supplier<Optional<CanvasView>> canvas;

    Scaffolding(
            RunStarts starts,
            ProjectRuns runs,
            Background background,
            MainWindow window,
            Supplier<Optional<CanvasView>> canvas) {
        this.starts = starts;
        this.runs = runs;
        this.background = background;
        this.window = window;
        this.canvas = canvas;
    }

    void ask() {
        open(null);
    }

    /** Shows what a stored run wrote; it can be had written again. */
    void show(RunSummary run) {
        open(run);
    }

    private void open(@Nullable RunSummary run) {
        try {
            var writing = new Writing(starts.setup().lm().alias());
            window.showSheet(writing.sheet);
            if (run != null) writing.show(run);
            writing.sheet.takeKeyboard();
        } catch (Setups.NotReady e) {
            window.notices().show(Notice.warning(String.valueOf(e.getMessage()), ""));
        }
    }

    private final class Writing {
        private final ScaffoldSheet sheet;
        private @Nullable RunHandle run;

        Writing(String lm) {
            var host =
                    new ScaffoldSheet.Host(
                            this::write,
                            this::stop,
                            node -> {
                                window.closeSheet();
                                canvas.get().ifPresent(shown -> shown.add(node));
                            },
                            window::closeSheet);
            sheet = new ScaffoldSheet(lm, host);
        }

        private void show(RunSummary stored) {
            var request = stored.request();
            sheet.ask(request.path("task").asString(""), request.path("function").asString(""));
            var error = stored.error();
            if (stored.summary().has("trials")) sheet.show(Scaffolded.of(stored.summary()));
            else if (error != null)
                sheet.failed(Words.told(error.message()) + " " + Words.told(error.hint()));
        }

        private void stop() {
            var going = run;
            if (going != null) going.cancel();
        }

        private void write(String task, String function) {
            RunRequest request;
            try {
                request =
                        new RunRequest.Scaffold(
                                starts.setup(), task, function, RunRequest.Scaffold.CORRECTIONS);
            } catch (Setups.NotReady e) {
                sheet.failed(String.valueOf(e.getMessage()));
                return;
            }
            var batch = new Batch<Stamped>(background.fx(), this::follow);
            Runs.Subscription steps = runs.service().subscribe(batch::addAll);
            var going = runs.start(request);
            run = going;
            background
                    .fx()
                    .deliver(
                            going.result(),
                            result -> {
                                steps.close();
                                ended(going.id(), result);
                            },
                            error -> {
                                steps.close();
                                LOG.warn("no function written", error);
                                sheet.failed(String.valueOf(error.getMessage()));
                            });
        }

        private void follow(List<Stamped> batch) {
            var going = run;
            if (going == null) return;
            for (var stamped : batch) {
                if (stamped.run().equals(going.id())
                        && stamped.event() instanceof RunEvent.PatternStep step
                        && step.kind().equals("trial"))
                    sheet.step(
                            step.step(), !step.state().equals("open"), Words.told(step.reason()));
            }
        }

        private void ended(String id, RunResult result) {
            run = null;
            var error = result.error();
            if (result.outcome() instanceof dev.dspex.run.Outcome.Written written)
                sheet.show(Scaffolded.of(written.trials(), written.node()));
            else if (result.status() == RunStatus.STOPPED_PERSON || error == null)
                sheet.failed(text("scaffold.stopped"));
            else sheet.failed(Words.told(error.message()) + " " + Words.told(error.hint()));
            LOG.info("run {} wrote a function: {}", id, result.status().text());
        }
    }
}
