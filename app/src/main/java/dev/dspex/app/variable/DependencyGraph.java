package dev.dspex.app.variable;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.app.kit.Icons;
import dev.dspex.app.kit.Labels;
import dev.dspex.app.kit.Layout;
import dev.dspex.app.theme.Motion;
import dev.dspex.variable.Binding;
import dev.dspex.variable.ValueChange;

import javafx.animation.PauseTransition;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.Group;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.VBox;
import javafx.scene.shape.CubicCurve;
import javafx.scene.shape.Polyline;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What follows from what, and which nodes it drives. The way of the last change is in accent, with
 * the order in which the values followed; it flashes when the change arrives.
 */
final class DependencyGraph extends Pane {
    private static final PseudoClass SELECTED = PseudoClass.getPseudoClass("selected");
    private static final PseudoClass CHANGED = PseudoClass.getPseudoClass("changed");
    private static final PseudoClass FLASH = PseudoClass.getPseudoClass("flash");
    private static final PseudoClass INACTIVE = PseudoClass.getPseudoClass("inactive");
    private static final double EDGE = 16;
    private static final double HEAD = 36;

    private final VariablesModel model;
    private final Map<String, HBox> boxes = new LinkedHashMap<>();
    private long flashed;

    DependencyGraph(VariablesModel model) {
        this.model = model;
        setId("dependencies");
        getStyleClass().add("dependency-graph");
        setAccessibleText(text("variable.dependencies"));
        model.selectedProperty().subscribe(_ -> select());
    }

    void refresh() {
        var layout = DependencyLayout.of(model.space());
        boxes.clear();
        getChildren().clear();
        var changed = changed();
        var live = live(changed);
        var lines = new ArrayList<Group>();
        for (var edge : layout.edges()) {
            var line = line(layout, edge, live.contains(edge));
            if (live.contains(edge)) lines.addLast(line);
            else lines.addFirst(line);
        }
        getChildren().addAll(lines);
        double width = 0;
        double height = 0;
        for (var id : layout.ids()) {
            var at = java.util.Objects.requireNonNull(layout.places().get(id));
            var box = box(id);
            box.relocate(EDGE + at.getX(), HEAD + at.getY());
            boxes.put(id, box);
            getChildren().add(box);
            width = Math.max(width, EDGE + at.getX() + DependencyLayout.WIDTH);
            height = Math.max(height, HEAD + at.getY() + DependencyLayout.HEIGHT);
        }
        heads(layout);
        mark(changed, live);
        setMinSize(width + EDGE, height + EDGE);
        setPrefSize(width + EDGE, height + EDGE);
        select();
    }

    /** Titles above the first and the last column. */
    private void heads(DependencyLayout layout) {
        var driven = model.space().bindings().stream().map(DependencyLayout::id).toList();
        var free = new HashSet<Double>();
        var derived = new HashSet<Double>();
        var bound = new HashSet<Double>();
        layout.places()
                .forEach(
                        (id, at) -> {
                            if (driven.contains(id)) bound.add(at.getX());
                            else if (model.space().dependencies(id).isEmpty()) free.add(at.getX());
                            else derived.add(at.getX());
                        });
        head(text("variable.head.free"), free);
        derived.removeAll(free);
        head(text("variable.head.derived"), derived);
        bound.removeAll(derived);
        head(text("variable.head.bound"), bound);
    }

    private void head(String words, Set<Double> columns) {
        columns.stream()
                .min(Double::compare)
                .ifPresent(
                        x -> {
                            var label = Labels.muted(words);
                            label.relocate(EDGE + x, 10);
                            getChildren().add(label);
                        });
    }

    private Map<String, ValueChange> changed() {
        var changes = new LinkedHashMap<String, ValueChange>();
        var last = model.last();
        if (last != null) last.changes().forEach(change -> changes.put(change.name(), change));
        return changes;
    }

    /** The edges that the last change went along. */
    private Set<DependencyLayout.Edge> live(Map<String, ValueChange> changed) {
        var live = new HashSet<DependencyLayout.Edge>();
        for (var name : changed.keySet()) {
            for (var reader : model.space().dependants(name))
                if (changed.containsKey(reader)) live.add(new DependencyLayout.Edge(name, reader));
            if (model.space().variable(name).isEmpty() || !model.space().isActive(name)) continue;
            for (var binding : model.space().bindingsOf(name))
                live.add(new DependencyLayout.Edge(name, DependencyLayout.id(binding)));
        }
        return live;
    }

