package dev.dspex.app;

import dev.dspex.app.fx.Background;
import dev.dspex.app.optimize.OptimizeFormModel;
import dev.dspex.app.run.RunActions;
import dev.dspex.dataset.Dataset;
import dev.dspex.dataset.Datasets;
import dev.dspex.dataset.Leaks;
import dev.dspex.dataset.Loaded;
import dev.dspex.program.Problem;
import dev.dspex.program.Program;

import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The data of an open project as far as the window needs it: how many rows each split has, and some
 * rows to pick inputs from. Read on other threads; the methods are for the JavaFX thread.
 */
final class ProjectData {
    private static final Logger LOG = LoggerFactory.getLogger(ProjectData.class);
    private static final int PICKED = 200;
    private static final String VALIDATION = "validation";

    private final OpenProject project;
    private final Background background;
    private final Map<String, Integer> rows = new HashMap<>();
    private final Map<String, List<Problem>> problems = new LinkedHashMap<>();
    private final Map<String, Leaks.Part> parts = new LinkedHashMap<>();
    private final ReadOnlyObjectWrapper<List<Leaks.Leak>> leaks =
            new ReadOnlyObjectWrapper<>(List.of());
    private List<RunActions.DataRow> picked = List.of();
    private int reading;

    ProjectData(OpenProject project, Background background) {
        this.project = project;
        this.background = background;
    }

    /**
     * Reads every split, and looks for inputs that stand in two of them.
     *
     * @param read called after each with all that is wrong with the data
     * @param offered called when there are rows to pick from
     */
    void read(Consumer<List<Problem>> read, Runnable offered) {
        var asked = ++reading;
        parts.clear();
        var splits = project.project().file().data().keySet();
        for (var split : splits) {
            var program = project.mainProgram().orElse(null);
            var path = project.project().data(split).orElse(null);
            if (program == null || path == null) continue;
            var shown = project.folder().relativize(path).toString().replace('\\', '/');
            background.run(
                    () -> Datasets.read(path, shown, program),
                    loaded -> {
                        if (asked != reading) return; // read again meanwhile
                        problems.put(split, loaded.problems());
                        if (loaded instanceof Loaded.Ok(var data, _)) {
                            rows.put(split, data.size());
                            parts.put(split, new Leaks.Part(split, shown, data));
                            pick(split, data, offered);
                        } else rows.remove(split);
                        read.accept(problems());
                        if (parts.size() == splits.size() && parts.size() > 1)
                            lookForLeaks(program, asked, read);
                    },
                    error -> LOG.warn("{} not read", shown, error));
        }
    }

    private void lookForLeaks(Program program, int asked, Consumer<List<Problem>> read) {
        var inOrder =
                project.project().file().data().keySet().stream()
                        .map(parts::get)
                        .filter(Objects::nonNull)
                        .toList();
        background.run(
                () -> Leaks.find(program, inOrder),
                found -> {
                    if (asked != reading) return;
                    leaks.set(found);
                    read.accept(problems());
                },
                error -> LOG.warn("leaks not looked for", error));
    }

    private List<Problem> problems() {
        return Stream.concat(
                        problems.values().stream().flatMap(List::stream),
                        Leaks.problems(leaks.get()).stream())
                .toList();
    }

    private void pick(String split, Dataset data, Runnable offered) {
        if (!picked.isEmpty() && !split.equals(VALIDATION)) return;
        background.run(
                () ->
                        data.slice(0, Math.min(PICKED, data.size()))
                                .map(r -> new RunActions.DataRow(r.id(), r.values()))
                                .toList(),
                some -> {
                    picked = some;
                    if (!some.isEmpty()) offered.run();
                },
                error -> LOG.warn("rows of {} not read", split, error));
    }

    /** Inputs that stand in two splits. */
    ReadOnlyObjectProperty<List<Leaks.Leak>> leaksProperty() {
        return leaks.getReadOnlyProperty();
    }

    /** Number of rows by split, of those that were read. */
    Map<String, Integer> rows() {
        return Map.copyOf(rows);
    }

    /** Rows to pick inputs from, validation rows if there are any. */
    List<RunActions.DataRow> picked() {
        return picked;
    }

    /** Validation rows, else the first that there are. */
    String measured() {
        var splits = project.project().file().data().keySet();
        return splits.contains(VALIDATION)
                ? VALIDATION
                : splits.stream().findFirst().orElse(VALIDATION);
    }

    /** The splits of the project for the form that starts a study. */
    List<OptimizeFormModel.Split> splits() {
        return project.project().file().data().entrySet().stream()
                .map(
                        e ->
                                new OptimizeFormModel.Split(
                                        e.getKey(), e.getValue(), rows.getOrDefault(e.getKey(), 0)))
                .toList();
    }
}
