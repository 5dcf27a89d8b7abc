package dev.dspex.app.session;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.app.kit.Buttons;
import dev.dspex.app.kit.Choice;
import dev.dspex.app.kit.Fields;
import dev.dspex.app.kit.Labels;
import dev.dspex.app.kit.Layout;
import dev.dspex.app.kit.Panels;
import dev.dspex.orchestration.Arm;
import dev.dspex.orchestration.SessionDraft;
import dev.dspex.orchestration.Strategy;

import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** What a session is made of: modules, rows, metric, strategy, pace and cap. */
final class SetupPanel extends VBox {
    private final SessionSetupModel setup;
    private final SessionHost host;
    private final VBox arms = new VBox(8);
    private final Button add = Buttons.small(text("session.setup.add"), "plus");
    private final ComboBox<String> split;
    private final TextField metric = Fields.mono("", text("session.setup.metric"));
    private final ComboBox<Strategy> strategy;
    private final Label help = Labels.prose("", "small", "muted");
    private final Map<String, TextField> numbers = new LinkedHashMap<>();
    private final CheckBox byClass = new CheckBox(text("session.setup.byclass"));
    private final CheckBox dryRun = new CheckBox(text("session.setup.dry"));
    private boolean filling = true;
    private List<Arm> shown = List.of();

    SetupPanel(SessionSetupModel setup, SessionHost host) {
        this.setup = setup;
        this.host = host;
        setId("session-setup");
        split = Choice.of(text("session.setup.data"), List.of(), "", this::rows);
        split.setId("session-data");
        strategy =
                Choice.of(
                        text("session.strategy"),
                        Arrays.asList(Strategy.values()),
                        Strategy.ADAPTIVE_LEARNING,
                        Strategy::key);
        strategy.setId("session-strategy");
        metric.setId("session-metric");
        add.setId("session-add-arm");
        add.setOnAction(_ -> setup.addArm());
        byClass.setId("session-by-class");
        dryRun.setId("session-dry-run");
        split.valueProperty().subscribe(this::keep);
        strategy.valueProperty().subscribe(this::keep);
        for (var box : List.of(byClass, dryRun)) {
            box.setWrapText(true);
            box.setMinHeight(Region.USE_PREF_SIZE);
            box.selectedProperty().subscribe(this::keep);
        }
        kept(metric);
        getChildren()
                .addAll(
                        Panels.section(Panels.sectionTitle(text("session.setup.arms"), add), arms),
                        Panels.section(
                                Choice.field(text("session.setup.data"), split),
                                Choice.field(text("session.setup.metric"), metric),
                                Choice.field(text("session.strategy"), strategy),
                                help),
                        Panels.section(
                                pair("rounds", "calls"),
                                pair("interval", "parallel"),
                                pair("cooldown", ""),
                                byClass,
                                dryRun));
    }

    private String rows(@Nullable String name) {
        if (name == null) return "";
        int rows = host.choices().get().splits().getOrDefault(name, 0);
        return rows == 0 ? name : text("session.setup.rows", name, rows);
    }

    private HBox pair(String first, String second) {
        var row = Layout.row(8, number(first));
        if (!second.isEmpty()) row.getChildren().add(number(second));
        row.getChildren().forEach(part -> HBox.setHgrow(part, Priority.ALWAYS));
        return row;
    }

    private VBox number(String name) {
        var words = text("session.setup." + name);
        var field = Fields.mono("", words);
        field.setId("session-" + name);
        field.setPrefColumnCount(6);
        numbers.put(name, field);
        kept(field);
        return Choice.field(words, field);
    }

    /** What is typed counts at once where it is right. */
    private void kept(TextField field) {
        field.textProperty().subscribe(this::keep);
    }

    private void keep() {
        var draft = setup.draft().orElse(null);
        if (filling || draft == null || split.getValue() == null) return;
        var rounds = number("rounds", 1, 1_000_000);
        var interval = number("interval", 0, 86_400_000);
        var parallel = number("parallel", 1, 64);
        var cooldown = number("cooldown", 0, 86_400);
        boolean free = field("calls").getText().isBlank();
        var calls = free ? OptionalLong.of(0) : number("calls", 1, Long.MAX_VALUE);
        if (free) Fields.invalid(field("calls"), false);
        if (rounds.isEmpty()
                || interval.isEmpty()
                || parallel.isEmpty()
                || cooldown.isEmpty()
                || calls.isEmpty()) return;
        var own = metric.getText().strip();
        setup.rest(
                own.isEmpty() || own.equals(host.choices().get().metric()) ? null : own,
                split.getValue(),
                (int) rounds.getAsLong(),
                strategy.getValue(),
                new SessionDraft.Pace(
                        Duration.ofMillis(interval.getAsLong()),
                        (int) parallel.getAsLong(),
                        Duration.ofSeconds(cooldown.getAsLong())),
                calls.getAsLong() == 0 ? null : calls.getAsLong(),
                byClass.isSelected(),
                dryRun.isSelected());
    }

