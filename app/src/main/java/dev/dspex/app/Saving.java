package dev.dspex.app;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.app.fx.Background;
import dev.dspex.app.notify.Notice;
import dev.dspex.edit.Merge;
import dev.dspex.edit.ProgramDisk;
import dev.dspex.edit.Recovery;
import dev.dspex.program.Program;
import dev.dspex.program.Read;
import dev.dspex.version.LocalHistory;
import dev.dspex.version.ProgramVersions;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * Saving the programs of a project: by command, by itself after each edit into the journal, and
 * together with what another hand wrote into the file meanwhile. Whatever is taken in can be taken
 * back with Undo. JavaFX thread only.
 */
final class Saving {
    private static final Logger LOG = LoggerFactory.getLogger(Saving.class);

    private final Documents documents;
    private final Background background;
    private final Consumer<Notice> notices;
    private final Recovery recovery;
    private final LocalHistory history;
    private final Autosave autosave;
    private final List<Runnable> listening = new ArrayList<>();

    /**
     * @param folder of the project
     */
    Saving(Documents documents, Path folder, Background background, Consumer<Notice> notices) {
        this.documents = documents;
        this.background = background;
        this.notices = notices;
        history = ProgramVersions.saves(folder);
        recovery = new Recovery(folder.resolve(".dspex").resolve("journal"));
        autosave = new Autosave(recovery, background, notices);
        for (var open : documents.all()) {
            listening.add(open.document().listen(_ -> autosave.changed(open)));
            recover(open);
        }
    }

    /** Writes every program that differs from its file. */
    void saveAll() {
        documents.all().stream().filter(o -> o.document().dirty()).forEach(this::save);
    }

    void save(Documents.Open open) {
        open.document().seal();
        var program = open.document().program();
        var before = open.document().saved();
        background.run(
                () -> {
                    var saved = open.disk().save(program);
                    if (saved instanceof ProgramDisk.Saved.Done) remember(before, program);
                    return saved;
                },
                saved -> saved(open, program, saved),
                error -> failed(open, error));
    }

    /** The first save keeps what was there before it, too. A save counts also without a history. */
    private void remember(Program before, Program saved) {
        try {
            var now = Instant.now();
            history.keep(before, now.minusMillis(1));
            history.keep(saved, now);
        } catch (IOException e) {
            LOG.warn("no version of {} kept", saved.name(), e);
        }
    }

    /** Takes in what another hand wrote into the files. */
    void lookAtFiles() {
        for (var open : documents.all()) {
            background.run(
                    () -> open.disk().changedMeanwhile() ? open.disk().read() : null,
                    theirs -> {
                        if (theirs != null) takeIn(open, theirs);
                    },
                    error -> LOG.warn("{} not looked at", open.name(), error));
        }
    }

    void close() {
        listening.forEach(Runnable::run);
        autosave.close();
    }

    private void saved(Documents.Open open, Program program, ProgramDisk.Saved saved) {
        switch (saved) {
            case ProgramDisk.Saved.Done _ -> open.document().markSaved(program);
            case ProgramDisk.Saved.ChangedMeanwhile(var theirs) -> {
                if (theirs == null) overwrite(open, text("workbench.save.gone", open.name()));
                else if (takeIn(open, theirs)) overwrite(open, null);
            }
        }
    }

    /**
     * Takes in a file that differs from what the editor knew.
     *
     * @return whether nothing stands against writing the present program over it
     */
    private boolean takeIn(Documents.Open open, Read read) {
        var theirs = Documents.program(read).orElse(null);
        if (theirs == null) {
            notices.accept(
                    Notice.error(
                                    text("workbench.save.unreadable", open.name()),
                                    read.problems().getFirst().text())
                            .with(text("workbench.save.mine"), () -> overwrite(open, null)));
            return false;
        }
        var document = open.document();
        var base = document.saved();
        var mine = document.program();
        var merge = Merge.of(base, mine, theirs);
        document.apply(text("workbench.edit.disk"), _ -> theirs);
        document.markSaved(theirs);
        if (mine.equals(base)) {
            notices.accept(Notice.ok(text("workbench.save.taken", open.name())));
            return true;
        }
        document.apply(text("workbench.edit.merge"), _ -> merge.program());
        if (merge.clean()) {
            notices.accept(Notice.ok(text("workbench.save.merged", open.name())));
            return true;
        }
        notices.accept(
                Notice.error(
                                text(
                                        "workbench.save.conflict",
                                        open.name(),
                                        String.join(", ", merge.conflicts())),
                                text("workbench.save.conflict.help"))
                        .with(text("workbench.save.theirs"), document::undo));
        return false;
    }

    private void overwrite(Documents.Open open, @Nullable String told) {
        var program = open.document().program();
        background.run(
                () -> open.disk().overwrite(program),
                saved -> {
                    saved(open, program, saved);
                    if (told != null) notices.accept(Notice.warning(told, ""));
                },
                error -> failed(open, error));
    }

    private void failed(Documents.Open open, Throwable error) {
        LOG.warn("{} not saved", open.name(), error);
        notices.accept(
                Notice.error(
                                text("workbench.save.failed", open.name()),
                                text(
                                        "workbench.save.failed.help",
                                        Objects.toString(error.getMessage())))
                        .with(text("workbench.save.again"), () -> save(open)));
    }

    /** Unsaved work of an earlier start comes back as one step, so that Undo leaves it out. */
    private void recover(Documents.Open open) {
        background.run(
                () -> recovery.find(open.name()),
                found -> found.ifPresent(work -> recover(open, work)),
                error -> LOG.warn("{} not recovered", open.name(), error));
    }

    private void recover(Documents.Open open, Recovery.Found work) {
        var document = open.document();
        if (document.dirty()) return; // edited before the journal was read
        var merge = Merge.of(work.base(), work.program(), document.program());
        if (!document.apply(text("workbench.edit.recover"), _ -> merge.program())) return;
        notices.accept(
                Notice.warning(
                                text("workbench.recovered", open.name()),
                                merge.clean()
                                        ? text("workbench.recovered.help")
                                        : text(
                                                "workbench.save.conflict",
                                                open.name(),
                                                String.join(", ", merge.conflicts())))
                        .with(text("workbench.recovered.drop"), document::undo));
    }
}
