package dev.dspex.app.dataset;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.app.dataset.MetricDraft.Kind;
import dev.dspex.app.kit.Fields;
import dev.dspex.app.kit.Labels;
import dev.dspex.app.kit.Layout;

import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.layout.VBox;

import java.util.ArrayList;
import java.util.List;

/** A metric with an editor for each of its parameters. */
final class MetricForm extends VBox {
    private final List<String> outputs;
    private final Runnable changed;
    private final ComboBox<Kind> kind =
            Fields.combo(text("dataset.metric"), MetricForm::name, _ -> null);
    private final Label help = Labels.prose("", "small", "muted");
    private final VBox parameters = new VBox(12);
    private final List<CheckBox> compared = new ArrayList<>();
    private final ComboBox<String> field = plain(text("dataset.metric.field"));
    private final TextField tolerance = Fields.mono("", text("dataset.metric.tolerance"));
    private final ComboBox<Boolean> share =
            Fields.combo(
                    text("dataset.metric.tolerance.unit"),
                    percent ->
                            percent
                                    ? text("dataset.metric.tolerance.percent")
                                    : text("dataset.metric.tolerance.number"),
                    _ -> null);
    private final ComboBox<String> judge =
            Fields.combo(
                    text("dataset.metric.judge"),
                    alias -> alias.isEmpty() ? text("dataset.metric.judge.own") : alias,
                    _ -> null);
    private final TextArea rubric = new TextArea();
    private final TextField otherwise = Fields.mono("", text("dataset.metric.human.otherwise"));
    private final ComboBox<String> function = plain(text("dataset.metric.function"));

    /**
     * @param outputs of the program
     * @param lms aliases of LMs that can judge
     * @param changed called after each change
     */
    MetricForm(List<String> outputs, List<String> lms, MetricDraft draft, Runnable changed) {
        super(12);
        this.outputs = outputs;
        this.changed = changed;
        setId("metric-form");
        for (var output : outputs) {
            var box = new CheckBox(output);
            box.getStyleClass().add("mono");
            box.setId("metric-compare-" + output);
            compared.add(box);
        }
        field.getItems().setAll(outputs);
        share.getItems().setAll(false, true);
        judge.getItems().add("");
        judge.getItems().addAll(lms);
        rubric.setPrefRowCount(5);
        rubric.setWrapText(true);
        rubric.getStyleClass().add("plain-text");
        rubric.setPromptText(text("dataset.metric.rubric.prompt"));
        rubric.setAccessibleText(text("dataset.metric.rubric"));
        kind.getItems().setAll(Kind.values());
        kind.setId("metric-kind");
        field.setId("metric-field");
        tolerance.setId("metric-tolerance");
        share.setId("metric-unit");
        judge.setId("metric-judge");
        rubric.setId("metric-rubric");
        function.setId("metric-function");
        otherwise.setId("metric-otherwise");
        otherwise.setPromptText("exact");
        for (var wide : List.of(kind, field, judge, function)) wide.setMaxWidth(Double.MAX_VALUE);
        fill(draft);
        kind.valueProperty().subscribe((_, _) -> chosen());
        compared.forEach(box -> box.selectedProperty().subscribe((_, _) -> changed.run()));
        for (var choice : List.of(field, share, judge, function))
            choice.valueProperty().subscribe((_, _) -> changed.run());
        tolerance.textProperty().subscribe((_, _) -> changed.run());
        rubric.textProperty().subscribe((_, _) -> changed.run());
        otherwise.textProperty().subscribe((_, _) -> changed.run());
        getChildren().addAll(labelled(text("dataset.metric"), kind), help, parameters);
        show();
    }

    private static ComboBox<String> plain(String name) {
        return Fields.combo(name, words -> words, _ -> null);
    }

    private void fill(MetricDraft draft) {
        kind.setValue(draft.kind());
        var all = draft.fields().isEmpty();
        for (int i = 0; i < outputs.size(); i++)
            compared.get(i).setSelected(all || draft.fields().contains(outputs.get(i)));
        var first = outputs.isEmpty() ? "" : outputs.getFirst();
        field.setValue(all ? first : draft.fields().getFirst());
        var percent = draft.tolerance().endsWith("%");
        share.setValue(percent);
        tolerance.setText(draft.tolerance().isEmpty() ? "0" : draft.tolerance().replace("%", ""));
        judge.setValue(draft.lm());
        rubric.setText(draft.rubric());
        otherwise.setText(draft.otherwise());
        if (!draft.code().isEmpty()) functions(List.of(draft.code()));
    }

