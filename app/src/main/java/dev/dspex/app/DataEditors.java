package dev.dspex.app;

import dev.dspex.app.dataset.DataSource;
import dev.dspex.app.dataset.DataView;
import dev.dspex.app.dataset.Expected;
import dev.dspex.app.dataset.Leakage;
import dev.dspex.app.fx.Background;
import dev.dspex.app.kit.FileDialogs;
import dev.dspex.app.notify.Notice;
import dev.dspex.app.shell.View;
import dev.dspex.dataset.Leaks;
import dev.dspex.run.ParquetFiles;

import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.value.ObservableValue;

import org.jspecify.annotations.Nullable;

import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Data files of the open project as views: {@code data:SPLIT}, and {@code rows:PATH} for a file
 * that is none of its splits. JavaFX thread only.
 */
final class DataEditors {
    static final String SPLIT = "data:";
    static final String FILE = "rows:";

    /**
     * What a change of the data leads to.
     *
     * @param written called when a data file has other rows than before
     * @param reopen reads a project again
     * @param running whether a run would be cut off by that
     * @param open shows a view by its id
     */
    record Effects(
            Runnable written,
            Consumer<Path> reopen,
            BooleanSupplier running,
            Consumer<Notice> notices,
            Consumer<String> open) {}

    private final Background background;
    private final FileDialogs dialogs;
    private final Effects effects;
    private final Engine engine;
    private final Map<String, WeakReference<DataView>> views = new HashMap<>();
    private final Map<String, Integer> wanted = new HashMap<>();
    private final Map<String, Expected> expected = new HashMap<>();
    private final Supplier<@Nullable ProjectSession> session;

    DataEditors(
            Background background,
            FileDialogs dialogs,
            Engine engine,
            Supplier<@Nullable ProjectSession> session,
            Effects effects) {
        this.engine = engine;
        this.session = session;
        this.background = background;
        this.dialogs = dialogs;
        this.effects = effects;
    }

    Optional<View> view(OpenProject project, String id) {
        var path =
                id.startsWith(SPLIT)
                        ? project.project().data(id.substring(SPLIT.length()))
                        : Optional.of(project.project().path(id.substring(FILE.length())))
                                .filter(Files::isRegularFile);
        return path.filter(_ -> project.mainProgram().isPresent())
                .map(
                        file ->
                                View.editor(
                                        id,
                                        String.valueOf(file.getFileName()),
                                        "table",
                                        () -> content(project, id, file)));
    }

    private DataView content(OpenProject project, String id, Path file) {
        var shown = project.folder().relativize(file).toString().replace('\\', '/');
        var program = project.mainProgram().orElseThrow();
        var view =
                new DataView(
                        new DataSource(
                                file,
                                shown,
                                () -> project.mainProgram().orElse(program),
                                dialogs,
                                effects.written(),
                                new ProjectSplits(project, background, effects),
                                new ProjectMetrics(project, session, engine, background, effects),
                                new Leaking(),
                                new ParquetFiles(engine.queries())),
                        background);
        views.put(id, new WeakReference<>(view));
        var row = wanted.remove(id);
        if (row != null) view.reveal(row);
        var answer = expected.remove(id);
        if (answer != null) view.expect(answer);
        return view;
    }

    /**
     * Makes an answer what is expected of its row: a step of undo of the editor of the split, which
     * comes to the front.
     */
    void expect(String split, Expected answer) {
        var id = SPLIT + split;
        expected.put(id, answer);
        effects.open().accept(id);
        var made = views.get(id);
        var view = made == null ? null : made.get();
        if (view == null || view.getScene() == null || !expected.containsKey(id)) return;
        expected.remove(id);
        view.expect(answer);
    }

    /** The leaks of the open project, and the way to their rows. */
    private final class Leaking implements Leakage {
        @Override
        public ObservableValue<List<Leaks.Leak>> found() {
            var open = session.get();
            return open == null
                    ? new ReadOnlyObjectWrapper<>(List.of())
                    : open.data().leaksProperty();
        }

        @Override
        public void show(Leaks.Place place) {
            var id = SPLIT + place.split();
            wanted.put(id, place.number());
            effects.open().accept(id);
            var made = views.get(id);
            var view = made == null ? null : made.get();
            if (view == null || view.getScene() == null || !wanted.containsKey(id)) return;
            wanted.remove(id);
            view.reveal(place.number());
        }
    }
}
