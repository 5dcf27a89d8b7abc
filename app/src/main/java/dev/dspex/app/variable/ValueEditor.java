package dev.dspex.app.variable;

import static dev.dspex.app.i18n.Texts.text;

import atlantafx.base.controls.ProgressSliderSkin;

import dev.dspex.app.kit.FieldProblem;
import dev.dspex.app.kit.Fields;
import dev.dspex.app.kit.Labels;
import dev.dspex.app.kit.Layout;
import dev.dspex.program.Problem;
import dev.dspex.variable.Demos;
import dev.dspex.variable.Domain;
import dev.dspex.variable.Variable;
import dev.dspex.variable.VariableValues;

import javafx.scene.Node;
import javafx.scene.control.Slider;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

/** The value of a variable: applied at the end of a gesture, with the reason below if refused. */
final class ValueEditor extends VBox {
    private final String name;
    private final Consumer<Object> apply;
    private @Nullable FieldProblem said;

    /**
     * @param apply takes a value as it was chosen, which may be refused
     */
    ValueEditor(Variable.Chosen variable, Object value, Consumer<Object> apply) {
        super(4);
        this.name = variable.name();
        this.apply = apply;
        getChildren().add(editor(variable.domain(), value));
    }

    /** Shows why the last value was refused; nothing for an empty list. */
    void refused(List<Problem> problems) {
        if (said != null) getChildren().remove(said);
        said = null;
        if (problems.isEmpty()) return;
        var problem = problems.getFirst();
        said = new FieldProblem(problem.message() + " " + problem.hint(), null);
        getChildren().add(said);
    }

    private Node editor(Domain domain, Object value) {
        return switch (domain) {
            case Domain.FloatRange(double from, double to, Double step) ->
                    number(from, to, step == null ? 0 : step, value, false);
            case Domain.IntegerRange(long from, long to, long step) ->
                    number(from, to, step, value, true);
            case Domain.Choice(var options) -> choice(options, value);
            case Domain.Modules(var kinds) -> choice(List.copyOf(kinds), value);
            case Domain.Instruction _ -> words(value.toString());
            case Domain.DemoSet _ -> Labels.mono(VariableRow.shown((Demos) value));
        };
    }

    private HBox number(double from, double to, double step, Object value, boolean whole) {
        var slider = new Slider(from, to, ((Number) value).doubleValue());
        slider.setSkin(new ProgressSliderSkin(slider));
        slider.setId("variable-slider");
        slider.setAccessibleText(name);
        slider.setBlockIncrement(step > 0 ? step : (to - from) / 20);
        var field = Fields.mono(VariableValues.text(value), name);
        field.setId("variable-value");
        Layout.width(field, 92);
        slider.valueProperty()
                .addListener(
                        (_, _, now) -> {
                            var there = stepped(now.doubleValue(), from, step, whole);
                            field.setText(VariableValues.text(there));
                            if (!slider.isValueChanging()) apply.accept(there);
                        });
        slider.valueChangingProperty()
                .addListener(
                        (_, _, changing) -> {
                            if (!changing)
                                apply.accept(stepped(slider.getValue(), from, step, whole));
                        });
        commits(field, VariableValues.text(value), typed -> typedNumber(typed, whole));
        return Layout.row(12, Layout.wide(slider), field);
    }

    private void typedNumber(String typed, boolean whole) {
        try {
            var number = Double.parseDouble(typed.strip().replace(',', '.'));
            apply.accept(whole && number == Math.rint(number) ? (Object) (long) number : number);
        } catch (NumberFormatException _) {
            apply.accept(typed);
        }
    }

    private static Object stepped(double value, double from, double step, boolean whole) {
        var there = step > 0 ? from + Math.rint((value - from) / step) * step : value;
        if (whole) return Math.round(there);
        return Math.rint(there * 1e6) / 1e6;
    }

    private Node choice(List<?> options, Object value) {
        var combo = Fields.<Object>combo(name, VariableRow::shown, _ -> null);
        combo.setId("variable-value");
        combo.getItems().setAll(options);
        combo.setValue(value);
        combo.setMaxWidth(Double.MAX_VALUE);
        combo.valueProperty()
                .addListener(
                        (_, _, now) -> {
                            if (now != null) apply.accept(now);
                        });
        return combo;
    }

    private Node words(String value) {
        var area = new TextArea(value);
        area.setId("variable-value");
        area.setAccessibleText(name);
        area.setWrapText(true);
        area.setPrefRowCount(5);
        area.setPromptText(text("variable.words.prompt"));
        commits(area, value, apply::accept);
        return area;
    }

    /** Applied by Enter (with Ctrl in an area) and when the keyboard leaves. */
    static void commits(TextInputControl field, String shown, Consumer<String> apply) {
        var known = new String[] {shown};
        Runnable commit =
                () -> {
                    if (Objects.equals(field.getText(), known[0])) return;
                    known[0] = field.getText();
                    apply.accept(known[0]);
                };
        field.focusedProperty()
                .addListener(
                        (_, _, has) -> {
                            if (!has && field.getScene() != null) commit.run();
                        });
        field.addEventHandler(
                KeyEvent.KEY_PRESSED,
                e -> {
                    var enter = e.getCode() == KeyCode.ENTER;
                    if (enter && (!(field instanceof TextArea) || e.isShortcutDown())) {
                        commit.run();
                        e.consume();
                    } else if (e.getCode() == KeyCode.ESCAPE && !field.getText().equals(known[0])) {
                        field.setText(known[0]);
                        e.consume();
                    }
                });
    }
}
