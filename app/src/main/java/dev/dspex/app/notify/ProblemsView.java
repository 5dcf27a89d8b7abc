package dev.dspex.app.notify;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.app.kit.EmptyState;
import dev.dspex.app.kit.Labels;
import dev.dspex.app.kit.Layout;
import dev.dspex.app.kit.RunState;
import dev.dspex.app.kit.StateIcon;
import dev.dspex.app.kit.ViewStates;
import dev.dspex.program.Problem;

import javafx.collections.ObservableList;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.function.Consumer;

/** What is wrong and where; a click or Enter goes there. Errors stand above warnings. */
public final class ProblemsView extends StackPane {
    private final ListView<Problem> list;
    private final ViewStates states;
    private final EmptyState none =
            new EmptyState(
                    "check-circle-outline",
                    text("notify.problems.none"),
                    text("notify.problems.none.help"));

    public ProblemsView(ObservableList<Problem> problems, Consumer<Problem> go) {
        list =
                new ListView<>(
                        problems.sorted(
                                java.util.Comparator.comparing(Problem::severity)
                                        .thenComparing(Problem.BY_PLACE)));
        list.setId("problems");
        list.getStyleClass().add("problem-list");
        list.setAccessibleText(text("notify.problems"));
        list.setCellFactory(_ -> new Cell());
        list.setOnMouseClicked(_ -> go(go));
        list.setOnKeyPressed(
                e -> {
                    if (e.getCode() == KeyCode.ENTER) go(go);
                });
        states = new ViewStates(none);
        getChildren().add(states);
        problems.subscribe(() -> show(problems));
        show(problems);
    }

    private void show(List<Problem> problems) {
        states.show(problems.isEmpty() ? none : list);
    }

    private void go(Consumer<Problem> go) {
        var problem = list.getSelectionModel().getSelectedItem();
        if (problem != null) go.accept(problem);
    }

    private static final class Cell extends ListCell<Problem> {
        @Override
        protected void updateItem(@Nullable Problem problem, boolean empty) {
            super.updateItem(problem, empty);
            setText(null);
            setGraphic(empty || problem == null ? null : row(problem));
            if (problem != null) setAccessibleText(problem.text() + " " + problem.hint());
        }

        private HBox row(Problem problem) {
            var state = problem.isError() ? RunState.ERROR : RunState.WARNING;
            var row =
                    Layout.row(
                            8,
                            new StateIcon(state),
                            Labels.cut(problem.message()),
                            Layout.wide(Labels.cut(problem.hint(), "small", "muted")),
                            Labels.mono(place(problem), "muted"));
            row.prefWidthProperty().bind(widthProperty().subtract(32));
            row.setMaxWidth(USE_PREF_SIZE);
            return row;
        }

        private static String place(Problem problem) {
            var file = problem.file() == null ? "" : problem.file();
            var line = problem.line() == null ? "" : ":" + problem.line();
            var node = problem.node() == null ? "" : "  " + problem.node();
            var field = problem.field() == null ? "" : "." + problem.field();
            return file + line + node + field;
        }
    }
}
