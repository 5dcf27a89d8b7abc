package dev.dspex.app.agent;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.app.kit.Buttons;
import dev.dspex.app.kit.EmptyState;
import dev.dspex.app.kit.FieldProblem;
import dev.dspex.app.kit.Figures;
import dev.dspex.app.kit.Labels;
import dev.dspex.app.kit.Layout;
import dev.dspex.app.kit.Panels;
import dev.dspex.app.kit.WhileShown;
import dev.dspex.program.Words;

import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.SplitPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

import org.controlsfx.control.SegmentedButton;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/** The Agents place: who there is, how they vote on a data set, where they differ. */
public final class AgentsView extends StackPane {
    private final AgentRunModel model;
    private final AgentsHost host;
    private final AgentsForm form;
    private final AgentsHeader header;
    private final AgentCards cards;
    private final BallotTable table = new BallotTable();
    private final VoteDetail detail = new VoteDetail();
    private final Disagreement differ;
    private final ToggleButton all = new ToggleButton();
    private final ToggleButton split = new ToggleButton();
    private final ToggleButton disputed = new ToggleButton();
    private final Label figures = Labels.cut("", "muted");
    private final StackPane failure = new StackPane();
    private final VBox page;
    private final EmptyState empty;
    private Predicate<TaskVotes> wanted = _ -> true;

    public AgentsView(AgentRunModel model, AgentsHost host) {
        this.model = model;
        this.host = host;
        var refresh = new Runnable[] {() -> {}};
        form = new AgentsForm(host, () -> refresh[0].run());
        header = new AgentsHeader(model, form, host);
        cards = new AgentCards(model);
        differ = new Disagreement(model);
        setId("agents");
        page = page();
        var begin = Buttons.primary(text("agent.begin"), "account-group-outline");
        begin.setId("agents-begin");
        begin.setOnAction(_ -> host.example().run());
        empty =
                new EmptyState(
                        "account-group-outline",
                        text("agent.none"),
                        text("agent.none.todo"),
                        begin);
        empty.getStyleClass().add("island");
        getChildren().setAll(empty);
        var whileShown = new WhileShown(this, this::refresh);
        model.watch(whileShown::changed);
        host.registry().subscribe(_ -> whileShown.changed());
        host.ready().subscribe(() -> header.refresh());
        refresh[0] = header::refresh;
        table.getSelectionModel().selectedItemProperty().subscribe(task -> detail.show(task));
        refresh();
    }

    private VBox page() {
        failure.setVisible(false);
        failure.setManaged(false);
        var top = Layout.styled(new VBox(header, failure), "island");
        top.setMinHeight(USE_PREF_SIZE);
        filter(all, "agents-all", _ -> true);
        filter(split, "agents-split", TaskVotes::split);
        filter(disputed, "agents-disputed", TaskVotes::disputed);
        all.setSelected(true);
        var shown = new SegmentedButton(all, split, disputed);
        figures.setId("agents-figures");
        var ballots =
                new VBox(
                        Panels.header(text("agent.ballots"), shown),
                        Layout.tall(table),
                        detail,
                        Layout.styled(Layout.row(8, Layout.wide(figures)), "agent-figures"));
        ballots.getStyleClass().add("island");
        ballots.setMinWidth(0);
        detail.setPrefHeight(190);
        var scroll = new ScrollPane(form);
        scroll.setFitToWidth(true);
        scroll.getStyleClass().add("edge-to-edge");
        var next = Layout.styled(new StackPane(scroll), "island");
        next.setMinHeight(0);
        var right = new SplitPane(differ, next);
        right.setOrientation(Orientation.VERTICAL);
        right.setDividerPositions(0.52);
        right.setMinWidth(304);
        right.setPrefWidth(336);
        var lower = new SplitPane(ballots, right);
        SplitPane.setResizableWithParent(right, false);
        lower.setDividerPositions(0.75);
        return new VBox(4, top, cards, Layout.tall(lower));
    }

    private void filter(ToggleButton button, String id, Predicate<TaskVotes> only) {
        button.setId(id);
        button.setOnAction(
                _ -> {
                    button.setSelected(true);
                    wanted = only;
                    refresh();
                });
    }

    private void refresh() {
        var registry = host.registry().getValue();
        boolean nothing =
                registry.cards().isEmpty() && registry.problem().isEmpty() && model.isEmpty();
        Node now = nothing ? empty : page;
        if (getChildren().getFirst() != now) getChildren().setAll(now);
        if (nothing) return;
        header.refresh();
        cards.refresh(registry.cards());
        form.refresh();
        all.setText(text("agent.all", Figures.count(model.tasks().size())));
        split.setText(text("agent.split", Figures.count(model.splitVotes())));
        disputed.setText(text("agent.disputed", Figures.count(model.disputed())));
        table.setPlaceholder(Labels.muted(text("agent.ballots.none")));
        table.show(model.tasks().stream().filter(wanted).toList(), model.voters());
        detail.show(table.getSelectionModel().getSelectedItem());
        differ.refresh();
        figures.setText(figures());
        fail(model.error().isEmpty() ? registry.problem() : model.error());
    }

    private String figures() {
        if (model.done() == 0) return "";
        var parts = new ArrayList<String>();
        double score = model.score();
        if (!Double.isNaN(score))
            parts.add(
                    text("agent.figure.score", Figures.score(score), Figures.count(model.done())));
        best().ifPresent(parts::add);
        parts.add(
                text(
                        "agent.figure.ballots",
                        String.format(
                                Locale.ROOT,
                                "%.1f",
                                (double) model.ballots() / Math.max(1, model.done()))));
        return String.join("   ", parts);
    }

    private java.util.Optional<String> best() {
        List<String> voters = model.voters();
        return voters.stream()
                .filter(agent -> !Double.isNaN(model.score(agent)))
                .max(java.util.Comparator.comparingDouble(model::score))
                .map(agent -> text("agent.figure.best", agent, Figures.score(model.score(agent))));
    }

    private void fail(String error) {
        failure.setVisible(!error.isEmpty());
        failure.setManaged(!error.isEmpty());
        if (!error.isEmpty())
            failure.getChildren().setAll(new FieldProblem(Words.told(error), null));
    }
}
