package dev.dspex.app;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.app.fx.Background;
import dev.dspex.app.notify.Notice;
import dev.dspex.app.settings.SettingsPane;
import dev.dspex.app.shell.MainWindow;
import dev.dspex.app.shell.SessionModel;
import dev.dspex.infra.Settings;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;

/** The person's settings in the window: their sheet, and the LMs one chooses from. */
final class WindowSettings {
    private static final Logger LOG = LoggerFactory.getLogger(WindowSettings.class);

    private final Settings settings;
    private final Background background;
    private final Engine engine;
    private final SessionModel session;
    private final MainWindow window;

    WindowSettings(
            Settings settings,
            Background background,
            Engine engine,
            SessionModel session,
            MainWindow window) {
        this.settings = settings;
        this.background = background;
        this.engine = engine;
        this.session = session;
        this.window = window;
    }

    void show() {
        var check = new LmChecks(engine);
        window.showSheet(
                new SettingsPane(settings, background, check, this::failed, window::closeSheet));
    }

    /** After they changed: the LM that was chosen stays so. */
    void offerLms() {
        var chosen = session.lmProperty().get();
        if (session.hasProject())
            session.setLms(Lms.choices(settings), chosen == null ? "" : chosen.alias());
    }

    /** They could not be written. */
    void failed(IOException e) {
        LOG.warn("settings not written", e);
        window.notices()
                .show(
                        Notice.error(
                                text("workbench.settings.failed"), String.valueOf(e.getMessage())));
    }
}
