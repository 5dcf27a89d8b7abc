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
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** What each candidate scored on each row, as a heat map. A click goes to the row. */
final class RowsView implements ViewTabs.Tab {
    private final StudyModel model;
    private final Consumer<Part> turn;
    private final HeatMap map;
    private final HeatMapPane pane;
    private final SegmentedButton order = new SegmentedButton();
    private final EmptyState none =
            new EmptyState("grid", text("optimize.rows.none"), text("optimize.rows.none.todo"));
    private boolean hardestFirst;
    private Shown shown = new Shown(List.of(), List.of(), List.of(), List.of(), new RowScores());

    /** How a row fared with the seed, the best candidate and all of them; NaN for not scored. */
    private record Fared(
            String row, double seed, double best, double mean, double highest, int scored) {}

    /** Rows and columns as they are drawn. */
    private record Shown(
            List<Fared> fared,
            List<String> rows,
            List<String> columns,
            List<String> ids,
            RowScores scores)
            implements HeatMap.Data {
        @Override
        public double at(int row, int column) {
            return scores.score(ids.get(column), rows.get(row));
        }
    }

    /**
     * @param turn shows a part of the view as soon as it is worked out
     * @param chosen told of a candidate and a row that were chosen
     */
    RowsView(StudyModel model, Consumer<Part> turn, BiConsumer<String, String> chosen) {
        this.model = model;
        this.turn = turn;
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
                    turn.accept(this);
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
    public Supplier<Runnable> look() {
        var scores = model.scores();
        var scored = model.candidates().stream().filter(c -> scores.has(c.id())).toList();
        var best = model.best().map(StudyCandidate::id).orElse(StudyCandidate.SEED);
        var fared =
                new ArrayList<>(
                        scores.rows().stream().map(row -> fared(scores, row.id(), best)).toList());
        var order = hardestFirst ? Comparator.comparingDouble(Fared::mean) : null;
        return () -> {
            fared.sort(Comparator.comparing(Fared::row, byNumber()));
            if (order != null) fared.sort(order);
            var rows = fared.stream().map(Fared::row).toList();
            var names = scored.stream().map(StudyCandidate::name).toList();
            var ids = scored.stream().map(StudyCandidate::id).toList();
            return () -> show(new Shown(fared, rows, names, ids, scores));
        };
    }

    private static Fared fared(RowScores scores, String row, String best) {
        return new Fared(
                row,
                scores.score(StudyCandidate.SEED, row),
                scores.score(best, row),
                scores.mean(row),
                scores.highest(row),
                scores.scored(row));
    }

    private void show(Shown now) {
        shown = now;
        map.show(now);
    }

    /** Ids of rows are often their numbers. */
    private static Comparator<String> byNumber() {
        return Comparator.<String>comparingInt(
                        id -> id.matches("\\d{1,9}") ? Integer.parseInt(id) : Integer.MAX_VALUE)
                .thenComparing(Comparator.naturalOrder());
    }

    @Override
    public @Nullable Node empty() {
        return model.scores().isEmpty() ? none : null;
    }

    @Override
    public Supplier<ChartTable> table() {
        var fared = shown.fared;
        return () -> table(fared);
    }

    private static ChartTable table(List<Fared> fared) {
        var lines =
                fared.stream()
                        .map(
                                f ->
                                        List.of(
                                                f.row,
                                                score(f.seed),
                                                score(f.best),
                                                Figures.score(f.mean),
                                                Figures.score(f.highest),
                                                Figures.count(f.scored)))
                        .toList();
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

    private static String score(double score) {
        return Double.isNaN(score) ? "" : Figures.score(score);
    }
}
