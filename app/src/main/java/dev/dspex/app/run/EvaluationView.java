package dev.dspex.app.run;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.app.chart.Axis;
import dev.dspex.app.chart.ChartPanel;
import dev.dspex.app.chart.LineChart;
import dev.dspex.app.chart.Span;
import dev.dspex.app.chart.Unit;
import dev.dspex.app.feed.Statuses;
import dev.dspex.app.kit.EmptyState;
import dev.dspex.app.kit.ErrorState;
import dev.dspex.app.kit.Figures;
import dev.dspex.app.kit.Labels;
import dev.dspex.app.kit.Layout;
import dev.dspex.app.kit.RunState;
import dev.dspex.app.kit.StateIcon;
import dev.dspex.app.kit.ViewStates;
import dev.dspex.app.kit.WhileShown;
import dev.dspex.app.run.EvaluationModel.Verdict;
import dev.dspex.program.Words;

import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

import java.util.OptionalDouble;
import java.util.function.Consumer;

/**
 * An evaluation: the score so far with its interval, how far it is, and the rows, wrong ones first.
 */
public final class EvaluationView extends VBox {
    private final EvaluationModel model;
    private final Judging judging;
    private final StateIcon state = new StateIcon(RunState.IDLE);
    private final Label score = Labels.label("", "verdict");
    private final Label interval = Labels.muted("");
    private final Label what = Labels.cut("", "small", "muted");
    private final Label counts = Labels.muted("");
    private final ProgressBar progress = new ProgressBar(0);
    private final Label done = Labels.mono("", "muted");
    private final LineChart chart =
            new LineChart(Axis.of(text("run.rows_scored"), Unit.COUNT), Axis.of("", Unit.SCORE));
    private final ChartPanel chartPanel = new ChartPanel(text("run.running_score"), chart);
    private final EvaluationTable table;
    private final RatingBar rating;
    private final VBox rows;
    private final ViewStates body;
    private final HBox head;
    private final HBox steps;
    private int drawn;

    /**
     * @param openTrace called with a call id and a row id to show how a row was answered
     */
    public EvaluationView(
            EvaluationModel model, Judging judging, Consumer<EvaluationModel.Row> openTrace) {
        this.model = model;
        this.judging = judging;
        table = new EvaluationTable(openTrace, judging::rating, this::rate);
        rating = new RatingBar(score -> selected(row -> rate(row, score)), this::expect);
        rows = Layout.column(0, Layout.tall(table), rating);
        body = new ViewStates(rows);
        setId("evaluation");
        chart.setSpanY(new Span(0, 1));
        progress.setMaxWidth(Double.MAX_VALUE);
        head =
                Layout.styled(
                        new HBox(state, score, interval, Layout.wide(what), counts),
                        "view-header",
                        "evaluation-head");
        steps = Layout.styled(new HBox(Layout.wide(progress), done), "figures-row");
        steps.managedProperty().bind(steps.visibleProperty());
        Layout.width(chartPanel, 320);
        chartPanel.setMaxHeight(320);
        var lower =
                Layout.tall(
                        new HBox(Layout.wide(body), Layout.styled(chartPanel, "run-side", "last")));
        getChildren().addAll(head, steps, lower);
        model.watch(new WhileShown(this, this::refresh)::changed);
        judging.watch(new WhileShown(this, this::judged)::changed);
        table.getSelectionModel().selectedItemProperty().subscribe(this::rated);
        refresh();
    }

    private void selected(Consumer<EvaluationModel.Row> action) {
        var row = table.getSelectionModel().getSelectedItem();
        if (row != null && row.isAnswered()) action.accept(row);
    }

    private void rate(EvaluationModel.Row row, double score) {
        if (row.isAnswered()) judging.rate(model.run(), row, score);
    }

    private void expect() {
        selected(row -> judging.expect(model.split(), row));
    }

    private void judged() {
        table.refresh();
        rated();
    }

    /** The bar follows the selected row. */
    private void rated() {
        var row = table.getSelectionModel().getSelectedItem();
        var answered = row != null && row.isAnswered();
        rating.show(
                answered,
                answered && !model.split().isEmpty(),
                answered ? judging.rating(row) : OptionalDouble.empty());
    }

    private void refresh() {
        state.setState(model.state());
        head.setVisible(!model.isEmpty());
        head.setManaged(!model.isEmpty());
        boolean any = model.counted() > 0;
        score.setText(any ? Figures.score(model.mean()) : "");
        interval.setText(
                model.halfInterval() > 0
                        ? text(
                                "run.interval",
                                Figures.score(Math.max(0, model.mean() - model.halfInterval())),
                                Figures.score(Math.min(1, model.mean() + model.halfInterval())))
                        : "");
        what.setText(
                model.isEmpty()
                        ? ""
                        : text(
                                "run.evaluation.what",
                                model.metric(),
                                model.split(),
                                Statuses.word(model.status())));
        counts.setText(
                model.done() > 0
                        ? text(
                                        "run.counts",
                                        Figures.count(model.count(Verdict.RIGHT)),
                                        Figures.count(model.count(Verdict.PART)),
                                        Figures.count(model.count(Verdict.WRONG)),
                                        Figures.count(model.errors()))
                                + (model.unrated() > 0
                                        ? text("run.counts.unrated", Figures.count(model.unrated()))
                                        : "")
                        : "");
        int total = model.total();
        steps.setVisible(total > 0 && model.done() < total);
        progress.setProgress(total == 0 ? 0 : (double) model.done() / total);
        done.setText(
                total == 0
                        ? ""
                        : text("run.rows_done", Figures.count(model.done()), Figures.count(total)));
        chart();
        body();
    }

    private void chart() {
        if (model.counted() < drawn || chart.lines().isEmpty()) {
            chart.clear();
            chart.line(text("run.running_score"));
            drawn = 0;
        }
        var means = model.running();
        for (; drawn < means.size(); drawn++)
            chart.lines().getFirst().points().add(drawn + 1, means.get(drawn));
        chart.refresh();
        if (means.isEmpty())
            chartPanel.showEmpty(
                    new EmptyState(
                            "chart-line",
                            text("run.evaluation.none_scored"),
                            text("run.evaluation.none_scored.todo")));
        else chartPanel.showChart();
    }

    private void body() {
        var error = model.error();
        if (model.isEmpty())
            body.show(
                    new EmptyState(
                            "checkbox-multiple-marked-outline",
                            text("run.evaluation.none"),
                            text("run.evaluation.none.todo")));
        else if (model.done() > 0) {
            table.show(model.rows());
            rated();
            body.show(rows);
        } else if (error != null)
            body.show(
                    new ErrorState(
                            Words.told(error.message()),
                            Words.told(error.hint()),
                            error.log(),
                            null));
        else body.loading(5);
    }
}
