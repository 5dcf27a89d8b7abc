package dev.dspex.app.settings;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.app.kit.Fields;
import dev.dspex.app.kit.Labels;
import dev.dspex.app.kit.Layout;
import dev.dspex.infra.LmAlias.Practice;

import javafx.scene.control.ComboBox;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.function.Consumer;

/** The built-in LM: its seed, how fast it answers, and how well behaved it is. */
final class PracticeForm extends VBox {
    private static final List<String> MODES =
            List.of("steady", "slow", "flaky", "rambling", "repetitive");

    private final TextField seed;

    /** Empty for the usual pace. */
    private final TextField pace;

    private final ComboBox<String> mode = new ComboBox<>();
    private final Consumer<Practice> changed;

    PracticeForm(Practice practice, Consumer<Practice> changed) {
        this.changed = changed;
        getStyleClass().add("settings-form");
        seed = Fields.mono(String.valueOf(practice.seed()), text("settings.practice.seed"));
        pace = Fields.mono(number(practice.pace()), text("settings.practice.pace"));
        mode.getItems().setAll(MODES);
        mode.setValue(practice.mode());
        mode.setAccessibleText(text("settings.practice.mode"));
        seed.textProperty().subscribe((_, _) -> save());
        pace.textProperty().subscribe((_, _) -> save());
        mode.valueProperty().subscribe((_, _) -> save());
        getChildren()
                .addAll(
                        Labels.title(text("settings.practice")),
                        Labels.prose(text("settings.practice.help"), "muted"),
                        new HBox(
                                12,
                                named("settings.practice.seed", seed),
                                named("settings.practice.pace", pace),
                                Layout.column(
                                        4, Labels.muted(text("settings.practice.mode")), mode)),
                        Labels.prose(text("settings.practice.pace.help"), "muted"));
    }

    private static VBox named(String key, TextField field) {
        return Layout.wide(Layout.column(4, Labels.muted(text(key)), field));
    }

    private void save() {
        var seedRight = seed.getText().strip().matches("\\d{1,9}");
        var paceRight = pace.getText().strip().matches("(\\d{1,6}(\\.\\d+)?)?");
        Fields.invalid(seed, !seedRight);
        Fields.invalid(pace, !paceRight);
        if (!seedRight || !paceRight) return;
        changed.accept(
                new Practice(
                        Integer.parseInt(seed.getText().strip()),
                        rate(pace.getText().strip()),
                        mode.getValue()));
    }

    private static @Nullable Double rate(String text) {
        return text.isEmpty() ? null : Double.valueOf(text);
    }

    private static String number(@Nullable Double value) {
        if (value == null) return "";
        return value == Math.rint(value)
                ? String.valueOf(value.longValue())
                : String.valueOf(value);
    }
}
