package dev.dspex.app.run;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.app.feed.Durations;
import dev.dspex.app.feed.Values;
import dev.dspex.app.kit.Figures;
import dev.dspex.app.kit.RunState;
import dev.dspex.app.kit.StateIcon;
import dev.dspex.app.run.EvaluationModel.Row;
import dev.dspex.app.run.EvaluationModel.Verdict;
import dev.dspex.program.Words;

import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;

import org.jspecify.annotations.Nullable;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import java.util.function.Function;

/** The rows of an evaluation. Enter or a double click opens the trace of one. */
final class EvaluationTable extends TableView<Row> {
    /** A column of figures or one word is never cut; texts share what is left. */
    private static final double SHORT = 100;

    EvaluationTable(Consumer<Row> openTrace, Function<Row, OptionalDouble> rating, Rated rate) {
        setId("evaluation-rows");
        setAccessibleText(text("run.evaluation.rows"));
        setColumnResizePolicy(CONSTRAINED_RESIZE_POLICY_FLEX_NEXT_COLUMN);
        getColumns()
                .add(
                        words(
                                text("run.column.row"),
                                56,
                                Row::id,
                                Comparator.comparing(Row::id),
                                "mono",
                                "first"));
        getColumns().add(verdict());
        getColumns()
                .add(
                        words(
                                text("run.column.score"),
                                72,
                                row -> row.score() == null ? "" : Figures.score(row.score()),
                                Comparator.comparing(
                                        row -> Objects.requireNonNullElse(row.score(), -1.0)),
                                "num"));
        getColumns()
                .add(
                        words(
                                text("run.column.rating"),
                                72,
                                row -> words(rating.apply(row)),
                                Comparator.comparingDouble(row -> rating.apply(row).orElse(-1)),
                                "num"));
        getColumns()
                .add(
                        words(
                                text("run.column.expected"),
                                220,
                                row -> Values.line(row.expected()),
                                Comparator.comparing(row -> Values.line(row.expected()))));
        getColumns()
                .add(
                        words(
                                text("run.column.outputs"),
                                220,
                                row -> Values.line(row.outputs()),
                                Comparator.comparing(row -> Values.line(row.outputs()))));
        getColumns()
                .add(
                        words(
                                text("run.column.seconds"),
                                80,
                                row -> Durations.text(row.seconds()),
                                Comparator.comparingDouble(Row::seconds),
                                "num",
                                "muted"));
        getColumns()
                .add(
                        words(
                                text("run.column.why"),
                                260,
                                EvaluationTable::why,
                                Comparator.comparing(EvaluationTable::why)));
        setOnMouseClicked(
                e -> {
                    if (e.getClickCount() == 2) open(openTrace);
                });
        setOnKeyPressed(
                e -> {
                    if (e.getCode() == KeyCode.ENTER) open(openTrace);
                    var row = getSelectionModel().getSelectedItem();
                    if (row == null || e.isShortcutDown() || e.isAltDown()) return;
                    RatingBar.rating(e.getCode())
                            .ifPresent(
                                    score -> {
                                        e.consume();
                                        rate.rated(row, score);
                                    });
                });
    }

    /** Keeps what is selected and how the person sorted. */
    void show(List<Row> rows) {
        var selected = getSelectionModel().getSelectedItem();
        getItems().setAll(rows);
        if (!getSortOrder().isEmpty()) sort();
        if (selected != null) getSelectionModel().select(selected);
    }

    /** A person rated the answer of a row. */
    interface Rated {
        void rated(Row row, double score);
    }

    private static String words(OptionalDouble rating) {
        return rating.isPresent() ? RatingBar.words(rating.getAsDouble()) : "";
    }

    private void open(Consumer<Row> openTrace) {
        var row = getSelectionModel().getSelectedItem();
        if (row != null) openTrace.accept(row);
    }

    private static String why(Row row) {
        var error = row.error();
        return error != null ? Words.told(error.message()) : row.feedback();
    }

    static RunState shape(Verdict verdict) {
        return switch (verdict) {
            case ERROR -> RunState.ERROR;
            case UNRATED -> RunState.IDLE;
            case WRONG -> RunState.REJECTED;
            case PART -> RunState.WARNING;
            case RIGHT -> RunState.OK;
        };
    }

    static String word(Verdict verdict) {
        return switch (verdict) {
            case ERROR -> text("run.verdict.error");
            case UNRATED -> text("run.verdict.unrated");
            case WRONG -> text("run.verdict.wrong");
            case PART -> text("run.verdict.part");
            case RIGHT -> text("run.verdict.right");
        };
    }

    private static TableColumn<Row, Row> verdict() {
        var column = column(text("run.column.verdict"), 96, Comparator.comparing(Row::verdict));
        column.setCellFactory(
                _ ->
                        new TableCell<>() {
                            private final StateIcon icon = new StateIcon(RunState.IDLE, 14);

                            @Override
                            protected void updateItem(@Nullable Row row, boolean empty) {
                                super.updateItem(row, empty);
                                if (row == null || empty) {
                                    setText(null);
                                    setGraphic(null);
                                    return;
                                }
                                setText(word(row.verdict()));
                                setGraphic(icon);
                                setGraphicTextGap(6);
                                icon.setState(shape(row.verdict()));
                            }
                        });
        return column;
    }

    private static TableColumn<Row, Row> words(
            String title,
            double width,
            Function<Row, String> value,
            Comparator<Row> order,
            String... styles) {
        var column = column(title, width, order);
        column.getStyleClass().addAll(styles);
        column.setCellFactory(
                _ ->
                        new TableCell<>() {
                            private final Tooltip tip = new Tooltip();

                            @Override
                            protected void updateItem(@Nullable Row row, boolean empty) {
                                super.updateItem(row, empty);
                                var words = row == null || empty ? "" : value.apply(row);
                                setText(words);
                                tip.setText(words);
                                tip.setWrapText(true);
                                tip.setMaxWidth(480);
                                setTooltip(words.length() > 24 ? tip : null);
                            }
                        });
        return column;
    }

    private static TableColumn<Row, Row> column(String title, double width, Comparator<Row> order) {
        var column = new TableColumn<Row, Row>(title);
        column.setPrefWidth(width);
        column.setMinWidth(Math.min(width, SHORT));
        if (width < SHORT) column.setMaxWidth(width);
        column.setReorderable(false);
        column.setComparator(order);
        column.setCellValueFactory(data -> new ReadOnlyObjectWrapper<>(data.getValue()));
        return column;
    }
}
