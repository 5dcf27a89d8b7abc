package dev.dspex.app.agent;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.agent.AgentsPlan.Coordination;
import dev.dspex.app.feed.Statuses;
import dev.dspex.app.kit.Buttons;
import dev.dspex.app.kit.Figures;
import dev.dspex.app.kit.Labels;
import dev.dspex.app.kit.Layout;
import dev.dspex.app.kit.RunState;
import dev.dspex.app.kit.StateIcon;

import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;

import org.controlsfx.control.SegmentedButton;

import java.util.ArrayList;

/** Which run of agents it is, how it goes, and what starts another one. */
final class AgentsHeader extends HBox {
    private final AgentRunModel model;
    private final AgentsForm form;
    private final AgentsHost host;
    private final StateIcon state = new StateIcon(RunState.IDLE);
    private final Label title = Labels.title("");
    private final Label about = Labels.cut("", "muted");
    private final ToggleButton vote = new ToggleButton(text("agent.vote"));
    private final ToggleButton one = new ToggleButton(text("agent.one"));
    private final Button stop = Buttons.button(text("agent.stop"), "stop", "stop");
    private final Button start = Buttons.primary(text("agent.start"), "vote-outline");

    AgentsHeader(AgentRunModel model, AgentsForm form, AgentsHost host) {
        this.model = model;
        this.form = form;
        this.host = host;
        title.setMinWidth(USE_PREF_SIZE);
        about.setId("agents-about");
        vote.setId("agents-vote");
        vote.setTooltip(new Tooltip(text("agent.vote.help")));
        vote.setOnAction(_ -> coordination(Coordination.CONSENSUS));
        one.setId("agents-one");
        one.setTooltip(new Tooltip(text("agent.one.help")));
        one.setOnAction(_ -> coordination(Coordination.NONE));
        var how = new SegmentedButton(vote, one);
        how.setMinWidth(USE_PREF_SIZE);
        stop.setId("agents-stop");
        stop.setOnAction(_ -> host.stop().run());
        start.setId("agents-start");
        start.setOnAction(_ -> form.plan().ifPresent(p -> host.start().run(p, form.split())));
        getStyleClass().add("view-header");
        getChildren().addAll(state, title, Layout.wide(about), how, stop, start);
    }

    private void coordination(Coordination wanted) {
        form.coordination(wanted);
        refresh();
    }

    void refresh() {
        var status = model.status();
        state.setState(
                model.isEmpty()
                        ? RunState.IDLE
                        : status == null ? RunState.RUNNING : Statuses.state(status));
        title.setText(model.isEmpty() ? text("agent.new") : host.name().apply(model.run()));
        about.setText(about());
        vote.setSelected(form.coordination() == Coordination.CONSENSUS);
        one.setSelected(form.coordination() == Coordination.NONE);
        shown(stop, model.running());
        shown(start, !model.running());
        start.setText(text(model.isEmpty() ? "agent.start" : "agent.again"));
        start.setDisable(form.plan().isEmpty() || !host.ready().getValue());
    }

    private String about() {
        var registry = host.registry().getValue();
        if (model.isEmpty()) return registry.program();
        var parts = new ArrayList<String>();
        parts.add(model.program());
        parts.add(model.request().path("split").asString(""));
        parts.add(
                model.consensus()
                        ? text("agent.about.vote", Figures.score(model.quorum()))
                        : text("agent.about.one"));
        parts.add(text("agent.about.tasks", Figures.count(model.done())));
        parts.removeIf(String::isEmpty);
        return String.join(", ", parts);
    }

    private static void shown(Node node, boolean shown) {
        node.setVisible(shown);
        node.setManaged(shown);
    }
}
