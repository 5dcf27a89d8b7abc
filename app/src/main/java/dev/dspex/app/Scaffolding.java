package dev.dspex.app;

import dev.dspex.app.canvas.CanvasView;
import dev.dspex.app.fx.Background;
import dev.dspex.app.notify.Notice;
import dev.dspex.app.scaffold.ScaffoldSheet;
import dev.dspex.app.scaffold.Scaffolded;
import dev.dspex.app.shell.MainWindow;
import dev.dspex.program.Words;
import dev.dspex.run.Queries;
import dev.dspex.run.Setup;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A function that an LM writes for a task, tried in the sandbox, as a node of the program in front.
 * JavaFX thread only.
 */
final class Scaffolding {
    private static final Logger LOG = LoggerFactory.getLogger(Scaffolding.class);

    private final CurrentProject current;
    private final Background background;
    private final MainWindow window;

    Scaffolding(CurrentProject current, Background background, MainWindow window) {
        this.current = current;
        this.background = background;
        this.window = window;
    }

    void ask(CanvasView canvas) {
        current.with(open -> ask(open, canvas));
    }

    private void ask(ProjectSession open, CanvasView canvas) {
        Setup setup;
        try {
            setup = open.starts().setup();
        } catch (Setups.NotReady e) {
            window.notices().show(Notice.warning(String.valueOf(e.getMessage()), ""));
            return;
        }
        var writing = new Writing(open.runs().service().queries(), setup, canvas);
        window.showSheet(writing.sheet);
        writing.sheet.takeKeyboard();
    }

    private final class Writing {
        private final Queries queries;
        private final Setup setup;
        private final ScaffoldSheet sheet;

        Writing(Queries queries, Setup setup, CanvasView canvas) {
            this.queries = queries;
            this.setup = setup;
            sheet =
                    new ScaffoldSheet(
                            setup.lm().alias(),
                            this::write,
                            node -> {
                                window.closeSheet();
                                canvas.add(node);
                            },
                            window::closeSheet);
        }

        private void write(String task, String function) {
            background.run(
                    () -> queries.scaffold(setup, task, function),
                    answer -> {
                        switch (answer) {
                            case Queries.Answer.Ok(var body) -> sheet.show(Scaffolded.of(body));
                            case Queries.Answer.Failed(var error) ->
                                    sheet.failed(
                                            Words.told(error.message())
                                                    + " "
                                                    + Words.told(error.hint()));
                        }
                    },
                    error -> {
                        LOG.warn("no function written", error);
                        sheet.failed(String.valueOf(error.getMessage()));
                    });
        }
    }
}
