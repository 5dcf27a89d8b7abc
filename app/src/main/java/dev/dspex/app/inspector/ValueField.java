package dev.dspex.app.inspector;

import dev.dspex.app.kit.FieldProblem;

import javafx.scene.control.TextArea;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;

import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * A text field for a value of the program. What is right is applied with each letter; what is wrong
 * stays in the field with the reason below it, and the program keeps the last value that was right.
 */
final class ValueField extends VBox {
    private final TextInputControl field;
    private final Function<String, Optional<String>> problem;
    private final UnaryOperator<String> canonical;
    private final Consumer<String> apply;
    private String value = "";
    private VBox below = this;
    private @Nullable FieldProblem said;
    private boolean wrong;
    private boolean showing;

    /**
     * @param problem why a text is wrong, as a sentence; empty where it is right
     * @param canonical a right text as {@link #show} would have it
     */
    ValueField(
            TextInputControl field,
            Steps editing,
            Function<String, Optional<String>> problem,
            UnaryOperator<String> canonical,
            Consumer<String> apply) {
        super(4, field);
        this.field = field;
        this.problem = problem;
        this.canonical = canonical;
        this.apply = apply;
        field.setMinWidth(0);
        setMinWidth(0);
        setMaxWidth(Double.MAX_VALUE);
        if (field instanceof TextArea area) area.setWrapText(true);
        field.textProperty().addListener((_, _, words) -> typed(words));
        field.focusedProperty()
                .addListener(
                        (_, _, has) -> {
                            if (has) return;
                            editing.seal();
                            if (!wrong) write(value);
                        });
        editing.undoKeys(field, this::revert);
        field.addEventHandler(KeyEvent.KEY_PRESSED, this::key);
    }

    /** A field whose every text is right. */
    ValueField(TextInputControl field, Steps editing, Consumer<String> apply) {
        this(field, editing, _ -> Optional.empty(), text -> text, apply);
    }

    /** The reason stands below all that is in this column, where the field is narrow. */
    void saidBelow(VBox column) {
        below = column;
    }

    TextInputControl field() {
        return field;
    }

    /** Shows what the program has, unless the text says that already. */
    void show(String now) {
        if (now.equals(value)) return;
        value = now;
        var same =
                problem.apply(field.getText()).isEmpty() && canonical(field.getText()).equals(now);
        if (!same) write(now);
        judge(Optional.empty());
    }

    private String canonical(String text) {
        return canonical.apply(text);
    }

    private void typed(String words) {
        if (showing) return;
        var bad = problem.apply(words);
        judge(bad);
        if (bad.isPresent()) return;
        value = canonical(words);
        apply.accept(words);
    }

    private void judge(Optional<String> bad) {
        wrong = bad.isPresent();
        field.getStyleClass().remove("invalid");
        if (said != null) below.getChildren().remove(said);
        said = null;
        if (!wrong) return;
        field.getStyleClass().add("invalid");
        var sentence = new FieldProblem(bad.orElseThrow(), null);
        sentence.setMinHeight(Region.USE_PREF_SIZE);
        said = sentence;
        below.getChildren().add(sentence);
    }

    /** Back to what the program has; false where the text is right. */
    private boolean revert() {
        if (!wrong) return false;
        write(value);
        judge(Optional.empty());
        return true;
    }

    private void key(KeyEvent e) {
        if (e.getCode() == KeyCode.ESCAPE && revert()) e.consume();
    }

    private void write(String words) {
        if (field.getText().equals(words)) return;
        showing = true;
        field.setText(words);
        showing = false;
    }
}
