package dev.dspex.app.agent;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.app.chart.Sparkline;
import dev.dspex.app.kit.Chips;
import dev.dspex.app.kit.Figures;
import dev.dspex.app.kit.Icons;
import dev.dspex.app.kit.Labels;
import dev.dspex.app.kit.Layout;
import dev.dspex.app.kit.RunState;
import dev.dspex.app.kit.StateIcon;
import dev.dspex.program.Words;

import javafx.scene.Node;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

import java.util.List;
import java.util.Locale;

/** The agents of the project beside each other: what they can do and need, and how fit they are. */
final class AgentCards extends ScrollPane {
    private static final double WIDTH = 264;
    private static final double LABEL = 56;

    private final AgentRunModel model;
    private final HBox cards = new HBox(4);
    private List<AgentCard> shown = List.of();
    private boolean running;

    AgentCards(AgentRunModel model) {
        this.model = model;
        setId("agent-cards");
        cards.setAccessibleText(text("agent.cards"));
        setContent(cards);
        setFitToHeight(true);
        setVbarPolicy(ScrollBarPolicy.NEVER);
        setMinHeight(USE_PREF_SIZE);
        getStyleClass().addAll("edge-to-edge", "agent-cards");
    }

    void refresh(List<AgentCard> now) {
        if (shown.equals(now) && running == model.running()) return;
        shown = now;
        running = model.running();
        cards.getChildren().setAll(now.stream().map(this::card).toList());
    }

    private Node card(AgentCard card) {
        var icon = new StateIcon(state(card), 16);
        var name = Layout.wide(Labels.cut(card.name(), "mono", "strong"));
        var kind = Layout.wide(Labels.cut(card.program() + ", " + card.kind(), "muted", "small"));
        var place = Labels.withIcon(Labels.muted(card.place()), Icons.icon("server"), 4);
        var box =
                new VBox(
                        6,
                        Layout.row(6, name, icon),
                        Layout.row(6, kind, place),
                        fitness(card),
                        names("agent.provides", card.provides(), card),
                        names("agent.requires", card.requires(), card));
        for (var missing : card.unmet())
            box.getChildren()
                    .add(
                            Labels.prose(
                                    text("agent.unmet", card.name(), missing, card.place()),
                                    "small"));
        if (!card.leftOut().isEmpty())
            box.getChildren().add(Labels.prose(Words.told(card.leftOut()), "small", "muted"));
        Layout.styled(box, "island", "agent-card");
        Layout.width(box, WIDTH);
        if (!card.description().isEmpty()) Tooltip.install(box, new Tooltip(card.description()));
        return box;
    }

    private RunState state(AgentCard card) {
        if (!card.unmet().isEmpty() || !card.leftOut().isEmpty()) return RunState.WARNING;
        boolean votes = running && model.voters().contains(card.name());
        return votes ? RunState.RUNNING : RunState.READY;
    }

    private static Node fitness(AgentCard card) {
        if (card.fitness().weight() == 0) return Labels.muted(text("agent.fitness.none"));
        var big = Labels.mono(Figures.score(card.fitness().mean()), "figure-big");
        var weight = String.format(Locale.ROOT, "%+.2f", card.weight());
        var words = Labels.muted(text("agent.fitness", weight));
        words.setTooltip(
                new Tooltip(
                        text(
                                "agent.fitness.help",
                                Figures.score(card.fitness().wilsonLower()),
                                Figures.count(Math.round(card.fitness().weight())))));
        var left = Layout.column(0, big, words);
        var row = Layout.row(8, left, Layout.grow());
        if (card.past().size() > 1) {
            var line = new Sparkline(text("agent.past", card.name()), 80, 30, 12);
            card.past().forEach(one -> line.add(one * 100));
            row.getChildren().add(line);
        }
        return row;
    }

    private static Node names(String key, List<String> names, AgentCard card) {
        var flow = new FlowPane(4, 4);
        boolean needs = key.endsWith("requires");
        for (var name : names) {
            boolean missing = needs && card.unmet().contains(name);
            var shape = needs ? new StateIcon(missing ? RunState.WARNING : RunState.OK, 12) : null;
            flow.getChildren().add(Chips.chip(name, shape, missing ? "warn" : "neutral"));
        }
        if (names.isEmpty()) flow.getChildren().add(Labels.muted(text("agent.nothing")));
        flow.setPrefWrapLength(WIDTH - 28 - LABEL);
        var label = Labels.label(text(key), "muted", "small");
        Layout.width(label, LABEL);
        var row = new HBox(4, label, flow);
        HBox.setHgrow(flow, Priority.ALWAYS);
        return row;
    }
}
