package dev.dspex.app.stream;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.app.chart.Sparkline;
import dev.dspex.app.feed.Durations;
import dev.dspex.app.feed.ReadOnlyText;
import dev.dspex.app.kit.Chips;
import dev.dspex.app.kit.Figures;
import dev.dspex.app.kit.Labels;
import dev.dspex.app.kit.Layout;
import dev.dspex.app.kit.RunState;
import dev.dspex.app.kit.StateIcon;

import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/** One lane: head with state and names, the text, foot with the pace. */
final class LaneView extends VBox {
    private final Lane lane;
    private final StateIcon state;
    private final Label calls = Chips.chip("", null, "accent");
    private final ReadOnlyText area;
    private final Sparkline spark = new Sparkline(text("stream.rate"), 56, 16, 48);
    private final Label rate = Labels.label("", "mono-tiny", "muted");
    private final Label first = Labels.label("", "mono-tiny", "muted");
    private final Label tokens = Labels.label("", "mono-tiny", "muted");
    private long shown;
    private int sampled;

    LaneView(Lane lane, String title) {
        this.lane = lane;
        state = new StateIcon(lane.state());
        area = new ReadOnlyText(text("stream.of", title, lane.field()));
        getStyleClass().add("lane");
        var name = Labels.cut(title, "semi");
        var head =
                Layout.styled(
                        new HBox(
                                state,
                                name,
                                Layout.wide(Labels.cut(lane.field(), "mono", "muted")),
                                calls),
                        "lane-bar");
        var frame = Layout.styled(new StackPane(area), "lane-text");
        VBox.setMargin(frame, new javafx.geometry.Insets(0, 12, 0, 12));
        var foot =
                Layout.styled(
                        new HBox(spark, rate, first, Layout.grow(), tokens), "lane-bar", "foot");
        getChildren().addAll(head, Layout.tall(frame), foot);
        setMinWidth(320);
        setPrefWidth(100);
        HBox.setHgrow(this, javafx.scene.layout.Priority.ALWAYS);
        refresh();
    }

    Lane lane() {
        return lane;
    }

    /** One append for all that came since the last frame. */
    void refresh() {
        if (lane.letters() > shown) {
            area.append(lane.since(shown), "", Lane.KEPT);
            shown = lane.letters();
        }
        state.setState(lane.state());
        var rates = lane.rates();
        int total = Math.min(rates.size(), 48);
        if (sampled != total || lane.state() == RunState.RUNNING) {
            spark.clear();
            for (double value : rates) spark.add(value);
            sampled = total;
        }
        calls.setText(text("stream.call", String.valueOf(lane.calls())));
        calls.setVisible(lane.calls() > 1);
        calls.setManaged(lane.calls() > 1);
        rate.setText(
                lane.rate() > 0
                        ? text("stream.per_second", Figures.count(Math.round(lane.rate())))
                        : "");
        first.setText(
                lane.firstToken() >= 0
                        ? text("stream.first", Durations.text(lane.firstToken()))
                        : "");
        tokens.setText(text("stream.tokens", Figures.large(lane.tokens())));
    }
}