    private void mark(Map<String, ValueChange> changed, Set<DependencyLayout.Edge> live) {
        var touched = new HashSet<>(changed.keySet());
        live.forEach(edge -> touched.add(edge.to()));
        var place = 0;
        for (var change : changed.values()) {
            var box = boxes.get(change.name());
            if (box == null || !change.derived()) continue;
            var badge = Labels.label(String.valueOf(++place), "order-badge");
            badge.relocate(box.getLayoutX() + DependencyLayout.WIDTH - 9, box.getLayoutY() - 9);
            getChildren().add(badge);
        }
        var last = model.last();
        var fresh = last != null && last.after().revision() > flashed;
        if (last != null) flashed = last.after().revision();
        for (var id : touched) {
            var box = boxes.get(id);
            if (box == null) continue;
            box.pseudoClassStateChanged(CHANGED, true);
            if (fresh && Motion.allowed(this)) flash(box);
        }
    }

    private static void flash(HBox box) {
        box.pseudoClassStateChanged(FLASH, true);
        var end = new PauseTransition(Motion.FLASH);
        end.setOnFinished(_ -> box.pseudoClassStateChanged(FLASH, false));
        end.play();
    }

    private HBox box(String id) {
        var row = model.row(id);
        return row.isPresent()
                ? variable(row.get())
                : driven(
                        model.space().bindings().stream()
                                .filter(b -> DependencyLayout.id(b).equals(id))
                                .toList());
    }

    private HBox variable(VariableRow row) {
        var was = changed().get(row.name());
        var value =
                was == null || was.from().equals(was.to())
                        ? row.valueText()
                        : text("variable.was", row.valueText(), VariableRow.shown(was.from()));
        if (!row.active()) value = text("variable.inactive", row.valueText());
        var box = box(VariableRow.icon(row.variable()), Labels.cut(row.name(), "mono"), value);
        box.setId("variable-" + row.name());
        box.setAccessibleRole(AccessibleRole.BUTTON);
        box.setAccessibleText(row.name() + ", " + value);
        box.setFocusTraversable(true);
        box.pseudoClassStateChanged(INACTIVE, !row.active());
        box.setOnMousePressed(
                _ -> {
                    box.requestFocus();
                    model.selectedProperty().set(row.name());
                });
        box.setOnKeyPressed(
                e -> {
                    if (e.getCode() == KeyCode.ENTER || e.getCode() == KeyCode.SPACE)
                        model.selectedProperty().set(row.name());
                });
        return box;
    }

    private HBox driven(List<Binding> bindings) {
        var first = bindings.getFirst();
        var parameters = bindings.stream().map(Binding::parameter).distinct().toList();
        var box =
                box(
                        Icons.ofKind(model.kindOf(first)),
                        Labels.cut(model.title(first)),
                        String.join(", ", parameters));
        box.getStyleClass().add("driven");
        box.setAccessibleText(model.title(first) + ", " + String.join(", ", parameters));
        return box;
    }

    private static HBox box(String icon, Label name, String value) {
        var words = new VBox(name, Labels.cut(value, "mono", "muted", "tiny"));
        words.setAlignment(Pos.CENTER_LEFT);
        var box = new HBox(10, Icons.icon(icon, "icon-plain"), Layout.wide(words));
        words.setMinWidth(0);
        box.setAlignment(Pos.CENTER_LEFT);
        box.getStyleClass().add("dependency");
        Layout.width(box, DependencyLayout.WIDTH);
        box.setMinHeight(DependencyLayout.HEIGHT);
        box.setMaxHeight(DependencyLayout.HEIGHT);
        box.resize(DependencyLayout.WIDTH, DependencyLayout.HEIGHT);
        return box;
    }

    private static Group line(DependencyLayout layout, DependencyLayout.Edge edge, boolean live) {
        var from = java.util.Objects.requireNonNull(layout.places().get(edge.from()));
        var to = java.util.Objects.requireNonNull(layout.places().get(edge.to()));
        double x1 = EDGE + from.getX() + DependencyLayout.WIDTH;
        double y1 = HEAD + from.getY() + DependencyLayout.HEIGHT / 2;
        double x2 = EDGE + to.getX();
        double y2 = HEAD + to.getY() + DependencyLayout.HEIGHT / 2;
        double bend = Math.max(32, (x2 - x1) / 2);
        var curve = new CubicCurve(x1, y1, x1 + bend, y1, x2 - bend, y2, x2, y2);
        var tip = new Polyline(x2 - 7, y2 - 5, x2 - 1, y2, x2 - 7, y2 + 5);
        for (var shape : List.of(curve, tip)) {
            shape.getStyleClass().add("dependency-line");
            if (live) shape.getStyleClass().add("live");
            shape.setFill(null);
        }
        var group = new Group(curve, tip);
        group.setMouseTransparent(true);
        return group;
    }

    private void select() {
        boxes.forEach(
                (id, box) ->
                        box.pseudoClassStateChanged(
                                SELECTED, id.equals(model.selectedProperty().get())));
    }
}
