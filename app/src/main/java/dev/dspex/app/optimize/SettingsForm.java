package dev.dspex.app.optimize;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.app.kit.FieldProblem;
import dev.dspex.app.kit.Fields;
import dev.dspex.app.kit.Labels;
import dev.dspex.app.kit.Layout;
import dev.dspex.app.optimize.Optimizer.Parameter;

import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Control;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

import java.util.HashMap;
import java.util.Map;

/** An editor for each setting of an optimizer, with its help, range and default. */
final class SettingsForm extends VBox {
    private static final double EDITOR = 200;

    /** Further apart, the eye loses the line from a name to its field. */
    private static final double WIDEST = 760;

    private final OptimizeFormModel model;
    private final Optimizer optimizer;
    private final Runnable changed;
    private final Map<String, VBox> blocks = new HashMap<>();

    SettingsForm(OptimizeFormModel model, Optimizer optimizer, Runnable changed) {
        this.model = model;
        this.optimizer = optimizer;
        this.changed = changed;
        setSpacing(12);
        setMaxWidth(WIDEST);
        for (var parameter : optimizer.parameters()) getChildren().add(block(parameter));
        if (optimizer.parameters().isEmpty())
            getChildren().add(Labels.muted(text("optimize.form.no_settings")));
    }

    void show(Map<String, String> problems) {
        blocks.forEach(
                (name, block) -> {
                    block.getChildren().removeIf(FieldProblem.class::isInstance);
                    var sentence = problems.get(name);
                    var editor = lookup("#setting-" + name);
                    if (editor != null) editor.getStyleClass().remove("invalid");
                    if (sentence == null) return;
                    if (editor != null) editor.getStyleClass().add("invalid");
                    block.getChildren().add(new FieldProblem(sentence, null));
                });
    }

    private Node block(Parameter parameter) {
        var editor = Layout.width(editor(parameter), EDITOR);
        editor.setId("setting-" + parameter.name());
        editor.setAccessibleText(parameter.name() + ". " + parameter.help());
        var words = new VBox(2, Labels.mono(parameter.name()));
        if (!parameter.help().isEmpty())
            words.getChildren().add(Labels.prose(parameter.help(), "muted"));
        var hint = hint(parameter);
        if (!hint.isEmpty()) words.getChildren().add(Labels.label(hint, "tiny", "muted"));
        var row = new HBox(16, Layout.wide(words), editor);
        words.setMinWidth(0);
        var block = new VBox(4, row);
        blocks.put(parameter.name(), block);
        return block;
    }

    private static String hint(Parameter parameter) {
        var least = parameter.minimum();
        var most = parameter.maximum();
        var range =
                least == null
                        ? (most == null
                                ? ""
                                : text("optimize.form.up_to", OptimizeFormModel.plain(most)))
                        : most == null
                                ? text("optimize.form.from", OptimizeFormModel.plain(least))
                                : text(
                                        "optimize.form.range",
                                        OptimizeFormModel.plain(least),
                                        OptimizeFormModel.plain(most));
        var initial =
                parameter.initial().isEmpty()
                        ? text("optimize.form.optional")
                        : text("optimize.form.default", parameter.initial());
        return parameter.required() ? range : range.isEmpty() ? initial : range + ", " + initial;
    }

    private Control editor(Parameter parameter) {
        var value = model.edited(optimizer, parameter);
        return switch (parameter.type()) {
            case BOOL -> {
                var box = new CheckBox(text("optimize.form.on"));
                box.setSelected(value.equals("true"));
                box.selectedProperty()
                        .addListener((_, _, on) -> edit(parameter, String.valueOf(on)));
                yield box;
            }
            case CHOICE -> {
                var combo = Fields.<String>combo(parameter.name(), choice -> choice, _ -> null);
                if (!parameter.required() && !parameter.choices().contains(""))
                    combo.getItems().add("");
                combo.getItems().addAll(parameter.choices());
                combo.setValue(value);
                combo.valueProperty()
                        .addListener(
                                (_, _, chosen) -> edit(parameter, chosen == null ? "" : chosen));
                yield combo;
            }
            case INT, FLOAT, TEXT -> {
                var field = Fields.mono(value, parameter.name());
                field.textProperty().addListener((_, _, typed) -> edit(parameter, typed));
                yield field;
            }
        };
    }

    private void edit(Parameter parameter, String value) {
        model.edit(optimizer, parameter, value);
        changed.run();
    }
}
