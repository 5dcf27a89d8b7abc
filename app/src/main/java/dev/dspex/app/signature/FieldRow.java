package dev.dspex.app.signature;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.app.kit.Buttons;
import dev.dspex.app.kit.FieldProblem;
import dev.dspex.app.kit.Fields;
import dev.dspex.app.kit.Icons;
import dev.dspex.app.kit.Labels;
import dev.dspex.app.kit.TypeDot;
import dev.dspex.program.Constraints;
import dev.dspex.program.Field;
import dev.dspex.program.FieldType;
import dev.dspex.program.Problem;

import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.VBox;

import org.controlsfx.control.textfield.CustomTextField;
import org.jspecify.annotations.Nullable;

import java.util.List;

/** One field of a part: name, type, description and limits, and what is wrong with it below. */
final class FieldRow extends VBox {
    private final SignatureEditor editor;
    private final FieldTable table;
    private final int at;
    private final Label handle = Labels.label("", "drag-handle");
    private final ToggleButton more;
    private final Cell<String> name;
    private final Cell<FieldType> type;
    private final Cell<String> description;
    private final Cell<Constraints> limits;
    private final VBox problems = new VBox();
    private @Nullable FieldDetails details;
    private @Nullable Field shown;

    FieldRow(SignatureEditor editor, FieldTable table, int at) {
        this.editor = editor;
        this.table = table;
        this.at = at;
        handle.setGraphic(Icons.icon("drag-vertical"));
        more = Buttons.toggle("chevron-down", text("signature.details"));
        more.getStyleClass().add("tiny");
        more.setFocusTraversable(false);
        more.setOnAction(_ -> unfold(more.isSelected()));
        name = cell("name", Fields.mono("", ""), s -> s, this::named, this::rename);
        var typeField = new CustomTextField();
        typeField.getStyleClass().add("mono");
        typeField.setRight(more);
        type = cell("type", typeField, FieldType::text, this::typed, this::retype);
        description =
                cell("description", Fields.text("", ""), s -> s, Checked::right, this::describe);
        limits = cell("limits", Fields.mono("", ""), LimitsText::of, LimitsText::read, this::limit);
        limits.field().setPromptText(text("signature.limits.none"));
        var menu = Buttons.icon("dots-vertical", text("signature.more"), "icon-16");
        menu.setId(id("menu"));
        menu.setOnAction(_ -> menu(menu));
        var line =
                FieldColumns.line(
                        handle,
                        name.field(),
                        type.field(),
                        description.field(),
                        limits.field(),
                        menu);
        getStyleClass().add("field-line");
        getChildren().addAll(line, problems);
        addEventFilter(KeyEvent.KEY_PRESSED, this::key);
    }

    private <T> Cell<T> cell(
            String what,
            javafx.scene.control.TextField field,
            java.util.function.Function<T, String> text,
            java.util.function.Function<String, Checked<T>> read,
            java.util.function.Consumer<T> apply) {
        field.setId(id(what));
        var cell = new Cell<T>(field, editor, text, read, apply);
        cell.onJudged(this::showProblems);
        return cell;
    }

    private String id(String what) {
        return table.id(at, what);
    }

    Node handle() {
        return handle;
    }

    void focusName() {
        name.field().requestFocus();
        name.field().selectAll();
    }

    void show(Field field) {
        var before = shown;
        shown = field;
        name.show(field.name());
        type.show(field.type());
        description.show(field.description());
        limits.show(field.constraints());
        if (before == null || !before.type().equals(field.type())) {
            ((CustomTextField) type.field()).setLeft(new TypeDot(field.type()));
            type.field().setTooltip(new Tooltip(field.type().text()));
        }
        if (before == null || !before.name().equals(field.name())) nameControls(field.name());
        description
                .field()
                .setTooltip(
                        field.description().isEmpty() ? null : new Tooltip(field.description()));
        if (details != null) details.show(field);
        showProblems();
    }

    private void nameControls(String field) {
        handle.setAccessibleText(text("signature.drag", field));
        of(name, text("signature.field"), field);
        of(type, text("signature.type"), field);
        of(description, text("signature.description"), field);
        of(limits, text("signature.limits"), field);
    }

    private static void of(Cell<?> cell, String what, String field) {
        cell.field().setAccessibleText(text("signature.cell", what, field));
    }

