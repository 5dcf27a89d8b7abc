package dev.dspex.app.lab;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.app.kit.Labels;

import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;

import java.util.Locale;
import java.util.function.Function;

/** What happened to the lanes, in the order in which it did. */
final class EventsView extends TableView<Board.Line> {
    private int turn = -1;

    EventsView() {
        setId("lab-events");
        setAccessibleText(text("lab.events"));
        setColumnResizePolicy(CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        setPlaceholder(Labels.prose(text("lab.events.none"), "muted"));
        getColumns()
                .add(
                        column(
                                text("lab.events.at"),
                                72,
                                line -> String.format(Locale.ROOT, "%.2f s", line.seconds()),
                                "num"));
        getColumns().add(column(text("lab.events.lane"), 48, Board.Line::lane, "mono"));
        getColumns().add(column(text("lab.events.what"), 600, Board.Line::what));
        setMinSize(0, 0);
    }

    void refresh(Board board, int boardTurn) {
        if (boardTurn != turn || getItems().size() > board.logSize()) getItems().clear();
        turn = boardTurn;
        if (getItems().size() == board.logSize()) return;
        var log = board.log();
        getItems().addAll(log.subList(getItems().size(), log.size()));
        scrollTo(getItems().size() - 1);
    }

    private static TableColumn<Board.Line, String> column(
            String title, double width, Function<Board.Line, String> words, String... styles) {
        var column = new TableColumn<Board.Line, String>(title);
        column.setSortable(false);
        column.setPrefWidth(width);
        if (width < 100) {
            column.setMinWidth(width);
            column.setMaxWidth(width);
        }
        column.getStyleClass().addAll(styles);
        column.setCellValueFactory(row -> new ReadOnlyStringWrapper(words.apply(row.getValue())));
        return column;
    }
}
