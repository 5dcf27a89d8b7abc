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
import dev.dspex.store.RunNote;

import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.Tooltip;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.function.Consumer;

/** All runs, newest first. Enter or a click opens one, F2 edits its tags and note, Delete asks. */
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
                    switch (e.getCode()) {
                        case ENTER -> chosen(actions.open());
                        case F2 -> chosen(actions.care().note());
                        case DELETE -> chosenEnded(actions.care().delete());
                        default -> {}
                    }
                });
        setContextMenu(menu(actions));
        model.watch(this::refreshItems);
        refreshItems();
    }

    private void chosen(Consumer<String> action) {
        var item = getSelectionModel().getSelectedItem();
        if (item != null) action.accept(item.id());
    }

    private ContextMenu menu(RunActions actions) {
        var note = item("run-edit-note", text("run.history.note"), actions.care().note());
        var compare = item("run-compare", text("run.history.compare"), actions.compare());
        var choose = item("run-choose", text("run.history.choose"), actions.choose());
        var prune = item("run-prune", text("run.history.prune"), actions.care().prune());
        var delete = item("run-delete", text("run.history.delete"), actions.care().delete());
        var menu = new ContextMenu(compare, choose, note, new SeparatorMenuItem(), prune, delete);
        menu.setOnShowing(
                _ -> {
                    var going = !ended(getSelectionModel().getSelectedItem());
                    prune.setDisable(going);
                    delete.setDisable(going);
                });
        return menu;
    }

    private MenuItem item(String id, String words, Consumer<String> action) {
        var item = new MenuItem(words);
        item.setId(id);
        item.setOnAction(_ -> chosen(action));
        return item;
    }

    private static boolean ended(@Nullable Item item) {
        return item != null && item.status().ended();
    }

    /** Nothing happens to a run that is still going on. */
    private void chosenEnded(Consumer<String> action) {
        if (ended(getSelectionModel().getSelectedItem())) chosen(action);
    }

    private void refreshItems() {
        var selected = getSelectionModel().getSelectedItem();
        getItems().setAll(model.found());
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
        private final Label tags = Labels.cut("", "small", "muted");
        private final HBox row = Layout.row(8, state, number, Layout.wide(kind), score, when);
        private final VBox both = new VBox(1, row, tags);

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
            var note = model.note(item.id());
            tags.setText(words(note));
            tags.setVisible(!note.isEmpty());
            tags.setManaged(!note.isEmpty());
            tip.setText(
                    Statuses.word(item.status())
                            + (item.seconds() == null ? "" : ", " + Figures.seconds(item.seconds()))
                            + "\n"
                            + Ago.exact(started)
                            + (note.isEmpty() ? "" : "\n" + words(note)));
            setTooltip(tip);
            setAccessibleText(
                    text(
                                    "run.history.item",
                                    String.valueOf(item.number()),
                                    kind.getText(),
                                    Statuses.word(item.status()),
                                    score.getText())
                            + (note.isEmpty() ? "" : ", " + words(note)));
            setGraphic(both);
        }

        private static String words(RunNote note) {
            var words = new ArrayList<String>();
            note.tags().forEach(tag -> words.add("#" + tag));
            if (!note.text().isEmpty()) words.add(note.text());
            return String.join("  ", words);
        }
    }
}
