package dev.dspex.app.dataset;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.app.dataset.TrialModel.Trial;
import dev.dspex.app.kit.Figures;
import dev.dspex.app.kit.RunState;
import dev.dspex.app.kit.StateIcon;

import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.Tooltip;

import org.jspecify.annotations.Nullable;

import java.util.function.Consumer;
import java.util.function.Function;

/** Rows that a metric is tried on: what is expected, the answer, the score and why. */
final class TrialTable extends TableView<Trial> {
    private static final double WIDE = 156;
    private static final double LONG = 320;

    private final TrialModel model;
    private final Runnable edited;

    /**
     * @param edited called when an answer was typed
     * @param open shows the file where the metric failed
     */
    TrialTable(TrialModel model, Runnable edited, Consumer<String> open) {
        this.model = model;
        this.edited = edited;
        setId("trial-rows");
        setAccessibleText(text("dataset.metric.rows"));
        setEditable(true);
        getItems().setAll(model.trials());
        getColumns().add(words(text("dataset.number"), 56, Trial::id, "num", "muted"));
        for (var field : model.fields()) {
            getColumns()
                    .add(
                            words(
                                    text("dataset.metric.expected", field),
                                    WIDE,
                                    trial -> trial.expected(field)));
            getColumns().add(answer(field));
        }
        getColumns()
                .add(
                        words(
                                text("dataset.metric.from"),
                                84,
                                trial ->
                                        trial.run() == null
                                                ? ""
                                                : text("dataset.metric.run", trial.run()),
                                "muted"));
        getColumns().add(score());
        getColumns().add(words(text("dataset.metric.reason"), LONG, TrialTable::reason));
        setOnMouseClicked(
                event -> {
                    var trial = getSelectionModel().getSelectedItem();
                    if (event.getClickCount() != 2 || trial == null) return;
                    var result = trial.result();
                    if (result != null && result.file() != null) open.accept(result.file());
                });
    }

    private static String reason(Trial trial) {
        var result = trial.result();
        return result == null ? "" : result.reason();
    }

    private TableColumn<Trial, Trial> answer(String field) {
        var column = column(text("dataset.metric.answer", field), WIDE);
        column.setId("answer-" + field);
        column.setEditable(true);
        column.setCellFactory(
                _ ->
                        new AnswerCell(
                                field,
                                (trial, name, words) -> {
                                    model.type(trial, name, words);
                                    refresh();
                                    edited.run();
                                }));
        return column;
    }

    private static TableColumn<Trial, Trial> score() {
        var column = column(text("dataset.metric.score"), 88);
        column.setCellFactory(_ -> new ScoreCell());
        return column;
    }

    private static TableColumn<Trial, Trial> words(
            String title, double width, Function<Trial, String> value, String... styles) {
        var column = column(title, width);
        column.getStyleClass().addAll(styles);
        column.setCellFactory(
                _ ->
                        new TableCell<>() {
                            private final Tooltip tip = new Tooltip();

                            {
                                getStyleClass().addAll(styles);
                                tip.setWrapText(true);
                                tip.setMaxWidth(480);
                            }

                            @Override
                            protected void updateItem(@Nullable Trial trial, boolean empty) {
                                super.updateItem(trial, empty);
                                var words = trial == null || empty ? "" : value.apply(trial);
                                setText(words.replaceAll("\\s+", " "));
                                tip.setText(words);
                                setTooltip(words.length() > 20 ? tip : null);
                            }
                        });
        return column;
    }

    private static TableColumn<Trial, Trial> column(String title, double width) {
        var column = new TableColumn<Trial, Trial>(title);
        column.setPrefWidth(width);
        column.setReorderable(false);
        column.setSortable(false);
        column.setEditable(false);
        column.setCellValueFactory(cell -> new ReadOnlyObjectWrapper<>(cell.getValue()));
        return column;
    }

    private static final class ScoreCell extends TableCell<Trial, Trial> {
        private final StateIcon icon = new StateIcon(RunState.IDLE, 14);

        ScoreCell() {
            getStyleClass().add("mono");
            setGraphicTextGap(6);
        }

        @Override
        protected void updateItem(@Nullable Trial trial, boolean empty) {
            super.updateItem(trial, empty);
            var result = trial == null || empty ? null : trial.result();
            if (result == null) {
                setText(null);
                setGraphic(null);
                return;
            }
            var score = result.score();
            var none =
                    result.failed() ? text("dataset.metric.error") : text("dataset.metric.unrated");
            setText(score == null ? none : Figures.score(score));
            icon.setState(
                    score == null
                            ? result.failed() ? RunState.ERROR : RunState.IDLE
                            : score >= 1
                                    ? RunState.OK
                                    : score > 0 ? RunState.WARNING : RunState.REJECTED);
            setGraphic(icon);
        }
    }
}
