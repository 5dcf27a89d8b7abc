package dev.dspex.app.signature;

import dev.dspex.app.kit.Fields;

import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;

import org.jspecify.annotations.Nullable;

import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * A text field for a value of the program. What is right is applied with each letter; what is wrong
 * stays in the field, with the reason, and the program keeps the last value that was right.
 */
final class Cell<T extends @Nullable Object> {
    private final TextField field;
    private final SignatureEditor editor;
    private final Function<T, String> text;
    private final Function<String, Checked<T>> read;
    private final Consumer<T> apply;
    private Runnable judged = () -> {};
    private @Nullable T value;
    private boolean known;
    private boolean showing;
    private Checked.@Nullable Wrong<T> wrong;

    Cell(
            TextField field,
            SignatureEditor editor,
            Function<T, String> text,
            Function<String, Checked<T>> read,
            Consumer<T> apply) {
        this.field = field;
        this.editor = editor;
        this.text = text;
        this.read = read;
        this.apply = apply;
        field.setMinWidth(0);
        field.textProperty().subscribe(this::typed);
        field.focusedProperty().subscribe(this::focused);
        UndoKeys.install(field, this::undo, editor::redo);
        field.addEventHandler(KeyEvent.KEY_PRESSED, this::key);
    }

    /** Called whenever the field turned wrong or right. */
    void onJudged(Runnable listener) {
        judged = listener;
    }

    TextField field() {
        return field;
    }

    /** Why the text is wrong, null when it is right. */
    Checked.@Nullable Wrong<T> wrong() {
        return wrong;
    }

    /** Shows what the program has, unless the text says that already. */
    void show(T now) {
        if (known && Objects.equals(now, value)) return;
        var typed = known && read.apply(field.getText()).equals(Checked.right(now));
        value = now;
        known = true;
        if (!typed) write(text.apply(now));
        judge(null);
    }

    /** The text becomes another, as if it was typed. */
    void type(String words) {
        field.setText(words);
    }

    private void typed(String words) {
        if (showing || !known) return;
        switch (read.apply(words)) {
            case Checked.Right<T>(var right) -> {
                judge(null);
                value = right;
                apply.accept(right);
            }
            case Checked.Wrong<T> bad -> judge(bad);
        }
    }

    private void judge(Checked.@Nullable Wrong<T> bad) {
        wrong = bad;
        Fields.invalid(field, bad != null);
        judged.run();
    }

    private void focused(boolean has) {
        if (has || !known) return;
        editor.seal();
        if (wrong == null) write(text.apply(now()));
    }

    private void undo() {
        if (wrong == null) editor.undo();
        else revert();
    }

    private void revert() {
        write(text.apply(now()));
        judge(null);
    }

    private void key(KeyEvent e) {
        if (e.getCode() != KeyCode.ESCAPE || wrong == null) return;
        revert();
        e.consume();
    }

    private void write(String words) {
        if (field.getText().equals(words)) return;
        showing = true;
        field.setText(words);
        showing = false;
    }

    @SuppressWarnings("NullAway") // known: a value was shown, which may be null only where T is
    private T now() {
        return value;
    }
}
