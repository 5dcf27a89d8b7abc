package dev.dspex.app.optimize;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.app.chart.ChartTable;
import dev.dspex.app.chart.ParallelChart;
import dev.dspex.app.chart.ParallelLines;
import dev.dspex.app.kit.Buttons;
import dev.dspex.app.kit.EmptyState;
import dev.dspex.app.kit.Figures;
import dev.dspex.app.kit.Labels;

import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * What candidates of a study over variables have for values, and what they score, as parallel
 * coordinates. What is brushed is what the table of candidates lists.
 */
final class VariablesView implements ViewTabs.Tab {
    private final StudyModel model;
    private final Consumer<Set<String>> brushed;
    private final ParallelChart chart;
    private final Label count = Labels.muted("");
    private final Button clear = Buttons.small(text("optimize.variables.clear"), null);
    private final EmptyState none =
            new EmptyState(
                    "tune-variant",
                    text("optimize.variables.none"),
                    text("optimize.variables.none.todo"));
    private StudySpace space = StudySpace.NONE;

    /**
     * @param brushed told of the ids of the candidates that are brushed; empty for all
     * @param chosen told of the id of a candidate that was clicked
     */
    VariablesView(StudyModel model, Consumer<Set<String>> brushed, Consumer<String> chosen) {
        this.model = model;
        this.brushed = brushed;
        chart = new ParallelChart(this::brush, chosen);
        chart.setId("parallel");
        clear.setId("brush-clear");
        clear.setOnAction(_ -> chart.clearBrushes());
        clear.setVisible(false);
        count.setMinWidth(Region.USE_PREF_SIZE);
    }

    private void brush(Set<String> ids) {
        clear.setVisible(!ids.isEmpty());
        say(ids.isEmpty() ? space.points().size() : ids.size());
        brushed.accept(ids);
    }

    private void say(int passing) {
        count.setText(
                text(
                        "optimize.variables.count",
                        Figures.count(passing),
                        Figures.count(space.points().size()),
                        Figures.count(space.rows())));
    }

    /** Another study is shown: nothing is brushed in it. */
    void forget() {
        chart.clearBrushes();
    }

    void mark(String candidate) {
        chart.mark(candidate);
    }

    @Override
    public Region body() {
        return chart;
    }

    @Override
    public List<Node> controls() {
        return List.of(count, clear);
    }

    @Override
    public Supplier<Runnable> look() {
        var now = model.space();
        var best = model.best().map(StudyCandidate::id).orElse("");
        return () -> {
            var known = now.get();
            var lines = lines(known, best);
            return () -> show(known, lines);
        };
    }

    private void show(StudySpace now, ParallelLines lines) {
        space = now;
        chart.show(lines);
        if (!clear.isVisible()) say(space.points().size());
    }

    private static ParallelLines lines(StudySpace space, String top) {
        double low = space.points().stream().mapToDouble(StudySpace.Point::score).min().orElse(0);
        double high = space.points().stream().mapToDouble(StudySpace.Point::score).max().orElse(1);
        var score = new StudySpace.Dimension(text("optimize.score"), low, high, List.of());
        var axes = new ArrayList<ParallelChart.Coordinate>();
        for (var dimension : space.dimensions()) axes.add(axis(dimension));
        axes.add(axis(score));
        var lines = new ArrayList<ParallelLines.Line>();
        int best = -1;
        for (var point : space.points()) {
            int n = space.dimensions().size();
            var at = new double[n + 1];
            for (int i = 0; i < n; i++) at[i] = space.dimensions().get(i).place(point.at()[i]);
            at[n] = score.place(point.score());
            if (point.candidate().equals(top)) best = lines.size();
            lines.add(new ParallelLines.Line(point.candidate(), at));
        }
        return new ParallelLines(axes, lines, line -> texts(space, space.points().get(line)), best);
    }

    private static List<String> texts(StudySpace space, StudySpace.Point point) {
        var texts = new ArrayList<String>();
        for (int i = 0; i < space.dimensions().size(); i++)
            texts.add(space.dimensions().get(i).text(point.at()[i]));
        texts.add(Figures.score(point.score()));
        return texts;
    }

    private static ParallelChart.Coordinate axis(StudySpace.Dimension dimension) {
        var ticks = new ArrayList<ParallelChart.Tick>();
        if (dimension.isNumber())
            for (int i = 0; i <= 4; i++) {
                double value = dimension.low() + (dimension.high() - dimension.low()) * i / 4;
                ticks.add(
                        new ParallelChart.Tick(
                                dimension.place(value),
                                String.format(java.util.Locale.ROOT, "%.3g", value)));
            }
        else
            for (int i = 0; i < dimension.choices().size(); i++)
                ticks.add(new ParallelChart.Tick(dimension.place(i), dimension.choices().get(i)));
        return new ParallelChart.Coordinate(dimension.name(), ticks);
    }

    @Override
    public @Nullable Node empty() {
        return space.dimensions().isEmpty() ? none : null;
    }

    @Override
    public Supplier<ChartTable> table() {
        var shown = space;
        return () -> table(shown);
    }

    private static ChartTable table(StudySpace space) {
        var columns = new ArrayList<String>();
        columns.add(text("optimize.candidate"));
        for (var dimension : space.dimensions()) columns.add(dimension.name());
        columns.add(text("optimize.score"));
        var rows = new ArrayList<List<String>>();
        for (var point : space.points()) {
            var row = new ArrayList<String>();
            row.add(StudyCandidate.name(point.candidate()));
            row.addAll(texts(space, point));
            rows.add(row);
        }
        return new ChartTable(columns, rows);
    }
}
