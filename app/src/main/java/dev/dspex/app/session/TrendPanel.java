package dev.dspex.app.session;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.app.chart.ChartPanel;
import dev.dspex.app.chart.LegendKey;
import dev.dspex.app.chart.TrendChart;
import dev.dspex.app.kit.EmptyState;

import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.StackPane;

import org.controlsfx.control.SegmentedButton;

import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;

/** The scores of a session over time, the trend that they had, and the decision that is open. */
final class TrendPanel extends StackPane {
    private static final double GAP = 14;

    private final LiveSessionModel model;
    private final TrendChart chart;
    private final ChartPanel panel;
    private final VerdictCard card;
    private final Map<ToggleButton, Integer> windows;
    private int last = Integer.MAX_VALUE;
    private double cardAt;

    /**
     * @param opened told the number of a decision that a person opens; 0 when it is closed
     */
    TrendPanel(LiveSessionModel model, IntConsumer opened) {
        this.model = model;
        chart = new TrendChart(index -> opened.accept(model.verdicts().get(index).number()));
        chart.setId("session-chart");
        panel = new ChartPanel(text("session.trend"), chart);
        card = new VerdictCard(() -> opened.accept(0));
        card.setManaged(false);
        card.setVisible(false);
        windows =
                Map.of(
                        window("session-last-100", text("session.last", 100)),
                        100,
                        window("session-last-500", text("session.last", 500)),
                        500,
                        window("session-all", text("session.all")),
                        Integer.MAX_VALUE);
        var segments = new SegmentedButton();
        windows.keySet().stream()
                .sorted((a, b) -> Integer.compare(tasks(a), tasks(b)))
                .forEach(segments.getButtons()::add);
        panel.setControls(segments);
        panel.setLegend(
                List.of(
                        LegendKey.points(text("session.legend.task")),
                        LegendKey.step(text("session.legend.smooth", TaskDone.SMOOTHED)),
                        LegendKey.opened(text("session.legend.decision"))));
        getStyleClass().add("island");
        getChildren().addAll(panel, card);
        setMinSize(0, 0);
        setOnKeyPressed(
                e -> {
                    if (e.getCode() != KeyCode.ESCAPE || !card.isVisible()) return;
                    opened.accept(0);
                    e.consume();
                });
        windows.forEach((button, tasks) -> button.setSelected(tasks == last));
        chart.boundsInParentProperty().subscribe(this::requestLayout);
    }

    private int tasks(ToggleButton button) {
        return windows.getOrDefault(button, 0);
    }

    private ToggleButton window(String id, String name) {
        var button = new ToggleButton(name);
        button.setId(id);
        button.getStyleClass().add("small");
        button.setMinWidth(USE_PREF_SIZE);
        button.setOnAction(
                _ -> {
                    button.setSelected(true);
                    last = tasks(button);
                    refresh();
                });
        return button;
    }

    void refresh() {
        var tasks = model.tasks();
        if (tasks.isEmpty()) {
            panel.showEmpty(
                    new EmptyState(
                            "chart-line",
                            text("session.trend.none"),
                            text("session.trend.none.todo")));
            return;
        }
        int first = Math.max(0, tasks.size() - last);
        double from = first == 0 ? 0 : tasks.get(first).at();
        chart.show(new SessionTrend(model), from, Math.max(model.seconds(), from + 1));
        panel.showChart();
        requestLayout();
    }

    /** Shows a decision beside its mark; null shows none. */
    void open(Verdict verdict) {
        chart.open(verdict.number());
        cardAt = verdict.at();
        card.show(verdict);
        card.setVisible(true);
        requestLayout();
    }

    void close() {
        chart.open(0);
        if (card.isVisible() && card.isFocusWithin()) chart.requestFocus();
        card.setVisible(false);
    }

    @Override
    protected void layoutChildren() {
        super.layoutChildren();
        if (!card.isVisible()) return;
        double mark = chart.getBoundsInParent().getMinX() + chart.placeOf(cardAt);
        double wide = Math.min(VerdictCard.WIDTH, getWidth() - 2 * GAP);
        double high = Math.min(card.prefHeight(wide), getHeight() - 44);
        double x = mark - GAP - wide < GAP ? mark + GAP : mark - GAP - wide;
        x = Math.clamp(x, GAP, Math.max(GAP, getWidth() - wide - GAP));
        double y = Math.max(40, getHeight() - 64 - high);
        card.resizeRelocate(Math.rint(x), Math.rint(y), wide, high);
    }
}
