package dev.dspex.app.canvas;

import dev.dspex.app.kit.Viewport;
import dev.dspex.edit.Mark;
import dev.dspex.program.Tint;

import javafx.css.PseudoClass;
import javafx.scene.Group;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import javafx.scene.transform.Scale;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Frames, or notes, of the program. Frames lie below the links, notes above them. */
final class MarkLayer extends Pane {
    private static final PseudoClass SELECTED = PseudoClass.getPseudoClass("selected");

    private final CanvasModel model;
    private final Mark.Sort sort;
    private final Group world = new Group();
    private final Scale scale = new Scale(1, 1);
    private final Map<String, Region> views = new HashMap<>();

    MarkLayer(CanvasModel model, Mark.Sort sort) {
        this.model = model;
        this.sort = sort;
        world.getTransforms().add(scale);
        getChildren().add(world);
        setPickOnBounds(false);
        setMouseTransparent(true);
        rebuilt();
    }

    /** The style class of a colour; the theme's own for null. */
    static String style(@Nullable Tint tint) {
        return tint == null ? "tint-none" : "tint-" + tint.text();
    }

    void place(Viewport view) {
        world.setTranslateX(view.x());
        world.setTranslateY(view.y());
        scale.setX(view.zoom());
        scale.setY(view.zoom());
    }

    void rebuilt() {
        views.clear();
        var program = model.program();
        if (sort == Mark.Sort.NOTE) {
            for (var i = 0; i < program.notes().size(); i++)
                if (program.notes().get(i).at() != null)
                    views.put(Mark.note(i).id(), new NoteView(program.notes().get(i)));
        } else {
            for (var i = 0; i < program.frames().size(); i++)
                views.put(Mark.frame(i).id(), new FrameView(program.frames().get(i)));
        }
        views.forEach((id, view) -> view.setId(id.replace(':', '-')));
        world.getChildren().setAll(largestFirst());
        moved();
        select();
    }

    void moved() {
        views.forEach(
                (id, view) ->
                        model.area(id)
                                .ifPresent(
                                        at -> {
                                            view.relocate(at.getMinX(), at.getMinY());
                                            view.setMinSize(at.getWidth(), at.getHeight());
                                            view.setPrefSize(at.getWidth(), at.getHeight());
                                            view.setMaxSize(at.getWidth(), at.getHeight());
                                        }));
    }

    void select() {
        views.forEach(
                (id, view) ->
                        view.pseudoClassStateChanged(SELECTED, model.selection().contains(id)));
    }

    private List<Region> largestFirst() {
        var all = new ArrayList<>(views.values());
        all.sort(Comparator.comparingDouble(v -> -v.getMinWidth() * v.getMinHeight()));
        return all;
    }
}
