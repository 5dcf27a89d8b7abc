package dev.dspex.app.canvas;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.app.command.Command;
import dev.dspex.app.command.CommandButtons;
import dev.dspex.app.fx.Background;
import dev.dspex.app.kit.Chips;
import dev.dspex.app.kit.Layout;
import dev.dspex.app.kit.Panels;
import dev.dspex.app.kit.RunState;
import dev.dspex.program.Problem;

import javafx.geometry.Point2D;
import javafx.scene.control.Label;
import javafx.scene.input.Clipboard;
import javafx.scene.input.DataFormat;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** A program on its canvas: tools above, the graph below, or ways to start where it is empty. */
public final class CanvasView extends VBox {
    private static final double BELOW = 176;
    private static final double NEXT = 24;

    private final CanvasModel model;
    private final GraphPane graph;
    private final @Nullable CanvasEditor editor;
    private final Background background;
    private final HBox problems = Layout.row(0);

    /**
     * @param editor null where the program is only shown
     * @param title name of the program
     * @param tools commands of the tool row at the left
     * @param starts ways to start, for a program without a module
     */
    public CanvasView(
            CanvasModel model,
            @Nullable CanvasEditor editor,
            String title,
            List<Command> tools,
            List<Command> starts,
            Background background) {
        this.model = model;
        this.background = background;
        this.editor = editor;
        graph = new GraphPane(model, editor);
        getStyleClass().add("canvas-view");
        var levels = new Breadcrumbs(title, model, this::leaveTo);
        model.onRebuilt(levels::show);
        var row = Panels.tools();
        tools.forEach(command -> row.getChildren().add(CommandButtons.iconButton(command)));
        row.getChildren().addAll(Layout.grow(), levels, Layout.gap(4), problems);
        var middle = Layout.tall(new StackPane(graph));
        var empty = new EmptyProgram(starts);
        middle.getChildren().add(empty);
        middle.setMinHeight(0);
        empty.setMinSize(0, 0);
        Runnable toggle = () -> empty.setVisible(model.isEmpty());
        model.onRebuilt(toggle);
        toggle.run();
        getChildren().addAll(row, middle);
        setProblems(List.of());
    }

    public CanvasModel model() {
        return model;
    }

    public void setProblems(List<Problem> found) {
        graph.setProblems(found);
        var errors = found.stream().filter(Problem::isError).count();
        problems.getChildren().setAll(problemChip(errors, found.size() - errors));
    }

    /** The edits of this canvas; empty where the program is only shown. */
    public Optional<CanvasEditor> editor() {
        return Optional.ofNullable(editor);
    }

    /** Called with the id of a box that is to be opened: a double click, Enter. */
    public void onOpen(Consumer<String> listener) {
        graph.onOpen(listener);
    }

    /** What the menu of a node offers. */
    public void setMenu(List<Command> commands) {
        new NodeMenu(graph, model, commands);
    }

    /** Whether keys go to the graph. */
    public boolean hasKeyboard() {
        return graph.isFocused();
    }

    /** Back out of inner programs until so many levels stay. */
    private void leaveTo(int depth) {
        if (editor != null) editor.leaveTo(depth);
        graph.requestFocus();
    }

    /** One level up, out of an inner program. */
    public void leave() {
        leaveTo(model.path().size() - 1);
    }

    /** Puts the selected nodes into a program of their own, or says why that cannot be. */
    public void collapse() {
        if (editor != null) editor.collapse().ifPresent(graph::tell);
    }

    /** Offers what can be added. */
    public void quickAdd() {
        graph.quickAdd();
    }

    /** Looks for words in the program. */
    public void find() {
        graph.find();
    }

    /** Fills the view with what is selected. */
    public void fitSelection() {
        graph.camera().fitSelection();
    }

    public void rename() {
        graph.rename();
    }

    public void selectAll() {
        model.selection().only(model.boxes().stream().map(Box::id).toList());
    }

    public void copy() {
        if (editor != null) editor.copy().ifPresent(CanvasView::toClipboard);
    }

    public void cut() {
        if (editor == null) return;
        copy();
        editor.delete();
    }

    /** False where the clipboard holds no part of a program. */
    public boolean paste() {
        var text = Clipboard.getSystemClipboard().getString();
        return editor != null && text != null && editor.paste(text, graph.newPlace());
    }

    /** Adds a node that was made elsewhere below all others, and selects it. */
    public void add(dev.dspex.program.Node node) {
        if (editor == null) return;
        var lowest = model.places().values().stream().mapToDouble(Point2D::getY).max();
        var place = graph.newPlace();
        editor.add(
                new NodeAddition(node),
                new Point2D(
                        place.getX(),
                        lowest.isEmpty() ? place.getY() : lowest.getAsDouble() + BELOW),
                Optional.empty());
    }

    /** Adds what was chosen in the middle of what is seen, beside what stands there. */
    public void add(Addition addition) {
        var at = graph.newPlace();
        while (occupied(at)) at = at.add(NEXT, NEXT);
        graph.add(addition, at);
    }

    private boolean occupied(Point2D at) {
        return model.places().values().stream().anyMatch(place -> place.distance(at) < NEXT);
    }

    private static void toClipboard(String text) {
        Clipboard.getSystemClipboard().setContent(Map.of(DataFormat.PLAIN_TEXT, text));
    }

    public void fit() {
        graph.fit();
    }

    public void actualSize() {
        graph.actualSize();
    }

    public void zoomIn() {
        graph.zoomBy(1.25);
    }

    public void zoomOut() {
        graph.zoomBy(1 / 1.25);
    }

    /** Lays out in the background: some hundred nodes take a while. */
    public void tidy() {
        var boxes = model.boxes();
        var wires = model.wires();
        background.run(
                () -> LayeredPlacement.place(boxes, wires),
                places -> Tidying.run(graph, places),
                error -> {
                    throw new IllegalStateException("the layout failed", error);
                });
    }

    /**
     * Selects a node and brings it into view.
     *
     * @param path from the top: {@code steps.classify} for a node of an inner program
     */
    public void show(String path) {
        var steps = List.of(path.split("\\."));
        if (editor != null) editor.go(steps.subList(0, steps.size() - 1));
        var id = steps.getLast();
        model.selectedProperty().set(id);
        graph.reveal(id);
        graph.requestFocus();
    }

    /** Where the boxes are now, by id. */
    public Map<String, Point2D> places() {
        return model.places();
    }

    private Label problemChip(long errors, long warnings) {
        if (model.isEmpty()) return Chips.state(text("canvas.problems.empty"), RunState.IDLE);
        if (errors == 1) return Chips.state(text("canvas.problems.error"), RunState.ERROR);
        if (errors > 1) return Chips.state(text("canvas.problems.errors", errors), RunState.ERROR);
        if (warnings == 1) return Chips.state(text("canvas.problems.warning"), RunState.WARNING);
        return warnings > 1
                ? Chips.state(text("canvas.problems.warnings", warnings), RunState.WARNING)
                : Chips.state(text("canvas.problems.none"), RunState.OK);
    }
}
