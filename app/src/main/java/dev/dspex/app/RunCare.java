package dev.dspex.app;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.app.fx.Background;
import dev.dspex.app.kit.Figures;
import dev.dspex.app.notify.Notice;
import dev.dspex.app.run.HistoryCare;
import dev.dspex.app.run.HistoryModel;
import dev.dspex.app.run.RemovalSheet;
import dev.dspex.app.run.RunNoteSheet;
import dev.dspex.app.shell.MainWindow;
import dev.dspex.program.Words;
import dev.dspex.store.RunNote;
import dev.dspex.store.RunStore;
import dev.dspex.store.StoreException;
import dev.dspex.store.Upkeep;

import java.util.concurrent.Callable;
import java.util.function.Consumer;

/** Tags, notes and removal of the project's runs, asked for in sheets. JavaFX thread only. */
final class RunCare {
    private final RunStore store;
    private final Upkeep upkeep;
    private final HistoryModel history;
    private final Background background;
    private final MainWindow window;

    RunCare(RunStore store, HistoryModel history, Background background, MainWindow window) {
        this.store = store;
        this.upkeep = new Upkeep(store);
        this.history = history;
        this.background = background;
        this.window = window;
        read();
    }

    HistoryCare actions() {
        return new HistoryCare(this::note, this::prune, this::delete);
    }

    private void read() {
        run(store::notes, history::setNotes);
    }

    private void note(String run) {
        run(() -> upkeep.disk(run), disk -> note(run, disk));
    }

    private void note(String run, Upkeep.Disk disk) {
        var sheet =
                new RunNoteSheet(
                        history.number(run),
                        history.note(run),
                        text(
                                "run.care.disk",
                                Figures.bytes(disk.events()),
                                Figures.bytes(disk.journal())),
                        note -> {
                            window.closeSheet();
                            keep(run, note);
                        },
                        window::closeSheet);
        window.showSheet(sheet);
        sheet.focusFirst();
    }

    private void keep(String run, RunNote note) {
        run(
                () -> {
                    store.note(run, note);
                    return note;
                },
                kept -> history.setNote(run, kept));
    }

    private void prune(String run) {
        run(
                () -> upkeep.disk(run),
                disk ->
                        sure(
                                text("run.prune.title", number(run)),
                                text("run.prune.help", Figures.bytes(disk.journal())),
                                text("run.prune.yes"),
                                () -> run(() -> upkeep.prune(run), _ -> {})));
    }

    private void delete(String run) {
        run(
                () -> upkeep.disk(run),
                disk ->
                        sure(
                                text("run.delete.title", number(run)),
                                text("run.delete.help", Figures.bytes(disk.all())),
                                text("run.delete.yes"),
                                () -> run(() -> upkeep.delete(run), _ -> history.remove(run))));
    }

    private String number(String run) {
        return String.valueOf(history.number(run));
    }

    private void sure(String title, String help, String action, Runnable remove) {
        var sheet =
                new RemovalSheet(
                        title,
                        help,
                        action,
                        () -> {
                            window.closeSheet();
                            remove.run();
                        },
                        window::closeSheet);
        window.showSheet(sheet);
        sheet.focusSafe();
    }

    private <T> void run(Callable<T> work, Consumer<T> done) {
        background.run(work, done, this::failed);
    }

    private void failed(Throwable error) {
        var notice =
                error instanceof StoreException known
                        ? Notice.error(
                                Words.told(known.error().message()),
                                Words.told(known.error().hint()))
                        : Notice.error(text("run.care.failed"), String.valueOf(error.getMessage()));
        window.notices().show(notice);
    }
}
