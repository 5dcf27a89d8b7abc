package dev.dspex.app.settings;

import static dev.dspex.app.i18n.Texts.text;

import atlantafx.base.controls.ProgressSliderSkin;

import dev.dspex.app.kit.Figures;
import dev.dspex.app.kit.Labels;
import dev.dspex.app.kit.Layout;
import dev.dspex.infra.Setting;
import dev.dspex.infra.Settings;

import javafx.scene.control.CheckBox;
import javafx.scene.control.Slider;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.VBox;

import org.controlsfx.control.SegmentedButton;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Theme, text size and motion, seen at once; language. */
final class LooksSection extends VBox {
    private final Settings settings;
    private final Consumer<IOException> failed;

    LooksSection(Settings settings, Consumer<IOException> failed) {
        this.settings = settings;
        this.failed = failed;
        getStyleClass().add("settings-form");
        var motion = new CheckBox(text("settings.looks.motion"));
        motion.setSelected(settings.get(Setting.REDUCED_MOTION));
        motion.selectedProperty().subscribe((_, now) -> set(Setting.REDUCED_MOTION, now));
        getChildren()
                .addAll(
                        Labels.title(text("settings.looks")),
                        Layout.column(6, Labels.muted(text("settings.looks.theme")), theme()),
                        Layout.column(6, Labels.muted(text("settings.looks.scale")), scale()),
                        motion,
                        Layout.column(
                                6,
                                Labels.muted(text("settings.looks.language")),
                                choice(Setting.LANGUAGE, "language", languages()),
                                Labels.prose(text("settings.looks.language.help"), "muted")));
    }

    private SegmentedButton theme() {
        var words = new LinkedHashMap<String, String>();
        for (var id : List.of("system", "dark", "light"))
            words.put(id, text("settings.looks." + id));
        return choice(Setting.THEME, "theme", words);
    }

    /** Each language is called what it calls itself. */
    private static Map<String, String> languages() {
        var words = new LinkedHashMap<String, String>();
        words.put("system", text("settings.looks.system"));
        words.put("en", "English");
        words.put("de", "Deutsch");
        return words;
    }

    /**
     * @param words what is shown for each value, in this order
     */
    private SegmentedButton choice(
            Setting<String> setting, String name, Map<String, String> words) {
        var group = new ToggleGroup();
        var buttons = new SegmentedButton();
        words.forEach(
                (id, word) -> {
                    var button = new ToggleButton(word);
                    button.setToggleGroup(group);
                    button.setId(name + "-" + id);
                    button.setSelected(settings.get(setting).equals(id));
                    button.setOnAction(
                            _ -> {
                                button.setSelected(true);
                                set(setting, id);
                            });
                    buttons.getButtons().add(button);
                });
        return buttons;
    }

    private javafx.scene.Node scale() {
        var slider = new Slider(0.8, 1.6, settings.get(Setting.FONT_SCALE));
        slider.setId("font-scale");
        slider.setSkin(new ProgressSliderSkin(slider));
        slider.setBlockIncrement(0.1);
        slider.setMajorTickUnit(0.1);
        slider.setMinorTickCount(0);
        slider.setSnapToTicks(true);
        slider.setAccessibleText(text("settings.looks.scale"));
        var shown = Labels.mono(Figures.percent(slider.getValue()));
        slider.valueProperty()
                .subscribe(
                        (_, now) -> {
                            shown.setText(Figures.percent(now.doubleValue()));
                            if (!slider.isValueChanging()) keep(now.doubleValue());
                        });
        slider.valueChangingProperty()
                .subscribe(
                        (_, changing) -> {
                            if (!changing) keep(slider.getValue());
                        });
        return Layout.row(12, Layout.width(slider, 240), shown);
    }

    private void keep(double scale) {
        var rounded = Math.round(scale * 10) / 10.0;
        if (settings.get(Setting.FONT_SCALE) != rounded) set(Setting.FONT_SCALE, rounded);
    }

    private <T> void set(Setting<T> setting, T value) {
        try {
            settings.set(setting, value);
        } catch (IOException e) {
            failed.accept(e);
        }
    }
}
