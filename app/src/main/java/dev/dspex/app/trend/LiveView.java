package dev.dspex.app.trend;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.app.chart.Axis;
import dev.dspex.app.chart.Chart;
import dev.dspex.app.chart.ChartPanel;
import dev.dspex.app.chart.LineChart;
import dev.dspex.app.chart.Unit;
import dev.dspex.app.kit.EmptyState;
import dev.dspex.app.kit.Layout;
import dev.dspex.app.kit.WhileShown;

import javafx.scene.layout.HBox;

/** Tokens a second and latency of the run that is shown, beside each other. */
public final class LiveView extends HBox {
    /** Seconds from which a run is counted in minutes. */
    private static final double MINUTES_FROM = 180;

    private final LiveModel model;
    private final LineChart rates =
            new LineChart(Axis.of(text("trend.seconds"), Unit.COUNT), Axis.of("", Unit.COUNT));
    private final LineChart latencies =
            new LineChart(Axis.of(text("trend.seconds"), Unit.SECONDS), Axis.of("", Unit.SECONDS));
    private final ChartPanel ratePanel = panel(text("trend.rate"), rates);
    private final ChartPanel latencyPanel = panel(text("trend.latency"), latencies);

    public LiveView(LiveModel model) {
        this.model = model;
        setId("live-charts");
        latencyPanel.getStyleClass().addAll("run-side", "last");
        getChildren().addAll(Layout.wide(ratePanel), Layout.wide(latencyPanel));
        ratePanel.setPrefWidth(100);
        latencyPanel.setPrefWidth(100);
        model.watch(new WhileShown(this, this::refresh)::changed);
        refresh();
    }

    private static ChartPanel panel(String title, Chart chart) {
        return new ChartPanel(title, chart);
    }

    private void refresh() {
        rates.clear();
        var rate = rates.line(text("trend.rate")).points();
        for (var point : model.rates()) rate.add(point.second(), point.tokens());
        rates.refresh();
        latencies.clear();
        var median = latencies.line(text("trend.p50")).points();
        var slow = latencies.line(text("trend.p95")).points();
        var points = model.latencies();
        var isLong = !points.isEmpty() && points.getLast().seconds() > MINUTES_FROM;
        latencies.setAxisX(
                isLong
                        ? Axis.of(text("trend.minutes"), Unit.MINUTES)
                        : Axis.of(text("trend.seconds"), Unit.SECONDS));
        for (var point : points) {
            var at = isLong ? point.seconds() / 60 : point.seconds();
            median.add(at, point.p50());
            slow.add(at, point.p95());
        }
        latencies.refresh();
        latencyPanel.setLegend(latencies.legend());
        show(ratePanel, !rate.isEmpty());
        show(latencyPanel, !median.isEmpty());
    }

    private void show(ChartPanel panel, boolean any) {
        if (any) panel.showChart();
        else
            panel.showEmpty(
                    new EmptyState(
                            "speedometer",
                            text(model.isEmpty() ? "trend.no_run" : "trend.no_calls"),
                            text("trend.no_run.todo")));
    }
}
