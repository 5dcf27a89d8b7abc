package dev.dspex.app;

import dev.dspex.app.fx.Background;
import dev.dspex.app.optimize.OptimizeFormModel;
import dev.dspex.app.run.RunActions;
import dev.dspex.dataset.Dataset;
import dev.dspex.dataset.Datasets;
import dev.dspex.dataset.Loaded;
import dev.dspex.program.Problem;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

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
    private List<RunActions.DataRow> picked = List.of();

    ProjectData(OpenProject project, Background background) {
        this.project = project;
        this.background = background;
    }

    /**
     * Reads every split.
     *
     * @param read called after each with what is wrong with it
     * @param offered called when there are rows to pick from
     */
    void read(Consumer<List<Problem>> read, Runnable offered) {
        for (var split : project.project().file().data().keySet()) {
            var program = project.mainProgram().orElse(null);
            var path = project.project().data(split).orElse(null);
            if (program == null || path == null) continue;
            var shown = project.folder().relativize(path).toString();
            background.run(
                    () -> Datasets.read(path, shown, program),
                    loaded -> {
                        switch (loaded) {
                            case Loaded.Ok(var data, var warnings) -> {
                                rows.put(split, data.size());
                                pick(split, data, offered);
                                read.accept(warnings);
                            }
                            case Loaded.Bad(var problems) -> read.accept(problems);
                        }
                    },
                    error -> LOG.warn("{} not read", shown, error));
        }
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
