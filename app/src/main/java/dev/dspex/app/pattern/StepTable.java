package dev.dspex.app.pattern;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.app.kit.Figures;
import dev.dspex.app.kit.StateIcon;
import dev.dspex.program.ModuleKind;

import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;

import org.jspecify.annotations.Nullable;

import java.util.function.Function;

/** The thoughts as a table, in the order in which they were made. */
final class StepTable extends TableView<Thought> {
    private final Shown shown;
    private boolean updating;

    StepTable(Shown shown) {
        this.shown = shown;
        setId("thought-steps");
        setAccessibleText(text("pattern.steps"));
        setColumnResizePolicy(CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        getColumns()
                .add(column(text("pattern.column.number"), 48, one -> Figures.count(one.number())));
        getColumns().add(standing());
        getColumns()
                .add(column(text("pattern.column.text"), 300, one -> Wording.title(kind(), one)));
        getColumns().add(column(text("pattern.column.value"), 64, StepTable::score));
        getColumns()
                .add(
                        column(
                                text("pattern.column.calls"),
                                64,
                                one -> Figures.count(one.branch().calls())));
        getColumns().add(column(text("pattern.column.reason"), 300, Thought::reason));
        getSelectionModel()
                .selectedItemProperty()
                .subscribe(
                        one -> {
                            if (one != null && !updating) shown.select(one.number());
                        });
        shown.onChange(this::refreshRows);
        refreshRows();
    }

    private ModuleKind kind() {
        return shown.call().map(PatternCall::kind).orElse(ModuleKind.TREE_OF_THOUGHTS);
    }

    private static String score(Thought thought) {
        return thought.score() == null ? "" : Wording.score(thought.score());
    }

    private void refreshRows() {
        updating = true;
        var now = shown.tree().thoughts();
        if (!getItems().equals(now)) getItems().setAll(now);
        shown.selected()
                .ifPresentOrElse(
                        one -> getSelectionModel().select(one),
                        () -> getSelectionModel().clearSelection());
        updating = false;
    }

    private static TableColumn<Thought, String> column(
            String title, double width, Function<Thought, String> value) {
        var column = new TableColumn<Thought, String>(title);
        column.setCellValueFactory(row -> new ReadOnlyObjectWrapper<>(value.apply(row.getValue())));
        column.setPrefWidth(width);
        column.setSortable(false);
        return column;
    }

    private static TableColumn<Thought, Standing> standing() {
        var column = new TableColumn<Thought, Standing>(text("pattern.column.standing"));
        column.setCellValueFactory(row -> new ReadOnlyObjectWrapper<>(row.getValue().standing()));
        column.setCellFactory(_ -> new StandingCell());
        column.setPrefWidth(112);
        column.setSortable(false);
        return column;
    }

    private static final class StandingCell extends TableCell<Thought, Standing> {
        @Override
        protected void updateItem(@Nullable Standing item, boolean empty) {
            super.updateItem(item, empty);
            if (empty || item == null) {
                setText(null);
                setGraphic(null);
                return;
            }
            setText(item.word());
            setGraphic(new StateIcon(item.shape(), 14));
        }
    }
}
