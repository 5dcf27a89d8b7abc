package dev.dspex.app.canvas;

import dev.dspex.app.theme.Motion;

import javafx.animation.Interpolator;
import javafx.animation.KeyFrame;
import javafx.animation.KeyValue;
import javafx.animation.Timeline;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.scene.Node;

import java.util.function.DoubleConsumer;

/** A short way from here to there; at once where motion is not wanted. */
final class Glide {
    private Glide() {}

    /**
     * @param step gets the part of the way that is done, from 0 to 1
     */
    static void run(Node node, DoubleConsumer step, Runnable end) {
        if (!Motion.allowed(node)) {
            step.accept(1);
            end.run();
            return;
        }
        var way = new SimpleDoubleProperty(0);
        way.subscribe(t -> step.accept(t.doubleValue()));
        var there = new KeyValue(way, 1, Interpolator.EASE_BOTH);
        var glide = new Timeline(new KeyFrame(Motion.CANVAS, there));
        glide.setOnFinished(_ -> end.run());
        glide.play();
    }
}
