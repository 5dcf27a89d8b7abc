package dev.dspex.app.dataset;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.app.kit.Buttons;
import dev.dspex.app.kit.Fields;
import dev.dspex.app.kit.Figures;
import dev.dspex.app.kit.Icons;
import dev.dspex.app.kit.Labels;
import dev.dspex.app.kit.Layout;
import dev.dspex.app.kit.Panels;

import javafx.animation.PauseTransition;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.util.Duration;

import java.util.HashSet;
import java.util.Optional;

/** What can be done with the rows of a table, above its grid. */
final class DataBar extends HBox {
    private static final Duration TYPING = Duration.millis(250);

    private final TableModel model;
    private final DataGrid grid;
    private final PromptBar prompt;
    private final Label count = Labels.muted("");
    private final Label saved = Labels.muted("");
    private final Button undo = Buttons.icon("undo", text("dataset.undo"));
    private final Button redo = Buttons.icon("redo", text("dataset.redo"));
    private final Button leaks = Buttons.small("", "alert-outline");
    private final MenuButton more = new MenuButton(null, Icons.icon("dots-horizontal"));
    private final TextField search = Fields.search(text("dataset.filter"), null);
    private final PauseTransition typing = new PauseTransition(TYPING);

    DataBar(String name, TableModel model, TableSaver saver, DataGrid grid, PromptBar prompt) {
        this.model = model;
        this.grid = grid;
        this.prompt = prompt;
        search.setId("row-filter");
        search.textProperty().subscribe((_, _) -> typing.playFromStart());
        typing.setOnFinished(_ -> search());
        undo.setId("data-undo");
        redo.setId("data-redo");
        undo.setOnAction(_ -> model.document().undo());
        redo.setOnAction(_ -> model.document().redo());
        var add = does(Buttons.icon("table-row-plus-after", text("dataset.add")), model::add);
        add.setId("data-add");
        var duplicate =
                does(
                        Buttons.icon("content-duplicate", text("dataset.duplicate")),
                        () -> model.duplicate(grid.selectedRows()));
        duplicate.setId("data-duplicate");
        var delete =
                does(
                        Buttons.icon("delete-outline", text("dataset.delete")),
                        () -> model.delete(grid.selectedRows()));
        delete.setId("data-delete");
        more.setId("data-more");
        more.getStyleClass().add("icon-button");
        more.setAccessibleText(text("dataset.more"));
        more.getItems()
                .addAll(
                        item(text("dataset.column.add"), this::addColumn),
                        item(text("dataset.column.rename"), this::renameColumn),
                        item(text("dataset.column.remove"), this::removeColumn));
        saver.stateProperty()
                .subscribe(
                        state ->
                                saved.setText(
                                        switch (state) {
                                            case SAVED -> text("dataset.saved");
                                            case WAITING -> text("dataset.saving");
                                            case CONFLICT, FAILED -> text("dataset.notsaved");
                                        }));
        grid.shownProperty().subscribe(_ -> refresh());
        leaks.setId("data-leaks");
        leaks(0);
        var tools =
                Panels.tools(
                        Layout.gap(4),
                        Labels.strong(name),
                        Layout.gap(4),
                        count,
                        Layout.gap(8),
                        undo,
                        redo,
                        Layout.gap(4),
                        add,
                        duplicate,
                        delete,
                        more,
                        Layout.grow(),
                        leaks,
                        Layout.gap(8),
                        saved,
                        Layout.gap(8),
                        Layout.width(search, 260));
        getChildren().add(Layout.wide(tools));
        refresh();
    }

    /** Adds what else can be done, below a line. */
    void offer(MenuItem... items) {
        more.getItems().add(new SeparatorMenuItem());
        more.getItems().addAll(items);
    }

    static MenuItem item(String words, Runnable does) {
        var item = new MenuItem(words);
        item.setOnAction(_ -> does.run());
        return item;
    }

    private static Button does(Button button, Runnable action) {
        button.setOnAction(_ -> action.run());
        return button;
    }

    /** All rows are shown, whatever was searched for. */
    void showAll() {
        search.clear();
        typing.stop();
        search();
    }

    /**
     * @param count of the rows whose input stands in another split too
     */
    void leaks(int count) {
        leaks.setText(text("dataset.leaks.count", Figures.count(count)));
        leaks.setVisible(count > 0);
        leaks.setManaged(count > 0);
    }

    void onLeaks(Runnable show) {
        leaks.setOnAction(_ -> show.run());
    }

    void refresh() {
        var all = Figures.count(model.total());
        count.setText(
                model.size() == model.total()
                        ? text("dataset.rows", all)
                        : text("dataset.rows.some", Figures.count(model.size()), all));
        step(undo, text("dataset.undo"), model.document().undoName());
        step(redo, text("dataset.redo"), model.document().redoName());
    }

    private static void step(Button button, String verb, Optional<String> name) {
        button.setDisable(name.isEmpty());
        var words = name.map(n -> verb + ": " + n).orElse(verb);
        button.setAccessibleText(words);
        if (button.getTooltip() != null) button.getTooltip().setText(words);
    }

    private void search() {
        var columns = new HashSet<String>();
        grid.columns().forEach(column -> columns.add(column.name()));
        grid.search(Query.parse(search.getText(), columns));
        refresh();
    }

    /** Shows only the rows with this value. */
    void only(String column, String value) {
        search.setText(Query.typed(column, value));
    }

    private void addColumn() {
        prompt.name(
                text("dataset.column.add.name"),
                "",
                name -> model.addColumn(name) ? "" : text("dataset.column.taken", name));
    }

    private void renameColumn() {
        var column = focusedColumn();
        if (column.isEmpty()) return;
        prompt.name(
                text("dataset.column.rename.name", column),
                column,
                name ->
                        name.equals(column) || model.renameColumn(column, name)
                                ? ""
                                : text("dataset.column.taken", name));
    }

    private void removeColumn() {
        var column = focusedColumn();
        if (!column.isEmpty()) model.removeColumn(column);
    }

    private String focusedColumn() {
        return grid.columnsFromFocus().stream().findFirst().orElse("");
    }
}
