package dev.dspex.app;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.app.notify.Notice;
import dev.dspex.app.shell.MainWindow;
import dev.dspex.app.shell.TrustSheet;
import dev.dspex.project.Trust;

import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;

/**
 * Whether the own code of an open project may run. Where it may not, what needs it asks first.
 * JavaFX thread; {@link #trusted} from any.
 */
final class Trusting {
    private static final Logger LOG = LoggerFactory.getLogger(Trusting.class);

    private final Trust trust;
    private final Path folder;
    private final MainWindow window;
    private final ReadOnlyBooleanWrapper shown = new ReadOnlyBooleanWrapper();
    private volatile boolean trusted;

    Trusting(Trust trust, Path folder, boolean trusted, MainWindow window) {
        this.trust = trust;
        this.folder = folder;
        this.window = window;
        set(trusted);
    }

    boolean trusted() {
        return trusted;
    }

    /** The same, to be followed. */
    ReadOnlyBooleanProperty trustedProperty() {
        return shown.getReadOnlyProperty();
    }

    /**
     * Goes on at once where no code is in the way or it is trusted, else once the person trusts it.
     *
     * @param code what would run, as {@code code/tools.py:function}
     * @param what would not be done, as a sentence
     */
    void before(Collection<String> code, String what, Runnable then) {
        ask(
                code,
                yes -> {
                    if (yes) then.run();
                    else window.notices().show(Notice.warning(what, text("workbench.trust.not")));
                });
    }

    /**
     * Asks the person, where code is in the way that is not trusted.
     *
     * @param code what would run, as {@code code/tools.py:function}
     * @param answer told whether it may run
     */
    void ask(Collection<String> code, Consumer<Boolean> answer) {
        if (trusted || code.isEmpty()) {
            answer.accept(true);
            return;
        }
        window.showSheet(
                TrustSheet.toRun(
                        folder,
                        List.copyOf(code),
                        yes -> {
                            window.closeSheet();
                            if (yes) give();
                            answer.accept(yes);
                        }));
    }

    /** Trusted from now on, also where that cannot be kept. */
    private void give() {
        set(true);
        keep(trust, folder, window);
    }

    /**
     * What needs the code asks again; where that cannot be kept, it holds until the window closes.
     */
    void takeBack() {
        set(false);
        try {
            trust.revoke(folder);
            window.notices()
                    .show(
                            Notice.ok(text("workbench.trust.back"))
                                    .with(text("workbench.trust.again"), this::give));
        } catch (IOException e) {
            LOG.warn("trust of {} not taken back", folder, e);
            window.notices()
                    .show(
                            Notice.error(
                                    text("workbench.trust.back.failed"),
                                    text(
                                            "workbench.trust.back.failed.help",
                                            String.valueOf(e.getMessage()))));
        }
    }

    private void set(boolean now) {
        trusted = now;
        shown.set(now);
    }

    static void keep(Trust trust, Path folder, MainWindow window) {
        try {
            trust.trust(folder);
        } catch (IOException e) {
            LOG.warn("trust not kept", e);
            window.notices()
                    .show(
                            Notice.warning(
                                    text("workbench.trust.notkept"),
                                    String.valueOf(e.getMessage())));
        }
    }
}
