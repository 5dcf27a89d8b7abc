package dev.dspex.app.agent;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.app.kit.Figures;
import dev.dspex.app.kit.RunState;
import dev.dspex.app.kit.StateIcon;
import dev.dspex.program.Words;

import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.Tooltip;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.function.Function;

/** The tasks of a run: what each agent said, and what was decided. */
final class BallotTable extends TableView<TaskVotes> {
    /**
     * What a cell says.
     *
     * @param shape beside the words; null for none
     * @param tip null for the words
     */
    private record Say(String words, @Nullable RunState shape, @Nullable String tip) {
        static final Say NOTHING = new Say("", null, null);
    }

    private static final double ROW = 48;

    private List<String> voters = List.of();

    BallotTable() {
        setId("agent-ballots");
        setAccessibleText(text("agent.ballots"));
        setColumnResizePolicy(CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        columns(List.of());
    }

    /** Shows these; what is selected stays so. */
    void show(List<TaskVotes> tasks, List<String> agents) {
        if (!agents.equals(voters)) columns(agents);
        var selected = getSelectionModel().getSelectedItem();
        getItems().setAll(tasks);
        if (selected != null && tasks.contains(selected)) getSelectionModel().select(selected);
        refresh();
    }

    private void columns(List<String> agents) {
        voters = agents;
        getColumns().clear();
        add(text("agent.column.row"), ROW, task -> new Say(task.row(), null, null), "mono");
        add(text("agent.column.task"), 200, task -> new Say(task.inputs(), null, null));
        for (var agent : agents) add(agent, 104, task -> ballot(task, agent));
        add(text("agent.column.decision"), 124, BallotTable::decision, "strong");
        add(text("agent.column.share"), 64, BallotTable::share, "num");
        add(text("agent.column.right"), 96, BallotTable::right);
    }

    private static Say ballot(TaskVotes task, String agent) {
        var ballot = task.ballots().get(agent);
        if (ballot == null) {
            var vote = task.vote();
            boolean spared = vote != null && vote.spared().contains(agent);
            return spared
                    ? new Say(text("agent.spared"), RunState.SKIPPED, text("agent.spared.help"))
                    : Say.NOTHING;
        }
        if (ballot.answer().isNull())
            return new Say(text("agent.failed"), RunState.WARNING, Words.told(ballot.reason()));
        return new Say(TaskVotes.line(ballot.answer()), shape(ballot.score()), null);
    }

    private static Say decision(TaskVotes task) {
        var vote = task.vote();
        if (vote == null) return new Say("", RunState.WAITING, text("agent.open"));
        if (!vote.missing().isEmpty())
            return new Say(
                    text("agent.undone"),
                    RunState.SKIPPED,
                    text("agent.undone.help", String.join(", ", vote.missing())));
        if (vote.given() == null) return new Say(text("agent.noanswer"), RunState.ERROR, null);
        return vote.agreed()
                ? new Say(TaskVotes.line(vote.answer()), null, null)
                : new Say(text("agent.noconsensus"), RunState.WARNING, AgentWords.why(vote));
    }

    private static Say share(TaskVotes task) {
        var vote = task.vote();
        return vote == null || vote.given() == null
                ? Say.NOTHING
                : new Say(Figures.percent(vote.share()), null, null);
    }

    private static Say right(TaskVotes task) {
        var vote = task.vote();
        return task.expected().isEmpty() || vote == null
                ? new Say(task.expected(), null, null)
                : new Say(task.expected(), shape(vote.score()), null);
    }

    private static @Nullable RunState shape(@Nullable Double score) {
        if (score == null) return null;
        return score >= 0.5 ? RunState.OK : RunState.REJECTED;
    }

    private void add(String title, double width, Function<TaskVotes, Say> value, String... styles) {
        var column = new TableColumn<TaskVotes, TaskVotes>(title);
        column.setPrefWidth(width);
        column.setMinWidth(Math.min(width, 64));
        if (width <= ROW) column.setMaxWidth(width);
        column.setSortable(false);
        column.getStyleClass().addAll(styles);
        column.setCellValueFactory(cell -> new ReadOnlyObjectWrapper<>(cell.getValue()));
        column.setCellFactory(_ -> new SayCell(value));
        getColumns().add(column);
    }

    private static final class SayCell extends TableCell<TaskVotes, TaskVotes> {
        private final Function<TaskVotes, Say> value;
        private final Tooltip tip = new Tooltip();
        private final StateIcon icon = new StateIcon(RunState.IDLE, 13);

        SayCell(Function<TaskVotes, Say> value) {
            this.value = value;
            setGraphicTextGap(6);
        }

        @Override
        protected void updateItem(@Nullable TaskVotes task, boolean empty) {
            super.updateItem(task, empty);
            var say = task == null || empty ? Say.NOTHING : value.apply(task);
            setText(say.words());
            setGraphic(say.shape() == null ? null : icon);
            if (say.shape() != null) icon.setState(say.shape());
            var words = say.tip() == null ? say.words() : say.tip();
            tip.setText(words);
            setTooltip(words.isEmpty() ? null : tip);
        }
    }
}
