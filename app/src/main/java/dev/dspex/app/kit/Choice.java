package dev.dspex.app.kit;

import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Fields of forms: a name, and below it what is chosen. */
public final class Choice {
    private Choice() {}

    public static VBox field(String name, Node editor) {
        var label = Labels.label(name, "small");
        label.setLabelFor(editor);
        label.setMinWidth(VBox.USE_PREF_SIZE);
        if (editor instanceof javafx.scene.layout.Region region)
            region.setMaxWidth(Double.MAX_VALUE);
        return new VBox(4, label, editor);
    }

    public static <T> ComboBox<T> of(
            String name, List<T> all, T chosen, Function<T, String> words) {
        ComboBox<T> combo = Fields.combo(name, words, _ -> null);
        combo.getItems().setAll(all);
        combo.setValue(chosen);
        combo.setMaxWidth(Double.MAX_VALUE);
        return combo;
    }

    /** One of these, or none of them, which has a name too. */
    public static ComboBox<Optional<String>> orNone(
            String name, List<String> all, @Nullable String chosen, String none) {
        var items = new java.util.ArrayList<Optional<String>>();
        items.add(Optional.empty());
        all.forEach(one -> items.add(Optional.of(one)));
        var now = Optional.ofNullable(chosen);
        if (!items.contains(now)) items.add(now);
        return of(name, items, now, one -> one.orElse(none));
    }
}
