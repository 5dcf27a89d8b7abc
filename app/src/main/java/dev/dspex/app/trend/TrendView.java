package dev.dspex.app.trend;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.app.chart.Axis;
import dev.dspex.app.chart.ChartPanel;
import dev.dspex.app.chart.LineChart;
import dev.dspex.app.chart.Unit;
import dev.dspex.app.kit.EmptyState;
import dev.dspex.app.kit.Layout;
import dev.dspex.app.kit.WhileShown;

import javafx.scene.layout.VBox;

/**
 * Score by run: evaluations and studies as two lines, which measure different rows and are never
 * joined.
 */
public final class TrendView extends VBox {
    private final TrendModel model;
    private final LineChart chart =
            new LineChart(
                    Axis.of(text("trend.run"), Unit.COUNT),
                    Axis.of(text("trend.score"), Unit.SCORE));
    private final ChartPanel panel = new ChartPanel(text("trend.title"), chart);

    public TrendView(TrendModel model) {
        this.model = model;
        setId("trend");
        getChildren().add(Layout.tall(panel));
        model.watch(new WhileShown(this, this::refresh)::changed);
        refresh();
    }

    private void refresh() {
        chart.clear();
        var evaluations = chart.line(text("trend.evaluations")).points();
        for (var run : model.of("evaluate")) evaluations.add(run.number(), run.score());
        var studies = chart.line(text("trend.studies")).points();
        for (var run : model.of("optimize")) studies.add(run.number(), run.score());
        chart.refresh();
        panel.setLegend(chart.legend());
        if (model.isEmpty())
            panel.showEmpty(
                    new EmptyState(
                            "chart-timeline-variant", text("trend.none"), text("trend.none.todo")));
        else panel.showChart();
    }
}