    /** Below the line: what is typed wrong, then what is wrong with the field in the program. */
    private void showProblems() {
        var field = shown;
        if (field == null) return;
        problems.getChildren().clear();
        for (var cell : List.of(name, type, description, limits)) {
            var wrong = cell.wrong();
            if (wrong == null) continue;
            cell.field().setAccessibleHelp(wrong.sentence());
            problems.getChildren().add(new FieldProblem(wrong.sentence(), fix(cell, wrong)));
        }
        if (!problems.getChildren().isEmpty()) return;
        var found = editor.problems(table.part(), field.name());
        Fields.invalid(name.field(), found.stream().anyMatch(Problem::isError));
        for (var problem : found)
            problems.getChildren()
                    .add(
                            new FieldProblem(
                                    (problem.message() + " " + problem.hint()).strip(), null));
    }

    private @Nullable Button fix(Cell<?> cell, Checked.Wrong<?> wrong) {
        var instead = wrong.instead();
        if (instead == null) return null;
        var fix =
                Buttons.small(
                        cell == name
                                ? text("signature.fix.rename", instead)
                                : text("signature.fix.use", instead),
                        "auto-fix");
        fix.setId("fix-" + cell.field().getId());
        fix.setOnAction(
                _ -> {
                    cell.field().requestFocus();
                    cell.type(instead);
                });
        return fix;
    }

    void unfold(boolean open) {
        more.setSelected(open);
        var field = shown;
        if (open && details == null && field != null) {
            details = new FieldDetails(editor, table, at);
            details.show(field);
            getChildren().add(details);
        } else if (!open && details != null) {
            getChildren().remove(details);
            details = null;
        }
    }

    private Checked<String> named(String typed) {
        var field = shown;
        var others =
                editor.siblings(table.part()).stream()
                        .filter(f -> field == null || !f.name().equals(field.name()))
                        .toList();
        return FieldNames.field(typed, others);
    }

    private Checked<FieldType> typed(String words) {
        return TypeReading.read(words, editor.records());
    }

    private void rename(String typed) {
        change(text("signature.edit.field"), "name", f -> f.withName(typed));
    }

    private void retype(FieldType typed) {
        change(text("signature.edit.type"), "type", f -> f.withType(typed));
    }

    private void describe(String typed) {
        change(text("signature.edit.describe"), "describe", f -> f.withDescription(typed));
    }

    private void limit(Constraints typed) {
        change(text("signature.edit.limits"), "limits", f -> f.withConstraints(typed));
    }

    private void change(String step, String what, java.util.function.UnaryOperator<Field> edit) {
        editor.change(table.part(), at, step, what, edit);
    }

    private void menu(Node over) {
        var up = item("arrow-up", text("signature.moveup"), () -> table.step(at, -1));
        var down = item("arrow-down", text("signature.movedown"), () -> table.step(at, 1));
        var details = item("tune-variant", text("signature.details"), () -> unfold(true));
        var remove = item("delete-outline", text("signature.remove"), () -> table.remove(at));
        var menu = new ContextMenu(details, up, down);
        table.other()
                .ifPresent(
                        other ->
                                menu.getItems()
                                        .add(
                                                item(
                                                        "swap-vertical",
                                                        other.part() instanceof Part.Inputs
                                                                ? text("signature.makeinput")
                                                                : text("signature.makeoutput"),
                                                        () -> table.moveTo(at, other))));
        menu.getItems().addAll(new SeparatorMenuItem(), remove);
        menu.show(over, javafx.geometry.Side.BOTTOM, 0, 0);
    }

    private static MenuItem item(String icon, String words, Runnable action) {
        var item = new MenuItem(words, Icons.icon(icon));
        item.setOnAction(_ -> action.run());
        return item;
    }

    private void key(KeyEvent e) {
        if (e.isAltDown() && e.isShiftDown() && e.getCode() == KeyCode.DELETE) table.remove(at);
        else if (e.isAltDown() && e.getCode() == KeyCode.UP) table.step(at, -1);
        else if (e.isAltDown() && e.getCode() == KeyCode.DOWN) table.step(at, 1);
        else if (e.isAltDown() && e.getCode() == KeyCode.ENTER) unfold(details == null);
        else return;
        e.consume();
    }
}
