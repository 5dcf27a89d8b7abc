package dev.dspex.app;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.app.fx.Background;
import dev.dspex.app.notify.Notice;
import dev.dspex.app.session.LiveSessionModel;
import dev.dspex.app.session.SessionHost;
import dev.dspex.app.session.SessionSetupModel;
import dev.dspex.app.shell.MainWindow;
import dev.dspex.orchestration.SessionDraft;
import dev.dspex.orchestration.SessionsFile;
import dev.dspex.program.ModuleNode;
import dev.dspex.program.Program;
import dev.dspex.program.Words;
import dev.dspex.run.SessionControl;

import javafx.beans.value.ObservableValue;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.LinkedHashMap;

/**
 * The live sessions of an open project: the set-up as its {@code sessions.json} has it, and the
 * runs. JavaFX thread only.
 */
final class ProjectSessions {
    private static final Logger LOG = LoggerFactory.getLogger(ProjectSessions.class);

    private final OpenProject project;
    private final ProjectRuns runs;
    private final RunStarts starts;
    private final ProjectData data;
    private final Background background;
    private final MainWindow window;
    private final ObservableValue<Boolean> ready;
    private final SessionSetupModel setup = new SessionSetupModel();
    private final WriteBehind<SessionDraft> kept;

    ProjectSessions(
            OpenProject project,
            ProjectRuns runs,
            RunStarts starts,
            ProjectData data,
            Background background,
            MainWindow window,
            ObservableValue<Boolean> ready) {
        this.project = project;
        this.runs = runs;
        this.starts = starts;
        this.data = data;
        this.background = background;
        this.window = window;
        this.ready = ready;
        this.kept =
                new WriteBehind<>(
                        background,
                        setup::draft,
                        draft -> SessionsFile.write(project.folder(), project.main(), draft),
                        this::notKept);
        setup.watch(kept::write);
        read();
    }

    SessionSetupModel setup() {
        return setup;
    }

    LiveSessionModel model() {
        return runs.session;
    }

    SessionHost host() {
        return new SessionHost(
                starts::session,
                runs::stop,
                this::say,
                this::choices,
                id -> text("workbench.session.name", runs.history.number(id)),
                ready);
    }

    private void say(SessionControl control) {
        runs.running(runs.session.run())
                .flatMap(handle -> handle.say(control))
                .ifPresent(
                        error ->
                                window.notices()
                                        .show(
                                                Notice.warning(
                                                        Words.told(error.message()),
                                                        Words.told(error.hint()))));
    }

    private SessionHost.Choices choices() {
        var program = project.mainProgram().orElseGet(() -> Program.empty("none"));
        var splits = new LinkedHashMap<String, Integer>();
        for (var split : project.file().data().keySet())
            splits.put(split, data.rows().getOrDefault(split, 0));
        return new SessionHost.Choices(
                program.name(),
                program.nodes().stream()
                        .filter(ModuleNode.class::isInstance)
                        .map(dev.dspex.program.Node::id)
                        .toList(),
                ProjectStreams.kinds(),
                starts.lms(),
                splits,
                project.file().metric());
    }

    private void read() {
        background.run(
                () -> SessionsFile.read(project.folder(), project.main()),
                read -> {
                    switch (read) {
                        case SessionsFile.Read.Ok(var stored) -> {
                            if (stored != null) kept.load(() -> setup.load(stored));
                        }
                        case SessionsFile.Read.Bad(var why) -> {
                            kept.leave();
                            window.notices()
                                    .show(Notice.warning(text("workbench.sessions.bad"), why));
                        }
                    }
                },
                error -> LOG.warn("sessions of {} not read", project.main(), error));
    }

    private void notKept(Throwable error) {
        LOG.warn("session not kept", error);
        window.notices()
                .show(
                        Notice.error(
                                text("workbench.sessions.failed"),
                                String.valueOf(error.getMessage())));
    }
}
