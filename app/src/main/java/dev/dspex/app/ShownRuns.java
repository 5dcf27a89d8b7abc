package dev.dspex.app;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.app.fx.Background;
import dev.dspex.app.kit.FileDialogs;
import dev.dspex.app.notify.Notice;
import dev.dspex.app.shell.MainWindow;

/** Runs of the history in the views where they belong. JavaFX thread only. */
final class ShownRuns {
    private final OpenProject project;
    private final ProjectRuns runs;
    private final Comparing comparing;
    private final Scaffolding scaffolding;
    private final DesignPlace design;
    private final MainWindow window;
    private final FileDialogs dialogs;
    private final Background background;

    ShownRuns(
            OpenProject project,
            ProjectRuns runs,
            Comparing comparing,
            Scaffolding scaffolding,
            ProjectSession.Places places,
            Background background) {
        this.project = project;
        this.runs = runs;
        this.comparing = comparing;
        this.scaffolding = scaffolding;
        this.background = background;
        design = places.design();
        window = places.window();
        dialogs = places.dialogs();
    }

    String name(String id) {
        return text("workbench.run.name", runs.history.number(id));
    }

    /** Shows a run where it belongs. */
    void open(String id) {
        runs.open(id);
        if (runs.kind(id).equals("optimize")) window.showPlace(StudiesPlace.ID);
        else if (runs.kind(id).equals("stream")) window.showPlace(StreamsPlace.ID);
        else if (runs.kind(id).equals("session")) window.showPlace(SessionsPlace.ID);
        else if (runs.kind(id).equals("agents")) window.showPlace(AgentsPlace.ID);
        else if (runs.kind(id).equals("scaffold"))
            runs.store().run(id).ifPresent(scaffolding::show);
        else design.showTool(runs.kind(id).equals("evaluate") ? RunTools.EVALUATION : RunTools.RUN);
    }

    /** Against the run that is shown where such runs belong. */
    void compare(String id) {
        var shown = runs.kind(id).equals("evaluate") ? runs.evaluation.run() : runs.run.run();
        if (!shown.isEmpty() && !shown.equals(id)) comparing.runs(id, shown);
        else
            window.notices()
                    .show(Notice.warning(text("compare.which"), text("compare.which.help")));
    }

    /** Writes the report of the run that is shown. */
    void export() {
        var shown =
                window.placeProperty().get().id().equals(StudiesPlace.ID)
                        ? runs.study.run()
                        : runs.run.run();
        if (shown.isEmpty())
            window.notices()
                    .show(
                            Notice.warning(
                                    text("workbench.report.norun"),
                                    text("workbench.report.norun.help")));
        else
            new ReportExport(background, window, dialogs)
                    .export(runs.store(), shown, project.name());
    }
}
