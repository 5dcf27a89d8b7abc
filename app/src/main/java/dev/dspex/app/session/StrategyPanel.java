package dev.dspex.app.session;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.app.chart.Timeline;
import dev.dspex.app.kit.Chips;
import dev.dspex.app.kit.Labels;
import dev.dspex.app.kit.Layout;
import dev.dspex.app.kit.Panels;
import dev.dspex.app.kit.StateIcon;

import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;

import java.util.function.Function;
import java.util.function.IntConsumer;

/** Which strategy held when, and every decision in a row. */
final class StrategyPanel extends VBox {
    private static final double NAMES = 168;

    private final LiveSessionModel model;
    private final IntConsumer opened;
    private final Label since = Labels.muted(text("session.now"));
    private final Label now = Chips.chip("", null, "accent");
    private final Timeline timeline;
    private final TableView<Verdict> table = new TableView<>();
    private boolean filling;

    /**
     * @param opened told the number of a decision that a person opens
     */
    StrategyPanel(LiveSessionModel model, IntConsumer opened) {
        this.model = model;
        this.opened = opened;
        timeline =
                new Timeline(
                        index -> {
                            int decision = model.strategies().get(index).decision();
                            if (decision > 0) opened.accept(decision);
                        },
                        NAMES);
        timeline.setId("session-strategies");
        timeline.setMinHeight(132);
        timeline.setPrefHeight(150);
        getStyleClass().add("island");
        getChildren()
                .addAll(
                        Panels.header(text("session.strategy"), since, now),
                        timeline,
                        Layout.tall(table));
        table();
        setMinSize(0, 0);
    }

    private void table() {
        table.setId("session-decisions");
        table.setAccessibleText(text("session.decisions"));
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        table.setPlaceholder(Labels.prose(text("session.decisions.none"), "muted"));
        table.setMinSize(0, 0);
        var number = column("#", 40, v -> String.valueOf(v.number()), "num");
        number.setMaxWidth(56);
        var time = column(text("session.when"), 76, v -> SessionWords.clock(v.wall()), "mono");
        time.setMaxWidth(96);
        var seen = column(text("session.card.seen"), 116, v -> SessionWords.sight(v.sight()));
        seen.setMaxWidth(180);
        table.getColumns().add(number);
        table.getColumns().add(time);
        table.getColumns().add(seen);
        table.getColumns().add(state());
        table.getColumns()
                .add(
                        column(
                                text("session.done"),
                                360,
                                v -> String.join(". ", SessionWords.done(v))));
        table.getSelectionModel()
                .selectedItemProperty()
                .subscribe(
                        chosen -> {
                            if (!filling && chosen != null) opened.accept(chosen.number());
                        });
        table.setOnMouseClicked(_ -> again());
        table.setOnKeyPressed(
                e -> {
                    if (e.getCode() == KeyCode.ENTER) again();
                });
    }

    private void again() {
        var chosen = table.getSelectionModel().getSelectedItem();
        if (chosen != null) opened.accept(chosen.number());
    }

    private static TableColumn<Verdict, String> column(
            String title, double width, Function<Verdict, String> words, String... styles) {
        var column = new TableColumn<Verdict, String>(title);
        column.setSortable(false);
        column.setPrefWidth(width);
        column.setMinWidth(Math.min(width, 116));
        column.getStyleClass().addAll(styles);
        column.setCellValueFactory(row -> new ReadOnlyStringWrapper(words.apply(row.getValue())));
        return column;
    }

    private static TableColumn<Verdict, Verdict> state() {
        var column = new TableColumn<Verdict, Verdict>(text("session.card.state"));
        column.setSortable(false);
        column.setMinWidth(112);
        column.setMaxWidth(140);
        column.setCellValueFactory(row -> new ReadOnlyObjectWrapper<>(row.getValue()));
        column.setCellFactory(
                _ ->
                        new TableCell<>() {
                            @Override
                            protected void updateItem(@Nullable Verdict item, boolean empty) {
                                super.updateItem(item, empty);
                                setText(null);
                                setGraphic(null);
                                if (empty || item == null) return;
                                setText(SessionWords.state(item));
                                setGraphic(new StateIcon(SessionWords.shape(item), 14));
                            }
                        });
        return column;
    }

    void refresh() {
        var strategy = model.way().strategy();
        now.setText(strategy);
        now.setVisible(!strategy.isEmpty());
        since.setVisible(model.running());
        timeline.show(new StrategyLanes(model));
        filling = true;
        if (table.getItems().size() > model.verdicts().size()) table.getItems().clear();
        for (int i = table.getItems().size(); i < model.verdicts().size(); i++)
            table.getItems().addFirst(model.verdicts().get(i));
        filling = false;
    }

    /** Marks the row of this decision; 0 for none. */
    void select(int number) {
        filling = true;
        if (number == 0) table.getSelectionModel().clearSelection();
        else
            table.getItems().stream()
                    .filter(verdict -> verdict.number() == number)
                    .findFirst()
                    .ifPresent(
                            verdict -> {
                                table.getSelectionModel().select(verdict);
                                table.scrollTo(verdict);
                            });
        filling = false;
    }

    /** Forgets the rows of another session. */
    void clear() {
        table.getItems().clear();
    }
}
