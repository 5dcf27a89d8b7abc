package dev.dspex.app.optimize;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.app.chart.Axis;
import dev.dspex.app.chart.ChartPanel;
import dev.dspex.app.chart.Legend;
import dev.dspex.app.chart.LegendKey;
import dev.dspex.app.chart.ParetoChart;
import dev.dspex.app.chart.ScoreChart;
import dev.dspex.app.chart.ScoreData;
import dev.dspex.app.chart.Unit;
import dev.dspex.app.kit.EmptyState;
import dev.dspex.app.kit.ErrorState;
import dev.dspex.app.kit.Fields;
import dev.dspex.app.kit.Figures;
import dev.dspex.app.kit.Labels;
import dev.dspex.app.kit.Layout;
import dev.dspex.app.kit.Panels;
import dev.dspex.app.kit.WhileShown;

import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

import org.controlsfx.control.SegmentedButton;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A study, live or reopened: score, Pareto front, candidates, lineage, the selected candidate, the
 * result.
 */
public final class StudyView extends StackPane {
    private final StudyModel model;
    private final UnaryOperator<String> nameOf;
    private final StudyHeader header;
    private final ResultBanner banner;
    private final ScoreChart score = new ScoreChart(ScoreUnit.CALLS.axis());
    private final ChartPanel scorePanel = new ChartPanel(text("optimize.score"), score);
    private final ParetoChart pareto =
            new ParetoChart(Axis.of(text("optimize.tokens_a_row"), Unit.COUNT));
    private final ChartPanel paretoPanel = new ChartPanel(text("optimize.pareto"), pareto);
    private final CandidateTable table;
    private final Label count = Labels.muted("");
    private final LineageView lineage;
    private final StackPane lineageBody = new StackPane();
    private final ScrollPane lineageScroll;
    private final CandidatePanel panel;
    private final Region page;
    private final EmptyState empty;
    private ScoreUnit unit = ScoreUnit.CALLS;
    private String chosen = "";
    private boolean byPerson;

    /**
     * @param nameOf the name of a run by its id, such as "Study 14"
     * @param start the button that opens the form, shown while there is no study
     */
    public StudyView(
            StudyModel model, StudyActions actions, UnaryOperator<String> nameOf, Button start) {
        this.model = model;
        this.nameOf = nameOf;
        header = new StudyHeader(model, actions);
        banner = new ResultBanner(actions);
        table = new CandidateTable(model, this::choose);
        table.branching(actions.steering()::branch);
        lineage = new LineageView(model, this::choose);
        lineageScroll = new ScrollPane(lineage);
        panel = new CandidatePanel(model);
        setId("study");
        page = page();
        empty =
                new EmptyState(
                        "chart-line", text("optimize.none"), text("optimize.none.todo"), start);
        empty.getStyleClass().add("island");
        getChildren().setAll(empty);
        model.watch(new WhileShown(this, this::refresh)::changed);
        refresh();
    }

    private Region page() {
        var units = List.of(ScoreUnit.values());
        var toggles = new SegmentedButton();
        for (var one : units) {
            var button = new ToggleButton(one.word());
            button.setSelected(one == unit);
            button.setOnAction(
                    _ -> {
                        button.setSelected(true);
                        unit = one;
                        charts();
                    });
            toggles.getButtons().add(button);
        }
        scorePanel.setControls(toggles);
        var top = island(new VBox(header, banner));
        top.setMinHeight(USE_PREF_SIZE);
        var charts = new HBox(4, grow(island(scorePanel), 820), grow(island(paretoPanel), 400));
        charts.setMinHeight(240);
        charts.setPrefHeight(316);
        charts.setMaxHeight(316);
        lineageScroll.setFitToWidth(true);
        lineageScroll.setFitToHeight(true);
        var lower =
                Layout.tall(
                        new HBox(
                                4,
                                grow(island(candidates()), 756),
                                grow(island(lineagePanel()), 464)));
        var column = new VBox(4, top, charts, lower);
        HBox.setHgrow(column, Priority.ALWAYS);
        column.setMinWidth(0);
        var side = Layout.width(island(panel), 364);
        return Layout.styled(new HBox(4, column, side), "study");
    }

