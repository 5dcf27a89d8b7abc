package dev.dspex.app.learned;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.app.kit.Buttons;
import dev.dspex.app.kit.Chips;
import dev.dspex.app.kit.EmptyState;
import dev.dspex.app.kit.Labels;
import dev.dspex.app.kit.Layout;
import dev.dspex.app.kit.Panels;
import dev.dspex.app.kit.RunState;

import javafx.scene.Node;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;

/**
 * A learned state: its predictors at the left, what the chosen one has learned at the right. Saving
 * makes a new file: the runs that used this one still name it.
 */
public final class LearnedView extends VBox {
    private static final double LIST = 240;
    private static final KeyCombination UNDO = KeyCombination.valueOf("Shortcut+Z");
    private static final KeyCombination REDO = KeyCombination.valueOf("Shortcut+Shift+Z");
    private static final KeyCombination REDO_TOO = KeyCombination.valueOf("Shortcut+Y");

    /**
     * What is done with the state.
     *
     * @param save writes what was edited into a new file
     * @param use lets the program run with this state from now on
     * @param compare compares this state with the program as it was written
     */
    public record Actions(Runnable save, Runnable use, Runnable compare) {}

    private final LearnedModel model;
    private final ListView<String> predictors = new ListView<>();
    private final StackPane right = new StackPane();

    /**
     * @param name of the file
     * @param used whether the program runs with this state now
     */
    public LearnedView(LearnedModel model, String name, boolean used, Actions actions) {
        this.model = model;
        setId("learned");
        getStyleClass().add("learned");
        setMinSize(0, 0);
        getChildren().add(header(name, used, actions));
        if (model.state().predictors().isEmpty()) {
            getChildren()
                    .add(
                            Layout.tall(
                                    new StackPane(
                                            new EmptyState(
                                                    "school-outline",
                                                    text("learned.none"),
                                                    text("learned.none.todo")))));
            return;
        }
        predictors.setId("learned-predictors");
        predictors.getStyleClass().add("run-history");
        predictors.setAccessibleText(text("learned.predictors"));
        predictors.setCellFactory(_ -> new Cell());
        predictors.getItems().setAll(model.state().predictors());
        predictors.getSelectionModel().selectedItemProperty().subscribe(_ -> rebuild());
        predictors.getSelectionModel().selectFirst();
        right.setMinSize(0, 0);
        var body = new HBox(Layout.width(predictors, LIST), Layout.wide(right));
        body.setMinSize(0, 0);
        getChildren().add(Layout.tall(body));
        model.watch(
                () -> {
                    predictors.refresh();
                    rebuild();
                });
        addEventFilter(KeyEvent.KEY_PRESSED, this::key);
    }

    private void key(KeyEvent e) {
        if (UNDO.match(e)) model.undo();
        else if (REDO.match(e) || REDO_TOO.match(e)) model.redo();
        else return;
        e.consume();
    }

    private HBox header(String name, boolean used, Actions actions) {
        var compare = Buttons.button(text("learned.compare"), "compare-horizontal");
        compare.setOnAction(_ -> actions.compare().run());
        var save = Buttons.button(text("learned.save"), "content-save-outline");
        save.setId("learned-save");
        save.setOnAction(_ -> actions.save().run());
        var header = Panels.viewHeader(Labels.title(name));
        header.setSpacing(8);
        if (used) header.getChildren().add(Chips.state(text("learned.used"), RunState.OK));
        header.getChildren().addAll(Layout.grow(), compare);
        if (!used) {
            var use = Buttons.button(text("learned.use"), "check");
            use.setId("learned-use");
            use.setOnAction(_ -> actions.use().run());
            header.getChildren().add(use);
        }
        header.getChildren().add(save);
        return header;
    }

    private void rebuild() {
        var predictor = predictors.getSelectionModel().getSelectedItem();
        if (predictor == null) return;
        var scroll = new ScrollPane(new PredictorForm(model, predictor));
        scroll.setFitToWidth(true);
        right.getChildren().setAll((Node) scroll);
    }

    private final class Cell extends ListCell<String> {
        @Override
        protected void updateItem(@Nullable String predictor, boolean empty) {
            super.updateItem(predictor, empty);
            setPrefWidth(0);
            if (predictor == null || empty) {
                setGraphic(null);
                setAccessibleText(null);
                return;
            }
            var demos = String.valueOf(model.state().demos(predictor).size());
            setGraphic(
                    Layout.row(
                            8,
                            Layout.wide(Labels.cut(predictor, "mono")),
                            Labels.mono(demos, "muted")));
            setAccessibleText(text("learned.predictor", predictor, demos));
        }
    }
}
