package dev.dspex.app.agent;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.app.chart.HeatMap;
import dev.dspex.app.chart.HeatMapPane;
import dev.dspex.app.kit.EmptyState;
import dev.dspex.app.kit.Labels;
import dev.dspex.app.kit.Layout;
import dev.dspex.app.kit.Panels;

import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

import java.util.List;

/** On which share of the tasks two agents differ. */
final class Disagreement extends VBox {
    private final AgentRunModel model;
    private final HeatMap map;
    private final StackPane body = new StackPane();
    private final HeatMapPane pane;
    private final EmptyState none =
            new EmptyState("grid", text("agent.differ.none"), text("agent.differ.none.todo"));

    /** Shares by agent and agent. */
    private record Shown(List<String> rows, AgentRunModel model) implements HeatMap.Data {
        @Override
        public List<String> columns() {
            return rows;
        }

        @Override
        public boolean named() {
            return true;
        }

        @Override
        public double at(int row, int column) {
            return row == column ? Double.NaN : model.differ(rows.get(row), rows.get(column));
        }
    }

    Disagreement(AgentRunModel model) {
        this.model = model;
        map = new HeatMap(text("agent.one.agent"), _ -> {});
        map.setId("agent-differ");
        pane = new HeatMapPane(map);
        getStyleClass().add("island");
        getChildren()
                .addAll(
                        Panels.header(text("agent.differ")),
                        Layout.padded(Labels.prose(text("agent.differ.help"), "small"), 8),
                        Layout.tall(body));
        setMinHeight(180);
    }

    void refresh() {
        var voters = model.voters();
        boolean enough = voters.size() > 1 && model.done() > 0;
        body.getChildren().setAll(enough ? pane : none);
        if (enough) map.show(new Shown(voters, model));
    }
}