    private TextField field(String name) {
        return numbers.computeIfAbsent(name, _ -> new TextField());
    }

    /** Empty, and the field marked, where what was typed is no such number. */
    private OptionalLong number(String name, long least, long most) {
        var field = field(name);
        OptionalLong found;
        try {
            long typed = Long.parseLong(field.getText().strip().replaceAll("[,. ]", ""));
            found = typed >= least && typed <= most ? OptionalLong.of(typed) : OptionalLong.empty();
        } catch (NumberFormatException _) {
            found = OptionalLong.empty();
        }
        Fields.invalid(field, found.isEmpty());
        return found;
    }

    void refresh() {
        var draft = setup.draft().orElse(null);
        setDisable(draft == null);
        if (draft == null) return;
        filling = true;
        var choices = host.choices().get();
        var splits = new ArrayList<>(choices.splits().keySet());
        if (!splits.contains(draft.split())) splits.add(draft.split());
        if (!split.getItems().equals(splits)) split.getItems().setAll(splits);
        split.setValue(draft.split());
        var own = draft.metric();
        typed(metric, own == null ? choices.metric() : own);
        strategy.setValue(draft.strategy());
        help.setText(SessionWords.strategyHelp(draft.strategy()));
        typed(field("rounds"), String.valueOf(draft.rounds()));
        var calls = draft.calls();
        typed(field("calls"), calls == null ? "" : String.valueOf(calls));
        field("calls").setPromptText(text("session.setup.calls.none"));
        typed(field("interval"), String.valueOf(draft.pace().interval().toMillis()));
        typed(field("parallel"), String.valueOf(draft.pace().parallel()));
        typed(field("cooldown"), String.valueOf(draft.pace().coolDown().toSeconds()));
        byClass.setSelected(draft.byClass());
        dryRun.setSelected(draft.dryRun());
        add.setDisable(draft.arms().size() == SessionDraft.MOST_ARMS);
        if (!shown.equals(draft.arms())) arms(draft.arms(), choices);
        filling = false;
    }

    /** Nothing is taken from under the hand of who types. */
    private static void typed(TextField field, String value) {
        if (!field.isFocused() && !field.getText().equals(value)) field.setText(value);
    }

    private void arms(List<Arm> now, SessionHost.Choices choices) {
        shown = now;
        arms.getChildren().clear();
        for (int i = 0; i < now.size(); i++) arms.getChildren().add(arm(i, now, choices));
    }

    private VBox arm(int index, List<Arm> all, SessionHost.Choices choices) {
        var arm = all.get(index);
        var same = text("session.setup.same");
        var kind =
                Choice.orNone(
                        text("session.setup.kind", arm.name()), choices.kinds(), arm.kind(), same);
        var lm = Choice.orNone(text("session.setup.lm", arm.name()), choices.lms(), arm.lm(), same);
        var node =
                Choice.orNone(
                        text("session.setup.node", arm.name()),
                        choices.nodes(),
                        arm.node(),
                        text("session.setup.every"));
        kind.setId("session-arm-kind-" + index);
        lm.setId("session-arm-lm-" + index);
        node.setId("session-arm-node-" + index);
        Runnable changed = () -> setup.arm(index, chosen(node), chosen(kind), chosen(lm));
        for (var box : List.of(kind, lm, node)) box.setOnAction(_ -> changed.run());
        var gone = Buttons.icon("close", text("session.setup.remove", arm.name()));
        gone.setId("session-arm-remove-" + index);
        gone.setDisable(all.size() < 2);
        gone.setOnAction(_ -> setup.removeArm(index));
        var name = Layout.wide(Labels.cut(arm.name(), "mono", "strong"));
        var rows = Layout.column(4, Layout.row(8, name, gone), kind, lm);
        if (choices.nodes().size() > 1) rows.getChildren().add(node);
        return Layout.styled(rows, "session-arm");
    }

    private static @Nullable String chosen(ComboBox<Optional<String>> box) {
        var value = box.getValue();
        return value == null ? null : value.orElse(null);
    }
}
