package dev.dspex.app;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.app.canvas.AddOffer;
import dev.dspex.app.canvas.CanvasEditor;
import dev.dspex.app.canvas.CanvasView;
import dev.dspex.app.canvas.PatternPart;
import dev.dspex.app.fx.Background;
import dev.dspex.app.kit.FileDialogs;
import dev.dspex.app.notify.Notice;
import dev.dspex.app.pattern.LibrarySheet;
import dev.dspex.app.pattern.SaveSheet;
import dev.dspex.app.shell.MainWindow;
import dev.dspex.edit.Fragment;
import dev.dspex.pattern.OwnPattern;
import dev.dspex.pattern.OwnPatterns;
import dev.dspex.program.TextFile;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

/**
 * The patterns that the person keeps: saved from a selection, offered on every canvas, given to
 * others and removed. JavaFX thread only.
 */
final class OwnPatternCare {
    private static final Logger LOG = LoggerFactory.getLogger(OwnPatternCare.class);

    private final OwnPatterns store;
    private final AddOffer offer;
    private final Background background;
    private final MainWindow window;
    private final FileDialogs dialogs;
    private List<OwnPattern> known = List.of();
    private @Nullable LibrarySheet library;

    OwnPatternCare(
            Path personalData,
            AddOffer offer,
            Background background,
            MainWindow window,
            FileDialogs dialogs) {
        store = new OwnPatterns(personalData);
        this.offer = offer;
        this.background = background;
        this.window = window;
        this.dialogs = dialogs;
        change(() -> "");
    }

    /** Asks how to keep what is selected on a canvas. */
    void save(CanvasView canvas) {
        switch (canvas.editor().map(CanvasEditor::asPattern).orElse(null)) {
            case PatternPart.Ready(var part, var title) -> ask(part, title);
            case PatternPart.Refused(var why) -> window.notices().show(Notice.warning(why, ""));
            case null -> {}
        }
    }

    private void ask(Fragment part, String title) {
        var sheet =
                new SaveSheet(
                        OwnPattern.isName(title) ? title : "",
                        known,
                        wanted -> {
                            window.closeSheet();
                            keep(part, wanted);
                        },
                        window::closeSheet);
        window.showSheet(sheet);
        sheet.takeKeyboard();
    }

    private void keep(Fragment part, SaveSheet.Wanted wanted) {
        change(
                () -> {
                    var made = store.save(wanted.name(), wanted.description(), wanted.icon(), part);
                    return text("workbench.pattern.saved", made.name());
                });
    }

    /** Shows all that are kept. */
    void manage() {
        var sheet = new LibrarySheet(known, new Care());
        library = sheet;
        window.showSheet(sheet);
    }

    /** Does something with the files and reads them again; the result is told where it says. */
    private void change(Callable<String> work) {
        background.run(
                () -> new Changed(work.call(), store.all()),
                changed -> {
                    known = changed.patterns();
                    offer.setOwn(known);
                    if (library != null) library.show(known);
                    if (!changed.words().isEmpty())
                        window.notices().show(Notice.ok(changed.words()));
                },
                error -> {
                    LOG.warn("patterns not changed", error);
                    window.notices()
                            .show(
                                    Notice.error(
                                            text("workbench.pattern.failed"),
                                            String.valueOf(error.getMessage())));
                });
    }

    private record Changed(String words, List<OwnPattern> patterns) {}

    private final class Care implements LibrarySheet.Care {
        @Override
        public void remove(OwnPattern pattern) {
            change(
                    () -> {
                        store.remove(pattern.name());
                        return text("workbench.pattern.removed", pattern.name());
                    });
        }

        @Override
        public void export(OwnPattern pattern) {
            var name = pattern.name() + OwnPatterns.SUFFIX;
            place(name)
                    .ifPresent(
                            file ->
                                    change(
                                            () -> {
                                                TextFile.write(file, pattern.text());
                                                return text(
                                                        "workbench.pattern.exported",
                                                        file.getFileName());
                                            }));
        }

        private Optional<Path> place(String name) {
            return dialogs.place(
                    window.getScene().getWindow(), text("workbench.pattern.export"), name);
        }

        @Override
        public void take() {
            dialogs.file(
                            window.getScene().getWindow(),
                            text("workbench.pattern.import"),
                            List.of("*" + OwnPatterns.SUFFIX))
                    .ifPresent(file -> change(() -> taken(file)));
        }

        private String taken(Path file) throws IOException {
            return store.take(file)
                    .map(one -> text("workbench.pattern.taken", one.name()))
                    .orElseThrow(
                            () ->
                                    new IOException(
                                            text(
                                                    "workbench.pattern.none",
                                                    String.valueOf(file.getFileName()))));
        }

        @Override
        public void close() {
            library = null;
            window.closeSheet();
        }
    }
}