    private Region candidates() {
        var filter = Fields.search(text("optimize.filter"), null);
        filter.setId("candidate-filter");
        filter.getStyleClass().addAll("low", "small");
        Layout.width(filter, 176);
        filter.textProperty().subscribe(table::filter);
        var head =
                Layout.styled(
                        new HBox(
                                Labels.label(text("optimize.candidates"), "panel-title"),
                                count,
                                Layout.grow(),
                                filter),
                        "panel-header");
        table.setPlaceholder(
                new EmptyState(
                        "source-branch",
                        text("optimize.no_candidates"),
                        text("optimize.no_candidates.todo")));
        return new VBox(head, Layout.tall(table));
    }

    private Region lineagePanel() {
        return new VBox(
                Panels.header(
                        text("optimize.lineage"),
                        Legend.of(
                                List.of(
                                        LegendKey.step(text("optimize.to_best")),
                                        LegendKey.merge(text("optimize.merge"))))),
                Layout.tall(lineageBody));
    }

    private static Region island(Region content) {
        var island = Layout.styled(new VBox(Layout.tall(content)), "island");
        island.setMinSize(0, 0);
        return island;
    }

    private static Region grow(Region region, double width) {
        region.setPrefWidth(width);
        HBox.setHgrow(region, Priority.ALWAYS);
        return region;
    }

    private void choose(String id) {
        if (id.equals(chosen)) return;
        byPerson = true;
        showCandidate(id);
    }

    /** Follows the best one until the person has chosen. */
    private void showCandidate(String id) {
        chosen = id;
        table.select(id);
        lineage.select(id);
        panel.show(id.isEmpty() ? null : model.candidate(id));
    }

    private void refresh() {
        if (model.isEmpty()) {
            chosen = "";
            byPerson = false;
            show(empty);
            return;
        }
        if (!chosen.isEmpty() && model.candidate(chosen) == null) {
            chosen = "";
            byPerson = false;
        }
        header.refresh(nameOf.apply(model.run()));
        banner.show(model.result(), model.rows().counts());
        charts();
        table.refreshRows();
        count.setText(Figures.count(model.candidates().size()));
        lineage.refresh();
        var best = model.best().map(StudyCandidate::id).orElse("");
        showCandidate(byPerson ? chosen : best);
        var error = model.error();
        if (error != null && model.candidates().isEmpty())
            show(
                    new VBox(
                            header,
                            Layout.tall(
                                    new StackPane(
                                            new ErrorState(
                                                    error.message(),
                                                    error.hint(),
                                                    error.log(),
                                                    null)))));
        else show(page);
        lineageBody
                .getChildren()
                .setAll(
                        model.candidates().isEmpty()
                                ? new EmptyState(
                                        "source-branch",
                                        text("optimize.no_candidates"),
                                        text("optimize.no_candidates.todo"))
                                : lineageScroll);
    }

    private void show(Node now) {
        if (getChildren().size() != 1 || getChildren().getFirst() != now) getChildren().setAll(now);
    }

    private void charts() {
        var data = unit.data(model);
        score.show(unit.axis(), data);
        scorePanel.setLegend(
                ScoreChart.legend(
                        rows("optimize.full_rows", data.full()),
                        rows("optimize.mini_rows", data.minibatches())));
        if (data.full().isEmpty() && data.minibatches().isEmpty())
            scorePanel.showEmpty(
                    new EmptyState(
                            "chart-line",
                            text("optimize.no_score"),
                            text("optimize.no_score.todo")));
        else scorePanel.showChart();
        pareto();
    }

    private static String rows(String key, List<ScoreData.Evaluation> points) {
        return points.isEmpty() ? "" : text(key, Figures.count(points.getLast().rows()));
    }

    private void pareto() {
        boolean dollars =
                model.candidates().stream()
                        .anyMatch(c -> model.costs().dollarsPer1000(c.id()) != null);
        var axis =
                dollars
                        ? Axis.of(text("optimize.dollars_per_1000"), Unit.DOLLARS)
                        : Axis.of(text("optimize.tokens_a_row"), Unit.COUNT);
        var points = new ArrayList<ParetoChart.Candidate>();
        for (var candidate : model.candidates()) {
            var x =
                    dollars
                            ? model.costs().dollarsPer1000(candidate.id())
                            : model.costs().tokensPerRow(candidate.id());
            var y = candidate.full();
            if (x != null && y != null)
                points.add(new ParetoChart.Candidate(candidate.name(), x, y));
        }
        pareto.show(axis, points);
        paretoPanel.setLegend(ParetoChart.legend());
        if (points.isEmpty())
            paretoPanel.showEmpty(
                    new EmptyState(
                            "scatter-plot-outline",
                            text("optimize.no_pareto"),
                            text("optimize.no_pareto.todo")));
        else paretoPanel.showChart();
    }
}
