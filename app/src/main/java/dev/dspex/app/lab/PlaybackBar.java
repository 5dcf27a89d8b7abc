package dev.dspex.app.lab;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.app.kit.Figures;
import dev.dspex.app.kit.Icons;
import dev.dspex.app.kit.Labels;
import dev.dspex.app.kit.Layout;

import javafx.animation.AnimationTimer;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Slider;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.HBox;

import org.controlsfx.control.SegmentedButton;
import org.kordamp.ikonli.javafx.FontIcon;

import java.util.List;

/** Plays a run that has ended again, at any speed, from any second. */
final class PlaybackBar extends HBox {
    private static final List<Double> SPEEDS =
            List.of(0.5, 1.0, 2.0, 4.0, Double.POSITIVE_INFINITY);

    private final LabModel model;
    private final FontIcon sign = Icons.icon("play");
    private final Button play = new Button(null, sign);
    private final Slider place = new Slider(0, 1, 0);
    private final Label time = Labels.mono("", "muted");
    private final SegmentedButton speeds = new SegmentedButton();
    private final AnimationTimer clock =
            new AnimationTimer() {
                private long last;

                @Override
                public void start() {
                    last = 0;
                    super.start();
                }

                @Override
                public void handle(long now) {
                    if (last > 0) model.advance((now - last) / 1e9);
                    last = now;
                }
            };
    private boolean ticking;
    private boolean following;

    PlaybackBar(LabModel model) {
        this.model = model;
        play.setId("lab-play");
        play.getStyleClass().add("icon-button");
        play.setOnAction(
                _ -> {
                    if (model.playing()) model.pause();
                    else model.play();
                });
        place.setId("lab-place");
        place.setAccessibleText(text("lab.play.place"));
        Layout.wide(place);
        place.setMinWidth(80);
        place.valueProperty()
                .subscribe(
                        (_, seconds) -> {
                            if (!following) model.seek(seconds.doubleValue());
                        });
        time.setMinWidth(USE_PREF_SIZE);
        for (var speed : SPEEDS) {
            var button = new ToggleButton(word(speed));
            button.setMinWidth(USE_PREF_SIZE);
            button.setOnAction(_ -> model.setSpeed(speed));
            speeds.getButtons().add(button);
        }
        speeds.setMinWidth(USE_PREF_SIZE);
        getStyleClass().addAll("island", "lab-playback");
        getChildren().addAll(play, place, time, speeds);
        sceneProperty().subscribe(() -> tick());
    }

    private static String word(double speed) {
        return Double.isInfinite(speed)
                ? text("lab.play.once")
                : LabWords.number(speed).replaceAll("(\\.\\d)0$", "$1") + "×";
    }

    void refresh() {
        setVisible(model.playable());
        setManaged(model.playable());
        Icons.set(sign, model.playing() ? "pause" : "play");
        play.setAccessibleText(text(model.playing() ? "lab.play.pause" : "lab.play"));
        following = true;
        place.setMax(Math.max(0.01, model.length()));
        place.setValue(model.position());
        following = false;
        time.setText(
                text(
                        "lab.play.time",
                        Figures.seconds(model.position()),
                        Figures.seconds(model.length())));
        for (int i = 0; i < SPEEDS.size(); i++)
            speeds.getButtons().get(i).setSelected(SPEEDS.get(i) == model.speed());
        tick();
    }

    /** The clock runs only while it plays where it can be seen. */
    private void tick() {
        boolean wanted = model.playing() && getScene() != null;
        if (wanted == ticking) return;
        ticking = wanted;
        if (wanted) clock.start();
        else clock.stop();
    }
}
