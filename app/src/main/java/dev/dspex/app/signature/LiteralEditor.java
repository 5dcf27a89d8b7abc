package dev.dspex.app.signature;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.app.kit.Buttons;
import dev.dspex.app.kit.FieldProblem;
import dev.dspex.app.kit.Fields;
import dev.dspex.app.kit.Layout;
import dev.dspex.program.FieldType.Choice;

import javafx.scene.control.ComboBox;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.function.Consumer;

/** The values of a literal. Enter adds the next, Alt with the arrows moves one. */
final class LiteralEditor extends VBox {
    private enum Kind {
        TEXT,
        NUMBER,
        BOOL
    }

    private final SignatureEditor editor;
    private final String id;
    private final Consumer<List<Choice>> apply;
    private final VBox rows = new VBox(4);
    private final VBox problem = new VBox();
    private final List<Row> values = new ArrayList<>();
    private boolean showing;

    LiteralEditor(SignatureEditor editor, String id, Consumer<List<Choice>> apply) {
        super(4);
        this.editor = editor;
        this.id = id;
        this.apply = apply;
        var add = Buttons.small(text("signature.literal.add"), "plus");
        add.setId(id + "-value-add");
        add.setOnAction(_ -> insert(values.size()));
        getChildren().addAll(rows, problem, add);
        getStyleClass().add("literal-values");
    }

    void show(List<Choice> choices) {
        if (choices.equals(typed())) return;
        showing = true;
        while (values.size() > choices.size()) values.removeLast();
        while (values.size() < choices.size()) values.add(new Row());
        for (var i = 0; i < values.size(); i++) values.get(i).show(choices.get(i));
        order();
        judge();
        showing = false;
    }

    private final class Row {
        private final TextField field = Fields.mono("", text("signature.literal.value"));
        private final ComboBox<Kind> kind =
                Fields.combo(text("signature.literal.kind"), LiteralEditor::words, _ -> null);
        private final HBox box;

        Row() {
            kind.getItems().setAll(Kind.values());
            kind.setValue(Kind.TEXT);
            kind.setOnAction(_ -> changed());
            field.textProperty().subscribe(_ -> changed());
            field.focusedProperty()
                    .subscribe(
                            has -> {
                                if (!has) editor.seal();
                            });
            field.addEventFilter(KeyEvent.KEY_PRESSED, this::key);
            UndoKeys.install(field, editor::undo, editor::redo);
            var remove = Buttons.icon("close", text("signature.literal.remove"), "icon-14");
            remove.setOnAction(_ -> remove(this));
            box = Layout.row(6, Layout.wide(field), kind, remove);
        }

        void show(Choice choice) {
            if (choice.equals(value())) return;
            switch (choice) {
                case Choice.Text(var words) -> set(Kind.TEXT, words);
                case Choice.Whole(var number) -> set(Kind.NUMBER, Long.toString(number));
                case Choice.Bool(var yes) -> set(Kind.BOOL, Boolean.toString(yes));
            }
        }

        private void set(Kind k, String words) {
            kind.setValue(k);
            if (!field.getText().equals(words)) field.setText(words);
        }

        @Nullable Choice value() {
            var words = field.getText();
            return switch (kind.getValue()) {
                case TEXT -> new Choice.Text(words);
                case NUMBER -> {
                    try {
                        yield new Choice.Whole(Long.parseLong(words.strip()));
                    } catch (NumberFormatException _) {
                        yield null;
                    }
                }
                case BOOL ->
                        words.strip().matches("(?i)true|false")
                                ? new Choice.Bool(Boolean.parseBoolean(words.strip()))
                                : null;
            };
        }

        private void key(KeyEvent e) {
            var at = values.indexOf(this);
            if (e.getCode() == KeyCode.ENTER && !e.isAltDown()) insert(at + 1);
            else if (e.isAltDown() && e.getCode() == KeyCode.UP) move(at, at - 1);
            else if (e.isAltDown() && e.getCode() == KeyCode.DOWN) move(at, at + 1);
            else if (e.getCode() == KeyCode.BACK_SPACE && field.getText().isEmpty()) remove(this);
            else return;
            e.consume();
        }
    }

    private static String words(Kind kind) {
        return switch (kind) {
            case TEXT -> text("signature.literal.text");
            case NUMBER -> text("signature.literal.number");
            case BOOL -> text("signature.literal.bool");
        };
    }

    private void insert(int at) {
        var row = new Row();
        if (at > 0) row.kind.setValue(values.get(at - 1).kind.getValue());
        values.add(at, row);
        order();
        row.field.requestFocus();
        changed();
    }

    private void remove(Row row) {
        if (values.size() == 1) return;
        var at = values.indexOf(row);
        values.remove(at);
        order();
        values.get(Math.max(0, at - 1)).field.requestFocus();
        changed();
    }

    private void move(int from, int to) {
        if (to < 0 || to >= values.size()) return;
        var row = values.remove(from);
        values.add(to, row);
        order();
        row.field.requestFocus();
        changed();
    }

    private void order() {
        for (var i = 0; i < values.size(); i++) values.get(i).field.setId(id + "-value-" + i);
        rows.getChildren().setAll(values.stream().map(v -> v.box).toList());
    }

    private void changed() {
        if (showing) return;
        if (judge()) apply.accept(typed());
    }

    /** Whether the values can be those of a literal; says why not. */
    private boolean judge() {
        var sentence = wrong();
        problem.getChildren().clear();
        if (sentence != null) problem.getChildren().add(new FieldProblem(sentence, null));
        return sentence == null;
    }

    private @Nullable String wrong() {
        var seen = new HashSet<Choice>();
        String sentence = null;
        for (var row : values) {
            var value = row.value();
            var bad =
                    value == null
                            ? text(
                                    "signature.literal.bad",
                                    row.field.getText(),
                                    words(row.kind.getValue()))
                            : seen.add(value)
                                    ? null
                                    : text("signature.literal.twice", row.field.getText());
            Fields.invalid(row.field, bad != null);
            if (sentence == null) sentence = bad;
        }
        return sentence;
    }

    private List<Choice> typed() {
        var all = new ArrayList<Choice>();
        for (var row : values) {
            var value = row.value();
            if (value != null) all.add(value);
        }
        return all;
    }
}
