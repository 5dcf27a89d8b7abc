package dev.dspex.app;

import dev.dspex.app.canvas.CanvasModel;
import dev.dspex.app.canvas.CanvasView;
import dev.dspex.app.inspector.Inspector;
import dev.dspex.app.inspector.Selected;
import dev.dspex.app.kit.RunState;
import dev.dspex.program.Names;
import dev.dspex.program.Parts;
import dev.dspex.program.Program;

import javafx.scene.layout.Region;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashSet;
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
    private final SelectedNode selectedNode;
    private @Nullable Front front;

    /**
     * @param node is kept at the one node of the main program that is selected
     * @param wanted told whether something is selected
     */
    InspectorPlace(Editors editors, SelectedNode node, Consumer<Boolean> wanted) {
        this.editors = editors;
        selectedNode = node;
        this.wanted = wanted;
    }

    Region region() {
        return inspector;
    }

    /** The path from the top of the node that is selected, where there is one. */
    Optional<String> node() {
        return front != null
                        && selected(front.model()) instanceof Selected.One(String id)
                        && front.model().program().node(id).isPresent()
                ? Optional.of(front.model().full(id))
                : Optional.empty();
    }

    /** Follows edits, runs and the selection of a canvas while it is in front. */
    void watch(CanvasModel model) {
        model.onChanged(id -> changed(model, id));
        model.onRebuilt(() -> edited(model));
        model.onSelection(() -> edited(model));
    }

    /** Goes over to a canvas. */
    void follow(OpenProject project, String program, CanvasView canvas) {
        front = new Front(project, program, canvas);
        show();
    }

    /** No canvas is in front. */
    void showNothing() {
        front = null;
        selectedNode.set(null);
        inspector.showNothing();
    }

    /** The first field gets the keyboard. */
    void takeKeyboard() {
        inspector.takeKeyboard();
    }

    /** Something around the program changed: settings of the project, variables. */
    void refresh() {
        show();
    }

    private void edited(CanvasModel model) {
        if (front != null && front.model() == model) show();
    }

    private void changed(CanvasModel model, String id) {
        if (front == null || front.model() != model) return;
        if (selected(model).equals(new Selected.One(id)))
            inspector.update(model.status(id).shown());
    }

    private void show() {
        var now = front;
        if (now == null) return;
        var open = now.project().documents().get(now.program()).orElse(null);
        if (open == null) return;
        var selected = selected(now.model());
        selectedNode.set(
                now.program().equals(now.project().main())
                        ? node().flatMap(id -> Parts.node(now.model().whole(), id)).orElse(null)
                        : null);
        wanted.accept(!(selected instanceof Selected.Whole));
        inspector.show(
                open.document(),
                now.model().path(),
                selected,
                selected instanceof Selected.One(String id)
                        ? now.model().status(id).shown()
                        : RunState.IDLE,
                editors.surroundings(
                        now.project(),
                        now.program(),
                        now.model().path(),
                        id -> now.model().selectedProperty().set(id)));
    }

    /** Notes and frames have nothing to inspect. */
    private static Selected selected(CanvasModel model) {
        var link = model.selectedLink().orElse(null);
        if (link != null) return new Selected.Connection(link);
        var ids = new LinkedHashSet<>(model.selection().boxes());
        ids.removeIf(id -> !known(model.program(), id));
        if (ids.isEmpty()) return new Selected.Whole();
        return ids.size() == 1 ? new Selected.One(ids.getFirst()) : new Selected.Many(ids);
    }

    private static boolean known(Program program, String id) {
        return id.equals(Names.INPUT) || id.equals(Names.OUTPUT) || program.node(id).isPresent();
    }
}
