package dev.dspex.app;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.app.notify.Notice;
import dev.dspex.app.shell.MainWindow;
import dev.dspex.app.shell.TrustSheet;
import dev.dspex.project.Trust;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;

/**
 * Whether the own code of an open project may run. Where it may not, what needs it asks first.
 * JavaFX thread; {@link #trusted} from any.
 */
final class Trusting {
    private static final Logger LOG = LoggerFactory.getLogger(Trusting.class);

    private final Trust trust;
    private final Path folder;
    private final MainWindow window;
    private volatile boolean trusted;

    Trusting(Trust trust, Path folder, boolean trusted, MainWindow window) {
        this.trust = trust;
        this.folder = folder;
        this.trusted = trusted;
        this.window = window;
    }

    boolean trusted() {
        return trusted;
    }

    /**
     * Goes on at once where no code is in the way or it is trusted, else once the person trusts it.
     *
     * @param code what would run, as {@code code/tools.py:function}
     * @param what would not be done, as a sentence
     */
    void before(Collection<String> code, String what, Runnable then) {
        if (trusted || code.isEmpty()) then.run();
        else ask(List.copyOf(code), what, then);
    }

    private void ask(List<String> code, String what, Runnable then) {
        window.showSheet(
                TrustSheet.toRun(
                        folder,
                        code,
                        yes -> {
                            window.closeSheet();
                            if (yes) {
                                keep();
                                then.run();
                            } else {
                                window.notices()
                                        .show(Notice.warning(what, text("workbench.trust.not")));
                            }
                        }));
    }

    /** Trusted from now on, also where that cannot be kept. */
    private void keep() {
        trusted = true;
        keep(trust, folder, window);
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
