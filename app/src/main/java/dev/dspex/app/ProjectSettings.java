package dev.dspex.app;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.app.fx.Background;
import dev.dspex.app.notify.Notice;
import dev.dspex.project.ProjectDocument;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.function.Consumer;

/**
 * Keeps the settings of an open project: each edit is written at once, and Undo takes back what was
 * edited last, there or in the program in front. JavaFX thread only.
 */
final class ProjectSettings {
    private static final Logger LOG = LoggerFactory.getLogger(ProjectSettings.class);

    private final ProjectDocument settings;
    private final Background background;
    private final Consumer<Notice> notices;
    private final Consumer<String> lmChosen;
    private String lm;
    private boolean last;
    private boolean writing;

    ProjectSettings(
            OpenProject project,
            Background background,
            Consumer<Notice> notices,
            Consumer<String> lmChosen) {
        settings = project.settings();
        this.lmChosen = lmChosen;
        lm = project.file().lm();
        this.background = background;
        this.notices = notices;
        settings.listen(this::changed);
        for (var open : project.documents().all())
            open.document()
                    .listen(
                            change -> {
                                if (change.before() != null) last = false;
                            });
    }

    /** Takes back the last edit of the settings where it is the last one; false where not. */
    boolean undo(boolean elsewhere) {
        if (!settings.canUndo() || !last && elsewhere) return false;
        settings.undo();
        return true;
    }

    /** As {@link #undo}. */
    boolean redo(boolean elsewhere) {
        if (!settings.canRedo() || !last && elsewhere) return false;
        settings.redo();
        return true;
    }

    private void changed() {
        last = true;
        var now = settings.now().lm();
        if (!now.equals(lm)) lmChosen.accept(now);
        lm = now;
        write();
    }

    /** One at a time: what was edited while the file was being written follows. */
    private void write() {
        if (writing) return;
        writing = true;
        var now = settings.now();
        background.run(
                () -> {
                    settings.write();
                    return now;
                },
                was -> {
                    writing = false;
                    if (!settings.now().equals(was)) write();
                },
                error -> {
                    writing = false;
                    LOG.warn("the settings of the project were not saved", error);
                    notices.accept(
                            Notice.error(
                                            text("workbench.settings.project.failed"),
                                            String.valueOf(error.getMessage()))
                                    .with(text("workbench.save.again"), this::write));
                });
    }
}
