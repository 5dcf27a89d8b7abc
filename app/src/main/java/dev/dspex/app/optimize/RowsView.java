package dev.dspex.app.optimize;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.app.chart.ChartTable;
import dev.dspex.app.chart.HeatMap;
import dev.dspex.app.chart.HeatMapPane;
import dev.dspex.app.kit.EmptyState;
import dev.dspex.app.kit.Figures;

import javafx.scene.Node;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.Region;

import org.controlsfx.control.SegmentedButton;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/** What each candidate scored on each row, as a heat map. A click goes to the row. */
final class RowsView implements ViewTabs.Tab {
    private final StudyModel model;
    private final HeatMap map;
    private final HeatMapPane pane;
    private final SegmentedButton order = new SegmentedButton();
    private final EmptyState none =
            new EmptyState("grid", text("optimize.rows.none"), text("optimize.rows.none.todo"));
    private boolean hardestFirst;
    private Shown shown = new Shown(List.of(), List.of(), List.of(), new RowScores());

    /** Rows and columns as they are drawn. */
    private record Shown(
            List<String> rows, List<String> columns, List<String> ids, RowScores scores)
            implements HeatMap.Data {
        @Override
        public double at(int row, int column) {
            return scores.score(ids.get(column), rows.get(row));
        }
    }

    /**
     * @param chosen told of a candidate and a row that were chosen
     */
    RowsView(StudyModel model, BiConsumer<String, String> chosen) {
        this.model = model;
        map =
                new HeatMap(
                        text("optimize.row"),
                        cell ->
                                chosen.accept(
                                        shown.ids.get(cell.column()), shown.rows.get(cell.row())));
        map.setId("row-scores");
        pane = new HeatMapPane(map);
        order.getButtons()
                .addAll(
                        choice("rows-in-order", text("optimize.rows.in_order"), false),
                        choice("rows-hardest", text("optimize.rows.hardest"), true));
    }

    private ToggleButton choice(String id, String name, boolean hardest) {
        var button = new ToggleButton(name);
        button.setId(id);
        button.setSelected(hardest == hardestFirst);
        button.setOnAction(
                _ -> {
                    button.setSelected(true);
                    hardestFirst = hardest;
                    refresh();
                });
        return button;
    }

    void mark(String candidate) {
        map.mark(candidate.isEmpty() ? "" : StudyCandidate.name(candidate));
    }

    @Override
    public Region body() {
        return pane;
    }

    @Override
    public List<Node> controls() {
        return List.of(order);
    }

    @Override
    public void refresh() {
        var scores = model.scores();
        var ids = model.candidates().stream().map(StudyCandidate::id).filter(scores::has).toList();
        var rows = new ArrayList<>(scores.rows().stream().map(RowScores.Row::id).toList());
        rows.sort(byNumber());
        if (hardestFirst) {
            var means = means(rows, ids);
            rows.sort(Comparator.comparingDouble(row -> means.getOrDefault(row, 0.0)));
        }
        shown = new Shown(rows, ids.stream().map(StudyCandidate::name).toList(), ids, scores);
        map.show(shown);
    }

    /** Ids of rows are often their numbers. */
    private static Comparator<String> byNumber() {
        return Comparator.<String>comparingInt(
                        id -> id.matches("\\d{1,9}") ? Integer.parseInt(id) : Integer.MAX_VALUE)
                .thenComparing(Comparator.naturalOrder());
    }

    private Map<String, Double> means(List<String> rows, List<String> ids) {
        var means = new HashMap<String, Double>();
        for (var row : rows) means.put(row, Means.of(model.scores(), row, ids).mean());
        return means;
    }

    /** How a row fared over the candidates. */
    private record Means(double mean, double best, int scored) {
        static Means of(RowScores scores, String row, List<String> ids) {
            double sum = 0;
            double best = 0;
            int n = 0;
            for (var id : ids) {
                double score = scores.score(id, row);
                if (Double.isNaN(score)) continue;
                n++;
                sum += score;
                best = Math.max(best, score);
            }
            return new Means(n == 0 ? 0 : sum / n, best, n);
        }
    }

    @Override
    public @Nullable Node empty() {
        return model.scores().isEmpty() ? none : null;
    }

    @Override
    public ChartTable table() {
        var best = model.best().map(StudyCandidate::id).orElse(StudyCandidate.SEED);
        var lines = new ArrayList<List<String>>();
        for (var row : shown.rows) {
            var means = Means.of(model.scores(), row, shown.ids);
            lines.add(
                    List.of(
                            row,
                            score(StudyCandidate.SEED, row),
                            score(best, row),
                            Figures.score(means.mean),
                            Figures.score(means.best),
                            Figures.count(means.scored)));
        }
        return new ChartTable(
                List.of(
                        text("optimize.row"),
                        text("optimize.seed"),
                        text("optimize.status.best"),
                        text("optimize.rows.mean"),
                        text("optimize.rows.highest"),
                        text("optimize.candidates")),
                lines);
    }

    private String score(String candidate, String row) {
        double score = model.scores().score(candidate, row);
        return Double.isNaN(score) ? "" : Figures.score(score);
    }
}
