package dev.dspex.app.lab;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.app.kit.Buttons;
import dev.dspex.app.kit.Labels;
import dev.dspex.app.kit.Layout;
import dev.dspex.app.kit.RunState;
import dev.dspex.app.kit.StateIcon;
import dev.dspex.event.RunStatus;
import dev.dspex.stream.Pick;
import dev.dspex.stream.StreamPlan;

import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;

import org.controlsfx.control.SegmentedButton;

import java.util.EnumMap;
import java.util.Map;

/** What is streamed, on which inputs, which answer is taken, and the verbs. */
final class LabHeader extends HBox {
    private final LabModel model;
    private final SetupModel setup;
    private final LabHost host;
    private final StateIcon state = new StateIcon(RunState.IDLE);
    private final Label title = Labels.title("");
    private final Button inputs = Buttons.button("", "import");
    private final Map<Pick, ToggleButton> picks = new EnumMap<>(Pick.class);
    private final Button judge = Buttons.button("", "scale-balance");
    private final Button lane = Buttons.button(text("lab.lane.add"), "plus");
    private final Button stop = Buttons.button(text("lab.stop"), "stop", "stop");
    private final Button start = Buttons.primary("", "refresh");

    LabHeader(LabModel model, SetupModel setup, LabHost host, Runnable judging) {
        this.model = model;
        this.setup = setup;
        this.host = host;
        title.setMinWidth(USE_PREF_SIZE);
        inputs.setId("lab-inputs");
        inputs.setMinWidth(64);
        inputs.setPrefWidth(64);
        Layout.wide(inputs);
        inputs.getStyleClass().add("lab-inputs");
        inputs.setTooltip(new Tooltip(text("lab.inputs")));
        inputs.setOnAction(_ -> host.inputs().run());
        judge.setId("lab-judge");
        judge.setMinWidth(96);
        judge.setMaxWidth(220);
        judge.setTooltip(new Tooltip(text("lab.judge.title")));
        judge.setOnAction(_ -> judging.run());
        lane.setId("lab-add-lane");
        lane.setOnAction(_ -> setup.addLane());
        stop.setId("lab-stop");
        stop.setOnAction(_ -> host.stop().run());
        start.setId("lab-start");
        start.setOnAction(_ -> setup.plan().ifPresent(host.start()));
        getStyleClass().add("view-header");
        getChildren().addAll(state, title, inputs, segments(), judge, lane, stop, start);
    }

    private SegmentedButton segments() {
        var segments = new SegmentedButton();
        for (var pick : Pick.values()) {
            var button = new ToggleButton(LabWords.pick(pick));
            button.setId("lab-pick-" + pick.text());
            button.setMinWidth(USE_PREF_SIZE);
            button.setTooltip(new Tooltip(LabWords.pickHelp(pick)));
            button.setOnAction(
                    _ -> {
                        button.setSelected(true);
                        setup.pick(pick);
                    });
            picks.put(pick, button);
            segments.getButtons().add(button);
        }
        segments.setMinWidth(USE_PREF_SIZE);
        return segments;
    }

    void refresh() {
        var plan = setup.plan().orElse(null);
        title.setText(host.choices().get().program());
        var line = host.inputsLine().get();
        inputs.setText(line.isEmpty() ? text("lab.inputs.none") : line);
        inputs.setAccessibleText(text("lab.inputs") + ": " + inputs.getText());
        state.setState(state());
        var pick = plan == null ? Pick.BEST_OF : plan.pick();
        picks.forEach((one, button) -> button.setSelected(one == pick));
        var metric = plan == null ? null : plan.judge();
        judge.setText(
                metric == null ? text("lab.judge.none") : text("lab.judge.is", rubric(metric)));
        boolean running = model.running();
        boolean ready = plan != null && host.ready().getValue();
        picks.values().forEach(button -> button.setDisable(plan == null));
        judge.setDisable(plan == null);
        lane.setDisable(plan == null || plan.lanes().size() == StreamPlan.MOST_LANES);
        start.setText(model.isEmpty() ? text("lab.start") : text("lab.again.start"));
        shown(stop, running);
        shown(start, !running);
        start.setDisable(!ready);
    }

    /** Of {@code judge:LM:RUBRIC} the rubric. */
    private static String rubric(String metric) {
        int second = metric.indexOf(':', metric.indexOf(':') + 1);
        return metric.startsWith("judge:") && second > 0 ? metric.substring(second + 1) : metric;
    }

    private RunState state() {
        if (model.isEmpty()) return RunState.IDLE;
        if (model.running()) return RunState.RUNNING;
        var status = model.board().status();
        return status == null
                ? RunState.PAUSED
                : status == RunStatus.FAILED
                        ? RunState.ERROR
                        : status == RunStatus.FINISHED ? RunState.OK : RunState.PAUSED;
    }

    private static void shown(Button button, boolean shown) {
        button.setVisible(shown);
        button.setManaged(shown);
    }
}
