package dev.dspex.app.signature;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.app.kit.Buttons;
import dev.dspex.app.kit.FieldProblem;
import dev.dspex.app.kit.Fields;
import dev.dspex.app.kit.Icons;
import dev.dspex.app.kit.Labels;
import dev.dspex.app.kit.Layout;
import dev.dspex.app.kit.Panels;
import dev.dspex.app.kit.TypeDot;
import dev.dspex.program.Field;

import javafx.scene.Node;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import org.controlsfx.control.textfield.CustomTextField;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** The fields of a part, one below the other, with a way to add one. */
final class FieldTable extends VBox {
    private final SignatureEditor editor;
    private final VBox automatic = new VBox(4);
    private final VBox lines = new VBox(4);
    private final VBox problems = new VBox();
    private final Region mark = Layout.styled(new Region(), "drop-mark");
    private final List<FieldRow> rows = new ArrayList<>();
    private final FieldDrag drag;
    private final String id;
    private Part part;
    private @Nullable FieldTable other;

    /**
     * @param id start of the ids of the controls
     * @param drag shared by the tables between which fields can be dragged
     */
    FieldTable(
            SignatureEditor editor,
            Part part,
            String id,
            String title,
            String add,
            FieldDrag drag) {
        this.id = id;
        this.editor = editor;
        this.part = part;
        this.drag = drag;
        drag.add(this);
        var button = Buttons.small(add, "plus");
        button.setId(id + "-add");
        button.setOnAction(_ -> add());
        mark.setVisible(false);
        mark.setManaged(false);
        mark.setMouseTransparent(true);
        getStyleClass().add("field-table");
        getChildren()
                .addAll(
                        Panels.sectionTitle(title, button),
                        FieldColumns.head(),
                        automatic,
                        lines,
                        problems,
                        mark);
    }

    /** Fields can move between this and the other one. */
    void pair(FieldTable with) {
        other = with;
        with.other = this;
    }

    Part part() {
        return part;
    }

    /** The record type has another name now. */
    void setPart(Part now) {
        part = now;
    }

    /** Id of a control of the field at a place. */
    String id(int at, String what) {
        return id + "-" + at + "-" + what;
    }

    Optional<FieldTable> other() {
        return Optional.ofNullable(other);
    }

    /** Shows what the program has. */
    void show(List<Field> added) {
        var fields = editor.fields(part);
        automatic.getChildren().setAll(added.stream().map(this::fixed).toList());
        automatic.setManaged(!added.isEmpty());
        while (rows.size() > fields.size()) {
            rows.removeLast();
            lines.getChildren().removeLast();
        }
        while (rows.size() < fields.size()) {
            var row = new FieldRow(editor, this, rows.size());
            drag.handle(row.handle(), this, rows.size());
            rows.add(row);
            lines.getChildren().add(row);
        }
        for (var i = 0; i < rows.size(); i++) rows.get(i).show(fields.get(i));
        problems.getChildren()
                .setAll(
                        editor.problems(part, null).stream()
                                .filter(p -> p.code().equals("no_fields") && fields.isEmpty())
                                .map(p -> new FieldProblem(p.message() + " " + p.hint(), null))
                                .toList());
    }

    private void add() {
        editor.add(part);
        rows.getLast().focusName();
    }

    void remove(int at) {
        editor.remove(part, at);
        if (!rows.isEmpty()) rows.get(Math.min(at, rows.size() - 1)).focusName();
    }

    /** One place up or down; from the end of this table into the next. */
    void step(int at, int by) {
        var to = at + by;
        if (to >= 0 && to < rows.size()) {
            editor.move(part, at, part, by > 0 ? to + 1 : to);
            rows.get(to).focusName();
        } else if (other != null && (by > 0) == (part instanceof Part.Inputs)) {
            moveTo(at, other);
        }
    }

    void moveTo(int at, FieldTable target) {
        var to = target.part() instanceof Part.Inputs ? target.rows.size() : 0;
        move(at, target, to);
    }

    void move(int at, FieldTable target, int to) {
        editor.move(part, at, target.part, to);
        var focus = target == this && to > at ? to - 1 : to;
        if (focus < target.rows.size()) target.rows.get(focus).focusName();
    }

    /** Where a field dropped at this height would stand. */
    int placeAt(double sceneY) {
        for (var i = 0; i < rows.size(); i++) {
            var bounds = rows.get(i).localToScene(rows.get(i).getLayoutBounds());
            if (sceneY < bounds.getCenterY()) return i;
        }
        return rows.size();
    }

    void mark(int place) {
        var y =
                rows.isEmpty()
                        ? lines.getBoundsInParent().getMinY()
                        : place < rows.size()
                                ? lines.getBoundsInParent().getMinY()
                                        + rows.get(place).getBoundsInParent().getMinY()
                                        - 3
                                : lines.getBoundsInParent().getMaxY() + 1;
        mark.resizeRelocate(0, y, getWidth(), 2);
        mark.setVisible(true);
    }

    void unmark() {
        mark.setVisible(false);
    }

    /** A field that the module adds by itself. */
    private Node fixed(Field field) {
        var name = readOnly(Fields.mono(field.name(), text("signature.field")));
        var type = new CustomTextField();
        type.setText(field.type().text());
        type.setLeft(new TypeDot(field.type()));
        type.setAccessibleText(text("signature.cell", text("signature.type"), field.name()));
        type.getStyleClass().add("mono");
        var words = readOnly(Fields.text("", text("signature.description")));
        words.setPromptText(
                text("signature.added", editor.module().map(m -> m.asking().text()).orElse("")));
        var limits = readOnly(Fields.mono("", text("signature.limits")));
        limits.setPromptText(text("signature.limits.none"));
        var lock = Labels.withIcon(Labels.label(""), Icons.icon("lock-outline"), 0);
        lock.setTooltip(new Tooltip(Objects.requireNonNull(words.getPromptText())));
        return FieldColumns.line(Labels.label(""), name, readOnly(type), words, limits, lock);
    }

    private static TextField readOnly(TextField field) {
        field.setEditable(false);
        field.setMinWidth(0);
        return field;
    }
}
