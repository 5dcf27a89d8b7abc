package dev.dspex.app.lab;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.app.kit.Buttons;
import dev.dspex.app.kit.Choice;
import dev.dspex.app.kit.Fields;
import dev.dspex.app.kit.Labels;
import dev.dspex.app.kit.Layout;
import dev.dspex.stream.StreamPlan;

import javafx.scene.control.ComboBox;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What scores answers, which one wins a race, by how much a lane must lead, and how fast answers
 * come that are known already.
 */
final class JudgeSheet extends VBox {
    /** Takes what was chosen. */
    @FunctionalInterface
    interface Keep {
        void accept(
                @Nullable String gate,
                double threshold,
                @Nullable String judge,
                double margin,
                @Nullable Double pace);
    }

    private static final List<Optional<Double>> PACES =
            List.of(
                    Optional.empty(),
                    Optional.of(0.5),
                    Optional.of(1.0),
                    Optional.of(2.0),
                    Optional.of(4.0));

    private final TextField judge;
    private final TextField gate;
    private final TextField threshold;
    private final TextField margin;
    private final ComboBox<Optional<Double>> pace;

    JudgeSheet(StreamPlan plan, String projectMetric, Keep keep, Runnable cancel) {
        getStyleClass().addAll("over-sheet", "asking-sheet");
        setId("judge-sheet");
        Layout.width(this, 520);
        setMaxHeight(Region.USE_PREF_SIZE);
        judge = metric(plan.judge(), text("lab.judge"));
        judge.setId("judge-text");
        judge.setPromptText(text("lab.judge.prompt"));
        gate = metric(plan.gate(), text("lab.gate"));
        gate.setPromptText(projectMetric);
        threshold = Fields.mono(LabWords.number(plan.threshold()), text("lab.threshold"));
        margin = Fields.mono(LabWords.number(plan.margin()), text("lab.margin"));
        pace =
                Choice.of(
                        text("lab.pace"),
                        Stream.concat(
                                        PACES.stream(),
                                        Stream.of(Optional.ofNullable(plan.replayPace())))
                                .distinct()
                                .toList(),
                        Optional.ofNullable(plan.replayPace()),
                        JudgeSheet::word);
        pace.setId("judge-pace");
        var save = Buttons.primary(text("lab.lane.keep"), null);
        save.setId("judge-keep");
        save.setDefaultButton(true);
        save.setOnAction(_ -> keep(keep));
        var leave = Buttons.button(text("lab.cancel"), null);
        leave.setCancelButton(true);
        leave.setOnAction(_ -> cancel.run());
        var numbers =
                Layout.row(
                        12,
                        Choice.field(text("lab.threshold"), threshold),
                        Choice.field(text("lab.margin"), margin));
        numbers.getChildren().forEach(part -> HBox.setHgrow(part, Priority.ALWAYS));
        getChildren()
                .addAll(
                        Labels.title(text("lab.judge.title")),
                        Labels.prose(text("lab.judge.help"), "muted"),
                        Choice.field(text("lab.judge"), judge),
                        Labels.prose(text("lab.gate.help"), "muted"),
                        Choice.field(text("lab.gate"), gate),
                        numbers,
                        Labels.prose(text("lab.pace.help"), "muted"),
                        Choice.field(text("lab.pace"), pace),
                        Layout.row(8, Layout.grow(), leave, save));
        setAccessibleText(text("lab.judge.title"));
    }

    private static TextField metric(@Nullable String now, String name) {
        return Fields.mono(now == null ? "" : now, name);
    }

    private void keep(Keep keep) {
        var least = share(threshold);
        var lead = share(margin);
        if (least.isEmpty() || lead.isEmpty()) return;
        keep.accept(
                words(gate), least.get(), words(judge), lead.get(), pace.getValue().orElse(null));
    }

    private static String word(Optional<Double> pace) {
        return pace.map(
                        times ->
                                times == 1
                                        ? text("lab.pace.recorded")
                                        : text("lab.pace.times", LabWords.number(times)))
                .orElseGet(() -> text("lab.pace.once"));
    }

    private static @Nullable String words(TextField field) {
        var typed = field.getText().strip();
        return typed.isEmpty() ? null : typed;
    }

    private static Optional<Double> share(TextField field) {
        Optional<Double> share;
        try {
            double typed = Double.parseDouble(field.getText().strip().replace(',', '.'));
            share = typed >= 0 && typed <= 1 ? Optional.of(typed) : Optional.empty();
        } catch (NumberFormatException _) {
            share = Optional.empty();
        }
        Fields.invalid(field, share.isEmpty());
        return share;
    }

    /** Puts the keyboard into the first field. */
    void focusFirst() {
        judge.requestFocus();
    }
}
