package dev.dspex.app.inspector;

import static dev.dspex.app.i18n.Texts.text;

import atlantafx.base.controls.ProgressSliderSkin;

import dev.dspex.app.kit.Buttons;
import dev.dspex.app.kit.Layout;
import dev.dspex.program.ParameterSpec;
import dev.dspex.program.ParameterSpec.Type;
import dev.dspex.program.Parameters;

import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Slider;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * One setting: a slider with its number where it has a range to slide in, else a number, a switch,
 * a choice or a text. What is not set shows the default in grey, and what is set can go back to it.
 */
final class ParameterEditor extends VBox {
    /** A longer range cannot be set by sliding. */
    private static final double SLIDES = 100;

    private final ParameterSpec spec;
    private final Consumer<@Nullable Object> apply;
    private final Editing editing;
    private final Button reset =
            Buttons.icon("backup-restore", text("inspector.parameter.reset"), "icon-16");
    private final List<Runnable> shows = new ArrayList<>();
    private @Nullable Object value;
    private boolean showing;

    /**
     * @param apply takes a value that is right, or null for the default
     */
    ParameterEditor(ParameterSpec spec, Editing editing, Consumer<@Nullable Object> apply) {
        this.spec = spec;
        this.editing = editing;
        this.apply = apply;
        var row = new HBox(6, editors());
        reset.getStyleClass().add("low");
        reset.setId("reset-" + spec.name());
        reset.setOnAction(_ -> apply.accept(null));
        row.getChildren().add(reset);
        getChildren().add(Rows.named(name(spec.name()), Layout.wide(row)));
        Tooltip.install(getChildren().getFirst(), new Tooltip(spec.name() + ": " + spec.help()));
        setSpacing(4);
        setMinWidth(0);
        show(null);
    }

    /** The value that is set, null for the default. */
    void show(@Nullable Object now) {
        value = now;
        showing = true;
        shows.forEach(Runnable::run);
        showing = false;
        reset.setVisible(now != null);
    }

    static String name(String parameter) {
        return switch (parameter) {
            case "temperature" -> text("inspector.temperature");
            case "max_tokens" -> text("inspector.maxtokens");
            case "top_p" -> text("inspector.topp");
            case "max_iters" -> text("inspector.maxiters");
            default -> parameter;
        };
    }

    private Node[] editors() {
        return switch (spec.type()) {
            case INT, FLOAT ->
                    slides() ? new Node[] {slider(), number(68)} : new Node[] {number(0)};
            case BOOL -> new Node[] {check()};
            case CHOICE -> new Node[] {choice()};
            case TEXT -> new Node[] {words()};
        };
    }

    private boolean slides() {
        var least = spec.minimum();
        var most = spec.maximum();
        return least != null && most != null && most - least <= SLIDES;
    }

    private Slider slider() {
        var least = Objects.requireNonNull(spec.minimum());
        var slider = new Slider(least, Objects.requireNonNull(spec.maximum()), least);
        slider.setSkin(new ProgressSliderSkin(slider));
        slider.setId("slide-" + spec.name());
        slider.setAccessibleText(name(spec.name()));
        var whole = spec.type() == Type.INT;
        slider.setBlockIncrement(whole ? 1 : (slider.getMax() - least) / 20);
        Layout.wide(slider).setMinWidth(40);
        slider.setPrefWidth(40);
        slider.setMinHeight(28);
        slider.valueProperty()
                .addListener(
                        (_, _, now) -> {
                            var step = whole ? 1 : 100;
                            if (!showing) set(Math.rint(now.doubleValue() * step) / step);
                        });
        slider.valueChangingProperty()
                .addListener(
                        (_, _, changing) -> {
                            if (!changing) editing.seal();
                        });
        shows.add(
                () -> {
                    var known = value == null ? spec.standard() : value;
                    slider.setValue(known instanceof Number number ? number.doubleValue() : least);
                    slider.getStyleClass().remove("unset");
                    if (value == null) slider.getStyleClass().add("unset");
                });
        return slider;
    }

    private ValueField number(double width) {
        var field = Rows.mono(name(spec.name()));
        field.setId("parameter-" + spec.name());
        field.setPromptText(standard());
        var editor =
                new ValueField(
                        field,
                        editing,
                        this::problem,
                        words -> shown(parsed(words)),
                        words -> set(parsed(words)));
        editor.saidBelow(this);
        if (width > 0) {
            Layout.width(field, width);
            editor.setMinWidth(width);
        } else HBox.setHgrow(editor, javafx.scene.layout.Priority.ALWAYS);
        shows.add(() -> editor.show(shown(value)));
        return editor;
    }

    private CheckBox check() {
        var box = new CheckBox();
        box.setAccessibleText(name(spec.name()));
        box.setId("parameter-" + spec.name());
        box.setMinHeight(28);
        box.selectedProperty()
                .addListener(
                        (_, _, on) -> {
                            if (!showing) set(on);
                        });
        shows.add(
                () ->
                        box.setSelected(
                                Boolean.TRUE.equals(value == null ? spec.standard() : value)));
        return box;
    }

    private Choice<String> choice() {
        var choice =
                Choice.texts(
                        name(spec.name()),
                        word -> word.isEmpty() ? standard() : word,
                        word -> set(word.isEmpty() ? null : word));
        choice.setId("parameter-" + spec.name());
        var all = new ArrayList<>(spec.choices());
        all.addFirst("");
        shows.add(() -> choice.show(all, shown(value)));
        HBox.setHgrow(choice, javafx.scene.layout.Priority.ALWAYS);
        return choice;
    }

    private ValueField words() {
        var field = Rows.mono(name(spec.name()));
        field.setId("parameter-" + spec.name());
        field.setPromptText(standard());
        var editor = new ValueField(field, editing, words -> set(words.isEmpty() ? null : words));
        shows.add(() -> editor.show(shown(value)));
        return editor;
    }

    private void set(@Nullable Object now) {
        if (showing || Objects.equals(now, value)) return;
        apply.accept(now == null ? null : Parameters.NONE.with(spec.name(), now).get(spec.name()));
    }

    /** "default", or what DSPy takes. */
    private String standard() {
        return spec.standard() == null ? text("inspector.default") : shown(spec.standard());
    }

    private Optional<String> problem(String words) {
        if (words.isBlank()) return Optional.empty();
        var read = parsed(words);
        return read == null
                ? Optional.of(text("inspector.parameter.number", words.strip()))
                : spec.problem(read)
                        .map(rule -> text("inspector.parameter.must", spec.name(), rule));
    }

    /** Null for an empty text, and for one that is no number. */
    private @Nullable Object parsed(String words) {
        try {
            var number = Double.parseDouble(words.strip());
            return Double.isFinite(number)
                    ? Parameters.NONE.with(spec.name(), number).get(spec.name())
                    : null;
        } catch (NumberFormatException _) {
            return null;
        }
    }

    private static String shown(@Nullable Object value) {
        return value == null ? "" : value.toString();
    }
}
