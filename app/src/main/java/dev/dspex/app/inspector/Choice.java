package dev.dspex.app.inspector;

import dev.dspex.app.kit.Icons;

import javafx.scene.control.ComboBox;
import javafx.scene.control.ListCell;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/** A choice among a few. Only what the person picks counts as chosen. */
final class Choice<T> extends ComboBox<T> {
    private boolean showing;

    Choice(
            String name,
            Function<T, String> text,
            Function<T, @Nullable String> icon,
            Consumer<T> chosen) {
        setAccessibleText(name);
        setButtonCell(cell(text, icon));
        setCellFactory(_ -> cell(text, icon));
        setMaxWidth(Double.MAX_VALUE);
        setMinWidth(0);
        setPrefWidth(80);
        valueProperty()
                .addListener(
                        (_, _, value) -> {
                            if (!showing && value != null) chosen.accept(value);
                        });
    }

    /** A choice of texts. */
    static Choice<String> texts(
            String name, Function<String, String> text, Consumer<String> chosen) {
        return new Choice<>(name, text, _ -> null, chosen);
    }

    void show(List<T> all, T value) {
        showing = true;
        if (!getItems().equals(all)) getItems().setAll(all);
        setValue(value);
        showing = false;
    }

    private static <T> ListCell<T> cell(
            Function<T, String> text, Function<T, @Nullable String> icon) {
        return new ListCell<>() {
            @Override
            protected void updateItem(@Nullable T item, boolean empty) {
                super.updateItem(item, empty);
                var name = empty || item == null ? null : icon.apply(item);
                setText(empty || item == null ? null : text.apply(item));
                setGraphic(name == null ? null : Icons.icon(name));
            }
        };
    }
}
