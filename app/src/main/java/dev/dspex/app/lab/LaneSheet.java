package dev.dspex.app.lab;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.app.kit.Buttons;
import dev.dspex.app.kit.Choice;
import dev.dspex.app.kit.Fields;
import dev.dspex.app.kit.Labels;
import dev.dspex.app.kit.Layout;
import dev.dspex.stream.StreamLane;

import javafx.scene.control.ComboBox;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/** What a lane changes in the program, and what it falls back to. */
final class LaneSheet extends VBox {
    private static final double WIDTH = 520;
    private static final int MOST_FALLBACKS = 3;

    private final StreamLane lane;
    private final LabHost.Choices choices;
    private final TextField name;
    private final ComboBox<Optional<String>> node;
    private final Made made;
    private final VBox fallbacks = new VBox(8);
    private final List<Made> others = new ArrayList<>();

    /** Kind, LM and temperature in a row; nothing chosen leaves what the program says. */
    private static final class Made {
        final ComboBox<Optional<String>> kind;
        final ComboBox<Optional<String>> lm;
        final TextField temperature;

        Made(
                LabHost.Choices choices,
                @Nullable String kindNow,
                @Nullable String lmNow,
                @Nullable Double warm) {
            var same = text("lab.lane.same");
            kind = Choice.orNone(text("lab.lane.kind"), choices.kinds(), kindNow, same);
            lm = Choice.orNone(text("lab.lane.lm"), choices.lms(), lmNow, same);
            temperature =
                    Fields.mono(
                            warm == null ? "" : String.format(Locale.ROOT, "%.2f", warm),
                            text("lab.lane.temperature"));
            temperature.setPromptText(same);
        }

        HBox row() {
            var row =
                    Layout.row(
                            8,
                            Choice.field(text("lab.lane.kind"), kind),
                            Choice.field(text("lab.lane.lm"), lm),
                            Layout.width(
                                    Choice.field(text("lab.lane.temperature"), temperature), 104));
            row.getChildren().forEach(part -> HBox.setHgrow(part, Priority.ALWAYS));
            return row;
        }

        /** Empty where what was typed is no temperature. */
        Optional<Double> warm() {
            try {
                double typed = Double.parseDouble(temperature.getText().strip().replace(',', '.'));
                return typed >= 0 && typed <= 2 ? Optional.of(typed) : Optional.empty();
            } catch (NumberFormatException _) {
                return Optional.empty();
            }
        }

        boolean right() {
            boolean right = temperature.getText().isBlank() || warm().isPresent();
            Fields.invalid(temperature, !right);
            return right;
        }
    }

    LaneSheet(
            StreamLane lane,
            LabHost.Choices choices,
            boolean removable,
            Consumer<StreamLane> keep,
            Runnable remove,
            Runnable cancel) {
        this.lane = lane;
        this.choices = choices;
        getStyleClass().addAll("over-sheet", "asking-sheet");
        setId("lane-sheet");
        Layout.width(this, WIDTH);
        setMaxHeight(Region.USE_PREF_SIZE);
        name = Fields.text(lane.name(), text("lab.lane.name"));
        node =
                Choice.orNone(
                        text("lab.lane.node"), choices.nodes(), lane.node(), text("lab.lane.all"));
        made = new Made(choices, lane.kind(), lane.lm(), lane.temperature());
        var more = Buttons.small(text("lab.lane.fallback"), "plus");
        more.setOnAction(_ -> fallback(null, null, null));
        for (var other : lane.fallbacks()) fallback(other.kind(), other.lm(), other.temperature());
        var save = Buttons.primary(text("lab.lane.keep"), null);
        save.setId("lane-keep");
        save.setDefaultButton(true);
        save.setOnAction(_ -> changed().ifPresent(keep));
        var leave = Buttons.button(text("lab.cancel"), null);
        leave.setCancelButton(true);
        leave.setOnAction(_ -> cancel.run());
        var gone = Buttons.button(text("lab.lane.remove"), "delete-outline");
        gone.setId("lane-remove");
        gone.setDisable(!removable);
        gone.setOnAction(_ -> remove.run());
        getChildren()
                .addAll(
                        Labels.title(text("lab.lane.title", lane.id())),
                        Labels.prose(text("lab.lane.help"), "muted"),
                        Choice.field(text("lab.lane.name"), name),
                        Choice.field(text("lab.lane.node"), node),
                        made.row(),
                        Labels.prose(text("lab.lane.fallbacks"), "muted"),
                        fallbacks,
                        Layout.row(8, more),
                        Layout.row(8, gone, Layout.grow(), leave, save));
        setAccessibleText(text("lab.lane.title", lane.id()));
    }

    private void fallback(@Nullable String kind, @Nullable String lm, @Nullable Double warm) {
        if (others.size() == MOST_FALLBACKS) return;
        var other = new Made(choices, kind, lm, warm);
        others.add(other);
        var row = other.row();
        var gone = Buttons.icon("close", text("lab.lane.fallback.remove"));
        gone.setOnAction(
                _ -> {
                    others.remove(other);
                    fallbacks.getChildren().remove(row);
                });
        row.setAlignment(javafx.geometry.Pos.BOTTOM_LEFT);
        row.getChildren().add(gone);
        fallbacks.getChildren().add(row);
    }

    private Optional<StreamLane> changed() {
        boolean right = made.right();
        for (var other : others) right &= other.right();
        if (!right) return Optional.empty();
        return Optional.of(
                new StreamLane(
                        lane.id(),
                        name.getText().strip(),
                        node.getValue().orElse(null),
                        made.kind.getValue().orElse(null),
                        made.lm.getValue().orElse(null),
                        made.warm().orElse(null),
                        others.stream()
                                .map(
                                        other ->
                                                new StreamLane.Fallback(
                                                        other.kind.getValue().orElse(null),
                                                        other.lm.getValue().orElse(null),
                                                        other.warm().orElse(null)))
                                .toList()));
    }

    /** Puts the keyboard into the first field. */
    void focusFirst() {
        name.requestFocus();
    }
}
