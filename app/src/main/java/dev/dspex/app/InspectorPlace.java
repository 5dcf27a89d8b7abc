package dev.dspex.app;

import dev.dspex.app.canvas.CanvasModel;
import dev.dspex.app.canvas.CanvasView;
import dev.dspex.app.canvas.Inspector;

import javafx.beans.property.BooleanProperty;
import javafx.scene.layout.Region;
import javafx.util.Subscription;

import org.jspecify.annotations.Nullable;

import java.util.Optional;
import java.util.function.Consumer;

/** Keeps the inspector at what is selected on the canvas in front. */
final class InspectorPlace {
    /** A canvas in front, with the project whose program it shows. */
    private record Front(OpenProject project, String program, CanvasView view) {
        CanvasModel model() {
            return view.model();
        }
    }

    private final Editors editors;
    private final Consumer<Boolean> wanted;
    private final Inspector inspector = new Inspector();
    private final BooleanProperty nodeSelected;
    private Subscription selection = Subscription.EMPTY;
    private @Nullable Front front;

    /**
     * @param nodeSelected is kept at whether one node of the main program is selected
     * @param wanted told whether there is something to inspect
     */
    InspectorPlace(Editors editors, BooleanProperty nodeSelected, Consumer<Boolean> wanted) {
        this.editors = editors;
        this.nodeSelected = nodeSelected;
        this.wanted = wanted;
    }

    Region region() {
        return inspector;
    }

    /** The node of the whole program that is selected, where there is one. */
    Optional<String> node() {
        var now = front;
        if (now == null) return Optional.empty();
        return Optional.ofNullable(now.model().selectedProperty().get())
                .filter(_ -> now.model().path().isEmpty())
                .filter(id -> now.model().program().node(id).isPresent());
    }

    /** Follows the selection of a canvas. */
    void follow(OpenProject project, String program, CanvasView canvas) {
        selection.unsubscribe();
        front = new Front(project, program, canvas);
        selection = canvas.model().selectedProperty().subscribe(_ -> show());
    }

    /** No canvas is in front. */
    void showNothing() {
        selection.unsubscribe();
        selection = Subscription.EMPTY;
        front = null;
        nodeSelected.set(false);
        inspector.showNothing();
    }

    /** The program of a canvas was edited. */
    void rebuilt(CanvasModel model) {
        if (front != null && front.model() == model) show();
    }

    /** A run changed a node. */
    void changed(CanvasModel model, String id) {
        if (front == null || front.model() != model) return;
        if (id.equals(model.selectedProperty().get())) inspector.update(model.status(id));
    }

    private void show() {
        var now = front;
        if (now == null) return;
        var id = now.model().selectedProperty().get();
        var box = id == null ? null : now.model().box(id).orElse(null);
        nodeSelected.set(now.program().equals(now.project().main()) && node().isPresent());
        wanted.accept(box != null);
        if (box == null) inspector.showNothing();
        else
            inspector.show(
                    now.model().program(),
                    box,
                    now.model().status(box.id()),
                    editors.context(now.project(), now.program()));
    }
}
