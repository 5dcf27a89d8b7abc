package dev.dspex.app.lab;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.app.kit.Buttons;
import dev.dspex.app.kit.Choice;
import dev.dspex.app.kit.Fields;
import dev.dspex.app.kit.Labels;
import dev.dspex.app.kit.Layout;
import dev.dspex.stream.StreamRule;

import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** A rule in full: each change holds at once. */
final class RuleForm extends ScrollPane {
    private final Consumer<StreamRule> keep;
    private final TextField name;
    private final ComboBox<StreamRule.Metric> metric;
    private final ComboBox<StreamRule.Compare> compare;
    private final TextField value;
    private final TextField words;
    private final ComboBox<Optional<String>> field;
    private final ComboBox<StreamRule.Action> action;
    private StreamRule rule;
    private boolean filling;

    /**
     * @param fields output fields that can be watched alone
     */
    RuleForm(
            StreamRule rule,
            List<String> fields,
            Consumer<StreamRule> keep,
            Consumer<String> remove) {
        this.rule = rule;
        this.keep = keep;
        name = Fields.text(rule.name(), text("lab.rules.name"));
        name.setId("rule-name");
        metric =
                Choice.of(
                        text("lab.rule.metric"),
                        List.of(StreamRule.Metric.values()),
                        rule.metric(),
                        LabWords::metric);
        compare =
                Choice.of(
                        text("lab.rule.compare"),
                        List.of(StreamRule.Compare.values()),
                        rule.compare(),
                        LabWords::compare);
        value = Fields.mono(LabWords.number(rule.value()), text("lab.rule.value"));
        value.setId("rule-value");
        words = Fields.mono(LabWords.number(rule.words()), text("lab.rule.words"));
        field = Choice.orNone(text("lab.rule.field"), fields, rule.field(), text("lab.rule.every"));
        action =
                Choice.of(
                        text("lab.rules.does"),
                        List.of(StreamRule.Action.values()),
                        rule.action(),
                        LabWords::action);
        var gone = Buttons.small(text("lab.rule.remove"), "delete-outline");
        gone.setId("rule-remove");
        gone.setOnAction(_ -> remove.accept(this.rule.id()));
        var form =
                Layout.column(
                        8,
                        line(
                                Choice.field(text("lab.rules.name"), name),
                                Choice.field(text("lab.rules.does"), action)),
                        line(
                                Choice.field(text("lab.rule.metric"), metric),
                                Choice.field(text("lab.rule.compare"), compare),
                                Layout.width(Choice.field(text("lab.rule.value"), value), 72)),
                        line(
                                Choice.field(text("lab.rule.words"), words),
                                Choice.field(text("lab.rule.field"), field)),
                        Labels.prose(text("lab.rule.help"), "small", "muted"),
                        gone);
        setContent(Layout.padded(form, 12));
        setFitToWidth(true);
        setMinSize(0, 0);
        listen();
    }

    private static HBox line(Node... parts) {
        var line = Layout.row(8, parts);
        for (var part : parts) {
            HBox.setHgrow(part, Priority.ALWAYS);
            if (part instanceof VBox box) {
                box.setMinWidth(0);
                if (box.getMaxWidth() < 0) box.setPrefWidth(100);
            }
        }
        return line;
    }

    private void listen() {
        for (var combo : List.of(metric, compare, field, action)) combo.setOnAction(_ -> changed());
        for (var typed : List.of(name, value, words)) {
            typed.setOnAction(_ -> changed());
            typed.focusedProperty()
                    .subscribe(
                            focused -> {
                                if (!focused) changed();
                            });
        }
    }

    boolean isOf(StreamRule other) {
        if (!other.id().equals(rule.id())) return false;
        if (!other.equals(rule)) fill(other);
        return true;
    }

    /** It was changed elsewhere, such as by an undo. */
    private void fill(StreamRule other) {
        rule = other;
        filling = true;
        name.setText(other.name());
        metric.setValue(other.metric());
        compare.setValue(other.compare());
        value.setText(LabWords.number(other.value()));
        words.setText(LabWords.number(other.words()));
        field.setValue(Optional.ofNullable(other.field()));
        action.setValue(other.action());
        filling = false;
    }

    private void changed() {
        if (filling) return;
        var limit = number(value);
        var lasting = number(words);
        if (limit.isEmpty() || lasting.isEmpty()) return;
        var now =
                Rules.sound(
                        new StreamRule(
                                rule.id(),
                                name.getText().isBlank() ? rule.name() : name.getText().strip(),
                                metric.getValue(),
                                compare.getValue(),
                                limit.get(),
                                (int) Math.round(Math.max(0, lasting.get())),
                                field.getValue().orElse(null),
                                action.getValue(),
                                rule.on()));
        if (now.equals(rule)) return;
        fill(now);
        keep.accept(now);
    }

    private static Optional<Double> number(TextField field) {
        Optional<Double> number;
        try {
            var typed = field.getText().strip().replace(",", "");
            number = Optional.of(Double.parseDouble(typed)).filter(Double::isFinite);
        } catch (NumberFormatException _) {
            number = Optional.empty();
        }
        Fields.invalid(field, number.isEmpty());
        return number;
    }
}
