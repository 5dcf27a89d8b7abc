package dev.dspex.app.run;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.app.feed.Statuses;
import dev.dspex.app.kit.Ago;
import dev.dspex.app.kit.EmptyState;
import dev.dspex.app.kit.Figures;
import dev.dspex.app.kit.Labels;
import dev.dspex.app.kit.Layout;
import dev.dspex.app.kit.RunState;
import dev.dspex.app.kit.StateIcon;
import dev.dspex.app.run.HistoryModel.Item;

import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.MenuItem;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.HBox;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Consumer;

/** All runs, newest first. Enter or a click opens one. */
public final class HistoryView extends ListView<Item> {
    private final HistoryModel model;
    private final InstantSource clock;

    HistoryView(HistoryModel model, RunActions actions, InstantSource clock) {
        this.model = model;
        this.clock = clock;
        setId("run-history");
        getStyleClass().add("run-history");
        setAccessibleText(text("run.history"));
        setPlaceholder(
                new EmptyState("history", text("run.history.none"), text("run.history.none.todo")));
        setCellFactory(_ -> new Cell());
        setOnMouseClicked(
                e -> {
                    if (e.getButton() == MouseButton.PRIMARY) chosen(actions.open());
                });
        setOnKeyPressed(
                e -> {
                    if (e.getCode() == KeyCode.ENTER) chosen(actions.open());
                });
        var compare = new MenuItem(text("run.history.compare"));
        compare.setId("run-compare");
        compare.setOnAction(_ -> chosen(actions.compare()));
        setContextMenu(new ContextMenu(compare));
        model.watch(this::refreshItems);
        refreshItems();
    }

    private void chosen(Consumer<String> action) {
        var item = getSelectionModel().getSelectedItem();
        if (item != null) action.accept(item.id());
    }

    private void refreshItems() {
        var selected = getSelectionModel().getSelectedItem();
        getItems().setAll(model.items());
        if (selected == null) return;
        getItems().stream()
                .filter(item -> item.id().equals(selected.id()))
                .findFirst()
                .ifPresent(getSelectionModel()::select);
    }

    private final class Cell extends ListCell<Item> {
        private final StateIcon state = new StateIcon(RunState.IDLE, 14);
        private final Label number = Labels.mono("");
        private final Label kind = Labels.label("", "small");
        private final Label score = Labels.mono("");
        private final Label when = Labels.muted("");
        private final Tooltip tip = new Tooltip();
        private final HBox row = Layout.row(8, state, number, Layout.wide(kind), score, when);

        @Override
        protected void updateItem(@Nullable Item item, boolean empty) {
            super.updateItem(item, empty);
            setPrefWidth(0);
            if (item == null || empty) {
                setGraphic(null);
                setTooltip(null);
                setAccessibleText(null);
                return;
            }
            state.setState(Statuses.state(item.status()));
            number.setText(String.valueOf(item.number()));
            kind.setText(Statuses.kind(item.kind()) + " " + item.program());
            score.setText(item.score() == null ? "" : Figures.score(item.score()));
            var started = Instant.ofEpochMilli((long) item.started());
            when.setText(Ago.since(started, clock.instant()));
            tip.setText(
                    Statuses.word(item.status())
                            + (item.seconds() == null ? "" : ", " + Figures.seconds(item.seconds()))
                            + "\n"
                            + Ago.exact(started));
            setTooltip(tip);
            setAccessibleText(
                    text(
                            "run.history.item",
                            String.valueOf(item.number()),
                            kind.getText(),
                            Statuses.word(item.status()),
                            score.getText()));
            setGraphic(row);
        }
    }
}
