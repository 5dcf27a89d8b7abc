package dev.dspex.app.theme;

import javafx.application.Application;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.Scene;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;

/**
 * How the workbench looks now. A change is seen at once in every scene that was dressed. JavaFX
 * thread only.
 */
public final class Appearance {
    static final String REDUCED_MOTION = "reduced-motion";

    private final ObjectProperty<Theme> theme =
            new SimpleObjectProperty<>(this, "theme", Theme.DARK);
    private final DoubleProperty scale = new SimpleDoubleProperty(this, "scale", 1);
    private final BooleanProperty reducedMotion = new SimpleBooleanProperty(this, "reducedMotion");
    private final List<WeakReference<Scene>> scenes = new ArrayList<>();
    private String sheet = "";

    public Appearance() {
        theme.subscribe(_ -> compose());
        scale.subscribe(_ -> compose());
        reducedMotion.subscribe(_ -> each(this::apply));
    }

    public ObjectProperty<Theme> themeProperty() {
        return theme;
    }

    /** 0.8 to 2; 1 is body text of 13 px. */
    public DoubleProperty scaleProperty() {
        return scale;
    }

    public BooleanProperty reducedMotionProperty() {
        return reducedMotion;
    }

    /** Gives the scene our sheets, now and after every change. Dialogs need it too. */
    public void dress(Scene scene) {
        scenes.add(new WeakReference<>(scene));
        apply(scene);
        scene.rootProperty().subscribe(_ -> apply(scene));
    }

    private void compose() {
        sheet = StyleSheets.compose(theme.get(), Math.clamp(scale.get(), 0.8, 2));
        Application.setUserAgentStylesheet(theme.get().userAgentSheet());
        each(this::apply);
    }

    private void apply(Scene scene) {
        if (!scene.getStylesheets().equals(List.of(sheet))) scene.getStylesheets().setAll(sheet);
        var root = scene.getRoot();
        if (root == null) return;
        root.getStyleClass().remove(REDUCED_MOTION);
        if (reducedMotion.get()) root.getStyleClass().add(REDUCED_MOTION);
    }

    private void each(java.util.function.Consumer<Scene> action) {
        scenes.removeIf(reference -> reference.get() == null);
        for (var reference : scenes) {
            var scene = reference.get();
            if (scene != null) action.accept(scene);
        }
    }
}
