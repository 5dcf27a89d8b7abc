package dev.dspex.app.kit;

import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.ListCell;
import javafx.scene.control.TextField;

import org.controlsfx.control.textfield.CustomTextField;
import org.jspecify.annotations.Nullable;

import java.util.function.Function;

/** Fields in which a person types or chooses. */
public final class Fields {
    private Fields() {}

    public static CustomTextField search(String prompt, @Nullable Node right) {
        var field = new CustomTextField();
        field.setPromptText(prompt);
        field.setAccessibleText(prompt);
        field.setLeft(Icons.icon("magnify"));
        if (right != null) field.setRight(right);
        return field;
    }

    public static TextField text(String value, String accessibleName) {
        var field = new TextField(value);
        field.setAccessibleText(accessibleName);
        return field;
    }

    /** Names, numbers, paths: what is written as the code has it. */
    public static TextField mono(String value, String accessibleName) {
        return Layout.styled(text(value, accessibleName), "mono");
    }

    /** A combo box whose values show an icon before their text. */
    public static <T> ComboBox<T> combo(
            String accessibleName, Function<T, String> text, Function<T, @Nullable String> icon) {
        var combo = new ComboBox<T>();
        combo.setAccessibleText(accessibleName);
        combo.setCellFactory(_ -> new IconCell<>(text, icon));
        combo.setButtonCell(new IconCell<>(text, icon));
        return combo;
    }

    /** Marks a field as wrong or right; the sentence belongs below it ({@link FieldProblem}). */
    public static void invalid(TextField field, boolean invalid) {
        field.getStyleClass().remove("invalid");
        if (invalid) field.getStyleClass().add("invalid");
    }

    private static final class IconCell<T> extends ListCell<T> {
        private final Function<T, String> text;
        private final Function<T, @Nullable String> icon;

        IconCell(Function<T, String> text, Function<T, @Nullable String> icon) {
            this.text = text;
            this.icon = icon;
        }

        @Override
        protected void updateItem(@Nullable T item, boolean empty) {
            super.updateItem(item, empty);
            if (empty || item == null) {
                setText(null);
                setGraphic(null);
                return;
            }
            setText(text.apply(item));
            var name = icon.apply(item);
            setGraphic(name == null ? null : Icons.icon(name));
        }
    }
}
