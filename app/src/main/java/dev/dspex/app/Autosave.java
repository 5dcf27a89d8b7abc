package dev.dspex.app;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.app.fx.Background;
import dev.dspex.app.notify.Notice;
import dev.dspex.edit.Recovery;
import dev.dspex.program.Program;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/**
 * Keeps what is edited but not saved in the journal. One thread writes; of several edits while it
 * writes only the newest is kept.
 */
final class Autosave {
    private static final Logger LOG = LoggerFactory.getLogger(Autosave.class);

    /** What the journal should have; equal when there is nothing to keep. */
    private record Work(Program program, Program saved) {}

    private final Recovery recovery;
    private final Background background;
    private final Consumer<Notice> notices;
    private final Map<String, Work> waiting = new ConcurrentHashMap<>();
    private final ExecutorService writer =
            Executors.newSingleThreadExecutor(
                    Thread.ofPlatform().name("autosave").daemon().factory());
    private boolean told;

    Autosave(Recovery recovery, Background background, Consumer<Notice> notices) {
        this.recovery = recovery;
        this.background = background;
        this.notices = notices;
    }

    /** A program was edited or saved. JavaFX thread. */
    void changed(Documents.Open open) {
        var document = open.document();
        var first = waiting.put(open.name(), new Work(document.program(), document.saved()));
        if (first == null && !writer.isShutdown()) writer.execute(() -> write(open.name()));
    }

    private void write(String name) {
        var work = waiting.remove(name);
        if (work == null) return;
        try {
            if (work.program().equals(work.saved())) recovery.forget(name);
            else recovery.keep(work.program(), work.saved(), Clock.systemUTC().instant());
        } catch (IOException e) {
            LOG.warn("{} not kept in the journal", name, e);
            background.fx().execute(() -> tell(e));
        }
    }

    private void tell(IOException e) {
        if (told) return;
        told = true;
        notices.accept(
                Notice.warning(text("workbench.autosave.failed"), String.valueOf(e.getMessage())));
    }

    /** What is waiting is written first. */
    void close() {
        writer.shutdown();
    }
}
