package dev.dspex.app.lab;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.app.kit.Figures;
import dev.dspex.app.kit.Labels;
import dev.dspex.app.kit.Layout;
import dev.dspex.app.kit.RunState;
import dev.dspex.app.kit.StateIcon;

import javafx.scene.control.Label;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

import java.util.Objects;
import java.util.function.DoubleConsumer;

/** A measure of a lane: what it is called, what it is now, and how it went. */
final class StripView extends VBox {
    private final Strip strip;
    private final StripCanvas canvas;
    private final StateIcon sign = new StateIcon(RunState.OK, 12);
    private final Label value = Labels.mono("");

    /**
     * @param look told the second that the pointer is at, NaN when it leaves
     * @param reveal told the second that was pressed
     */
    StripView(Strip strip, DoubleConsumer look, DoubleConsumer reveal) {
        this.strip = strip;
        canvas = new StripCanvas(strip);
        getStyleClass().add("lane-strip");
        var head = new HBox(6, Labels.cut(LabWords.strip(strip), "small", "muted"), Layout.grow());
        head.getChildren().addAll(sign, value);
        head.setAlignment(javafx.geometry.Pos.CENTER_LEFT);
        sign.setVisible(false);
        value.setMinWidth(USE_PREF_SIZE);
        getChildren().addAll(head, Layout.tall(canvas));
        setOnMouseMoved(e -> look.accept(secondsAt(e)));
        setOnMouseExited(_ -> look.accept(Double.NaN));
        setOnMouseClicked(e -> reveal.accept(secondsAt(e)));
    }

    private double secondsAt(MouseEvent e) {
        return canvas.secondsAt(canvas.sceneToLocal(e.getSceneX(), e.getSceneY()).getX());
    }

    void show(LabLane lane, double span, double limit) {
        var series = lane.measure(strip);
        canvas.show(series, lane.firings(), span, limit);
        say(lane, series.last());
    }

    /** A line at this second in the strip, and the value that held there; NaN for none. */
    void look(LabLane lane, double seconds) {
        canvas.look(seconds);
        var series = lane.measure(strip);
        say(lane, Double.isNaN(seconds) ? series.last() : series.at(seconds));
    }

    private void say(LabLane lane, double now) {
        boolean known = !Double.isNaN(now);
        boolean schema = strip == Strip.SCHEMA;
        sign.setVisible(schema && known);
        value.getStyleClass().remove("error-text");
        if (!known) {
            value.setText(schema && lane.last() != null ? text("lab.schema.any") : "");
        } else if (schema) {
            sign.setState(now > 0 ? RunState.OK : RunState.ERROR);
            var at = lane.brokenAt();
            value.setText(
                    now > 0
                            ? text("lab.schema.yes")
                            : at == null
                                    ? text("lab.schema.no")
                                    : text("lab.schema.no_at", Figures.count(at)));
            if (now == 0) value.getStyleClass().add("error-text");
        } else {
            value.setText(
                    strip == Strip.RATE
                            ? Figures.count(Math.round(now))
                            : String.format(java.util.Locale.ROOT, "%.2f", now));
        }
        var words = LabWords.strip(strip) + ": " + value.getText();
        if (!Objects.equals(canvas.getAccessibleText(), words)) canvas.setAccessibleText(words);
    }
}
