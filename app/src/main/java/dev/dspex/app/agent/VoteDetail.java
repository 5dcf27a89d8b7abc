package dev.dspex.app.agent;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.app.kit.Chips;
import dev.dspex.app.kit.Labels;
import dev.dspex.app.kit.Layout;
import dev.dspex.app.kit.RunState;
import dev.dspex.event.AgentEvent;
import dev.dspex.program.Words;

import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;

import java.util.Locale;

/** One task: the weight behind each answer, and what the voters said. */
final class VoteDetail extends HBox {
    private final VBox weights = new VBox(6);
    private final GridPane said = new GridPane(12, 4);

    VoteDetail() {
        setId("agent-vote");
        setSpacing(16);
        weights.setMinWidth(320);
        weights.setMaxWidth(360);
        var names = new ColumnConstraints();
        names.setMinWidth(USE_PREF_SIZE);
        var words = new ColumnConstraints();
        words.setHgrow(Priority.ALWAYS);
        said.getColumnConstraints().addAll(names, words);
        var scroll = new ScrollPane(said);
        scroll.setFitToWidth(true);
        scroll.getStyleClass().add("edge-to-edge");
        getChildren().addAll(weights, Layout.wide(scroll));
        getStyleClass().add("agent-vote");
        setMinHeight(0);
    }

    void show(@Nullable TaskVotes task) {
        weights.getChildren().clear();
        said.getChildren().clear();
        if (task == null) {
            weights.getChildren().add(Labels.muted(text("agent.choose")));
            return;
        }
        var vote = task.vote();
        weights.getChildren().add(head(task, vote));
        if (vote != null) {
            double all = vote.weights().stream().mapToDouble(w -> Math.abs(w.weight())).sum();
            for (var one : vote.weights()) weights.getChildren().add(bar(one, all));
            weights.getChildren().add(Labels.prose(AgentWords.why(vote), "small", "muted"));
        }
        said.add(Labels.section(text("agent.said")), 0, 0, 2, 1);
        int row = 1;
        for (var ballot : task.ballots().values()) {
            var name = Labels.mono(ballot.agent(), "muted");
            name.setMinWidth(USE_PREF_SIZE);
            GridPane.setValignment(name, VPos.TOP);
            said.addRow(row++, name, Labels.prose(words(task, ballot), "small"));
        }
    }

    private static Node head(TaskVotes task, AgentEvent.@Nullable Vote vote) {
        var title = Layout.wide(Labels.strong(text("agent.task", task.row())));
        if (vote == null)
            return Layout.row(8, title, Chips.state(text("agent.open"), RunState.WAITING));
        var chip =
                !vote.missing().isEmpty()
                        ? Chips.state(text("agent.undone"), RunState.SKIPPED)
                        : vote.agreed()
                                ? Chips.state(text("agent.agreed"), RunState.OK)
                                : Chips.state(text("agent.noconsensus"), RunState.WARNING);
        return Layout.row(8, title, chip);
    }

    private static Node bar(AgentEvent.Weighed one, double all) {
        double share = all == 0 ? 0 : Math.max(0, one.weight()) / all;
        var answer = Labels.cut(TaskVotes.line(one.answer()), "strong");
        answer.setPrefWidth(84);
        var bar = new ProgressBar(share);
        bar.setPrefWidth(88);
        bar.setAccessibleText(TaskVotes.line(one.answer()));
        var number = Labels.mono(String.format(Locale.ROOT, "%.2f", share), "figure");
        number.setMinWidth(USE_PREF_SIZE);
        var agents = Layout.wide(Labels.cut(String.join(", ", one.agents()), "muted", "small"));
        return Layout.row(8, answer, bar, number, agents);
    }

    private static String words(TaskVotes task, AgentEvent.Ballot ballot) {
        if (ballot.answer().isNull()) return text("agent.dropped", Words.told(ballot.reason()));
        var how = task.reasoning(ballot.agent());
        var answer = TaskVotes.line(ballot.answer());
        return how.isEmpty() ? answer : answer + ". " + how;
    }
}
