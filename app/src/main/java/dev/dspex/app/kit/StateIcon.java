package dev.dspex.app.kit;

import dev.dspex.app.theme.Motion;

import javafx.animation.Animation;
import javafx.animation.Interpolator;
import javafx.animation.KeyFrame;
import javafx.animation.KeyValue;
import javafx.animation.Timeline;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.AccessibleRole;
import javafx.scene.Scene;
import javafx.scene.layout.Region;
import javafx.scene.shape.SVGPath;
import javafx.scene.transform.Rotate;
import javafx.scene.transform.Scale;
import javafx.stage.Window;

import org.jspecify.annotations.Nullable;

/** A state as shape and colour, 16 px or smaller. Its accessible text is the state's word. */
public final class StateIcon extends Region {
    private final SVGPath back = path("back");
    private final SVGPath front = path("front");
    private final Rotate turn = new Rotate(0, 8, 8);
    private final ObjectProperty<RunState> state;
    private @Nullable Timeline turning;
    private boolean shown;

    public StateIcon(RunState initial) {
        this(initial, 16);
    }

    public StateIcon(RunState initial, double size) {
        state = new SimpleObjectProperty<>(this, "state", initial);
        getStyleClass().add("state-icon");
        setMinSize(size, size);
        setPrefSize(size, size);
        setMaxSize(size, size);
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        var scale = new Scale(size / 16, size / 16);
        back.getTransforms().add(scale);
        front.getTransforms().addAll(scale, turn);
        getChildren().addAll(back, front);
        state.subscribe(this::show);
        sceneProperty()
                .flatMap(Scene::windowProperty)
                .flatMap(Window::showingProperty)
                .orElse(false)
                .subscribe(
                        showing -> {
                            shown = showing;
                            turnOrRest();
                        });
    }

    public ObjectProperty<RunState> stateProperty() {
        return state;
    }

    public void setState(RunState now) {
        state.set(now);
    }

    public RunState getState() {
        return state.get();
    }

    private void show(RunState now) {
        getStyleClass().removeIf(name -> name.startsWith("state-") && !name.equals("state-icon"));
        getStyleClass().add(now.styleClass());
        back.setContent(now.back());
        front.setContent(now.front());
        setAccessibleText(now.word());
        turnOrRest();
    }

    /** Only a running icon on the screen turns: an endless animation keeps every frame alive. */
    private void turnOrRest() {
        var turns = shown && state.get() == RunState.RUNNING && Motion.allowed(this);
        if (turns == (turning != null)) return;
        if (turning != null) {
            turning.stop();
            turning = null;
            turn.setAngle(0);
            return;
        }
        var timeline =
                new Timeline(
                        new KeyFrame(
                                Motion.TURN,
                                new KeyValue(turn.angleProperty(), 360, Interpolator.LINEAR)));
        timeline.setCycleCount(Animation.INDEFINITE);
        timeline.play();
        turning = timeline;
    }

    private static SVGPath path(String style) {
        var path = new SVGPath();
        path.setManaged(false);
        path.getStyleClass().add(style);
        return path;
    }
}
