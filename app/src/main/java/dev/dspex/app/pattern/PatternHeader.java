package dev.dspex.app.pattern;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.app.kit.Buttons;
import dev.dspex.app.kit.Fields;
import dev.dspex.app.kit.Figures;
import dev.dspex.app.kit.Labels;
import dev.dspex.app.kit.Layout;
import dev.dspex.app.kit.RunState;
import dev.dspex.app.kit.StateIcon;

import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;

import org.controlsfx.control.SegmentedButton;

import java.util.function.Consumer;

/** What the pattern works on, how far it is, its settings; steps through what it did. */
final class PatternHeader extends HBox {
    private final Shown shown;
    private final StateIcon state = new StateIcon(RunState.IDLE);
    private final Label title = Labels.cut("", "title");
    private final Label input = Labels.cut("", "mono");
    private final Label settings = Labels.cut("", "small", "muted");
    private final Label moment = Labels.muted("");
    private final Button back = Buttons.icon("chevron-left", text("pattern.back"));
    private final Button forward = Buttons.icon("chevron-right", text("pattern.forward"));
    private final ComboBox<PatternCall> calls;
    private boolean updating;

    /**
     * @param name what the person calls the node
     * @param table told whether the table is to be shown instead of the tree
     */
    PatternHeader(Shown shown, String name, Consumer<Boolean> table, Runnable fit) {
        this.shown = shown;
        getStyleClass().add("view-header");
        title.setText(name);
        title.setMinWidth(USE_PREF_SIZE);
        moment.setMinWidth(USE_PREF_SIZE);
        calls = Fields.combo(text("pattern.which"), this::name, _ -> null);
        calls.getStyleClass().add("small");
        calls.valueProperty()
                .subscribe(
                        call -> {
                            if (call != null && !updating) shown.choose(call);
                        });
        back.setId("pattern-back");
        forward.setId("pattern-forward");
        back.setOnAction(_ -> shown.goTo(shown.moment() - 1));
        forward.setOnAction(_ -> shown.goTo(shown.moment() + 1));
        var whole = Buttons.icon("fit-to-page-outline", text("pattern.fit"));
        whole.setOnAction(_ -> fit.run());
        getChildren()
                .addAll(
                        state,
                        title,
                        Layout.wide(input),
                        settings,
                        calls,
                        back,
                        moment,
                        forward,
                        whole,
                        modes(table));
        shown.onChange(this::refresh);
        refresh();
    }

    private static SegmentedButton modes(Consumer<Boolean> table) {
        var group = new ToggleGroup();
        var tree = new ToggleButton(text("pattern.tree"));
        var steps = new ToggleButton(text("pattern.steps"));
        steps.setId("pattern-steps");
        tree.setId("pattern-tree");
        tree.setSelected(true);
        for (var button : new ToggleButton[] {tree, steps}) {
            button.setToggleGroup(group);
            button.setMinWidth(USE_PREF_SIZE);
            button.setOnAction(
                    _ -> {
                        button.setSelected(true);
                        table.accept(button == steps);
                    });
        }
        return new SegmentedButton(tree, steps);
    }

    private void refresh() {
        var call = shown.call().orElse(null);
        state.setState(call == null ? RunState.IDLE : state(call));
        input.setText(call == null ? "" : words(call));
        settings.setText(
                shown.settings().map(node -> Wording.settings(node, shown.tree())).orElse(""));
        int all = shown.moments();
        back.setDisable(shown.moment() == 0);
        forward.setDisable(shown.newest());
        moment.setText(
                all == 0
                        ? ""
                        : text("pattern.of", Figures.count(shown.moment()), Figures.count(all)));
        updating = true;
        var known = shown.calls();
        calls.setVisible(known.size() > 1);
        calls.setManaged(known.size() > 1);
        if (!calls.getItems().equals(known)) calls.getItems().setAll(known);
        calls.setValue(call);
        updating = false;
    }

    private static String words(PatternCall call) {
        var answer = Wording.answer(call);
        return answer.isEmpty() ? Wording.input(call) : Wording.input(call) + "  →  " + answer;
    }

    private static RunState state(PatternCall call) {
        if (call.error() != null) return RunState.ERROR;
        if (call.running()) return RunState.RUNNING;
        return call.outputs().isNull() ? RunState.PAUSED : RunState.OK;
    }

    private String name(PatternCall call) {
        return call.row() == null
                ? text(
                        "pattern.call.number",
                        Figures.count(shown.calls().indexOf(call) + 1),
                        Figures.count(shown.calls().size()))
                : text("pattern.call.row", call.row());
    }
}
