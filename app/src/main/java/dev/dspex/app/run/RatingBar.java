package dev.dspex.app.run;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.app.kit.Buttons;
import dev.dspex.app.kit.Labels;
import dev.dspex.app.kit.Layout;

import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;

import java.util.OptionalDouble;
import java.util.function.DoubleConsumer;

/** Rates the answer of the selected row, or keeps it as what is expected. */
final class RatingBar extends HBox {
    /** The worst rating is 1, the best 5. */
    static final int BEST = 5;

    private final Label rated = Labels.muted("");
    private final Button good = Buttons.small(text("run.rate.good"), "thumb-up-outline");
    private final Button bad = Buttons.small(text("run.rate.bad"), "thumb-down-outline");
    private final Button keep = Buttons.small(text("run.rate.keep"), "check");

    RatingBar(DoubleConsumer rate, Runnable expect) {
        setId("rating-bar");
        Layout.styled(this, "figures-row");
        good.setId("rate-good");
        bad.setId("rate-bad");
        keep.setId("rate-keep");
        good.setOnAction(_ -> rate.accept(1));
        bad.setOnAction(_ -> rate.accept(0));
        keep.setOnAction(_ -> expect.run());
        getChildren().addAll(good, bad, rated, Layout.grow(), keep);
    }

    /**
     * @param answered whether a row with an answer is selected
     * @param labelled whether its answer can become what is expected
     */
    void show(boolean answered, boolean labelled, OptionalDouble rating) {
        good.setDisable(!answered);
        bad.setDisable(!answered);
        keep.setDisable(!labelled);
        rated.setText(
                !answered
                        ? text("run.rate.select")
                        : rating.isPresent()
                                ? text("run.rate.rated", words(rating.getAsDouble()))
                                : text("run.rate.keys"));
    }

    /** A rating from 0 to 1 as 1 to 5. */
    static String words(double score) {
        double steps = 1 + score * (BEST - 1);
        return steps == Math.rint(steps) ? Integer.toString((int) steps) : "%.1f".formatted(steps);
    }

    /** The rating that a key stands for. */
    static OptionalDouble rating(KeyCode key) {
        int digit = key.isDigitKey() ? key.getName().charAt(key.getName().length() - 1) - '0' : 0;
        return digit < 1 || digit > BEST
                ? OptionalDouble.empty()
                : OptionalDouble.of((digit - 1) / (BEST - 1.0));
    }
}