    /** Offers functions of project code. */
    void functions(List<String> found) {
        var chosen = function.getValue();
        for (var each : found)
            if (!function.getItems().contains(each)) function.getItems().add(each);
        if (chosen == null && !function.getItems().isEmpty())
            function.setValue(function.getItems().getFirst());
        show();
    }

    MetricDraft draft() {
        var kinds = kind.getValue();
        var ticked = compared.stream().filter(CheckBox::isSelected).map(CheckBox::getText).toList();
        var fields =
                kinds.ofOneField() && field.getValue() != null
                        ? List.of(field.getValue())
                        : ticked.size() == outputs.size() ? List.<String>of() : ticked;
        var number = tolerance.getText().strip();
        return new MetricDraft(
                kinds,
                fields,
                share.getValue() ? number + "%" : number,
                judge.getValue(),
                rubric.getText().replaceAll("\\s+", " "),
                function.getValue() == null ? "" : function.getValue(),
                otherwise.getText());
    }

    /** What is wrong with what was chosen; empty where nothing is. */
    String problem() {
        var draft = draft();
        var none = draft.kind() == Kind.EXACT && compared.stream().noneMatch(CheckBox::isSelected);
        Fields.invalid(tolerance, draft.kind() == Kind.NEAR && !draft.isMetric());
        if (none) return text("dataset.metric.compare.none");
        if (draft.isMetric()) return "";
        return switch (draft.kind()) {
            case NEAR -> text("dataset.metric.tolerance.wrong");
            case JUDGE -> text("dataset.metric.rubric.none");
            case CODE -> text("dataset.metric.function.none");
            case HUMAN -> text("dataset.metric.human.wrong");
            default -> text("dataset.metric.field.none");
        };
    }

    private void chosen() {
        show();
        changed.run();
    }

    private void show() {
        var chosen = kind.getValue();
        help.setText(help(chosen));
        parameters.getChildren().clear();
        if (chosen == Kind.EXACT) {
            var boxes = new VBox(6);
            boxes.getChildren().addAll(compared);
            parameters.getChildren().add(labelled(text("dataset.metric.compare"), boxes));
        }
        if (chosen.ofOneField())
            parameters.getChildren().add(labelled(text("dataset.metric.field"), field));
        if (chosen == Kind.NEAR)
            parameters
                    .getChildren()
                    .add(
                            labelled(
                                    text("dataset.metric.tolerance"),
                                    Layout.row(
                                            8, Layout.width(tolerance, 88), Layout.wide(share))));
        if (chosen == Kind.JUDGE)
            parameters
                    .getChildren()
                    .addAll(
                            labelled(text("dataset.metric.judge"), judge),
                            labelled(text("dataset.metric.rubric"), rubric));
        if (chosen == Kind.HUMAN)
            parameters
                    .getChildren()
                    .add(labelled(text("dataset.metric.human.otherwise"), otherwise));
        if (chosen == Kind.CODE)
            parameters.getChildren().add(labelled(text("dataset.metric.function"), function));
    }

    private static VBox labelled(String words, Node node) {
        var name = Labels.muted(words);
        name.setLabelFor(node);
        return Layout.column(4, name, node);
    }

    private static String name(Kind kind) {
        return switch (kind) {
            case EXACT -> text("dataset.metric.exact");
            case FIELDS -> text("dataset.metric.fields");
            case F1 -> text("dataset.metric.f1");
            case OVERLAP -> text("dataset.metric.overlap");
            case NEAR -> text("dataset.metric.near");
            case JSON -> text("dataset.metric.json");
            case JUDGE -> text("dataset.metric.lm");
            case HUMAN -> text("dataset.metric.human");
            case CODE -> text("dataset.metric.code");
        };
    }

    private static String help(Kind kind) {
        return switch (kind) {
            case EXACT -> text("dataset.metric.exact.help");
            case FIELDS -> text("dataset.metric.fields.help");
            case F1 -> text("dataset.metric.f1.help");
            case OVERLAP -> text("dataset.metric.overlap.help");
            case NEAR -> text("dataset.metric.near.help");
            case JSON -> text("dataset.metric.json.help");
            case JUDGE -> text("dataset.metric.lm.help");
            case HUMAN -> text("dataset.metric.human.help");
            case CODE -> text("dataset.metric.code.help");
        };
    }
}
