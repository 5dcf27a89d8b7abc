package dev.dspex.app.compare;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.app.feed.Values;
import dev.dspex.app.kit.Buttons;
import dev.dspex.app.kit.EmptyState;
import dev.dspex.app.kit.Labels;
import dev.dspex.app.kit.Layout;
import dev.dspex.app.kit.Panels;
import dev.dspex.judgement.AnswerPair;
import dev.dspex.judgement.Choice;

import javafx.geometry.Insets;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.node.ObjectNode;

/**
 * Two answers side by side without names: 1 chooses the left one, 2 the right one, 0 says that both
 * are as good, S skips, Backspace goes back. The result gives the names away.
 */
public final class BlindView extends VBox {
    private static final double INPUTS_HEIGHT = 180;

    private final BlindModel model;
    private final Label progress = Labels.mono("", "muted");
    private final Button result = Buttons.small(text("compare.blind.result"), "flag-checkered");
    private final StackPane body = Layout.tall(new StackPane());

    public BlindView(BlindModel model) {
        this.model = model;
        setId("blind");
        getStyleClass().add("comparison");
        setMinSize(0, 0);
        body.setMinSize(0, 0);
        setFocusTraversable(true);
        result.setId("blind-result");
        result.setOnAction(_ -> showResult());
        var header =
                Panels.viewHeader(
                        Labels.title(text("compare.blind")), Layout.grow(), progress, result);
        header.setSpacing(12);
        getChildren().addAll(header, body);
        addEventHandler(KeyEvent.KEY_PRESSED, this::pressed);
        sceneProperty()
                .subscribe(
                        scene -> {
                            if (scene != null) requestFocus();
                        });
        refresh();
    }

    private void pressed(KeyEvent e) {
        if (model.current().isEmpty() || e.isShortcutDown() || e.isAltDown()) return;
        switch (e.getCode()) {
            case DIGIT1, NUMPAD1 -> choose(Choice.FIRST);
            case DIGIT2, NUMPAD2 -> choose(Choice.SECOND);
            case DIGIT0, NUMPAD0 -> choose(Choice.TIE);
            case S -> skip();
            case BACK_SPACE -> back();
            default -> {
                return;
            }
        }
        e.consume();
    }

    private void choose(Choice side) {
        model.choose(side);
        refresh();
    }

    private void skip() {
        model.skip();
        refresh();
    }

    private void back() {
        model.back();
        refresh();
    }

    private void again() {
        model.again();
        refresh();
    }

    private void refresh() {
        var stands = model.preferences();
        progress.setText(
                text(
                        "compare.blind.progress",
                        String.valueOf(stands.judged()),
                        String.valueOf(model.pairs().size())));
        progress.setVisible(!model.pairs().isEmpty());
        result.setDisable(stands.judged() == 0);
        if (model.pairs().isEmpty())
            body.getChildren()
                    .setAll(
                            new EmptyState(
                                    "equal",
                                    text("compare.blind.none"),
                                    text("compare.blind.none.todo", String.valueOf(model.same()))));
        else if (model.current().isEmpty() && stands.judged() > 0) showResult();
        else model.current().ifPresentOrElse(this::show, this::allSkipped);
    }

    private void allSkipped() {
        var again = Buttons.button(text("compare.blind.again"), "replay");
        again.setId("blind-again");
        again.setOnAction(_ -> again());
        body.getChildren()
                .setAll(
                        new EmptyState(
                                "skip-next",
                                text("compare.blind.skipped"),
                                text("compare.blind.skipped.todo"),
                                again));
    }

    private void showResult() {
        body.getChildren().setAll(new BlindResult(model, this::again));
        result.setDisable(true);
    }

    private void show(AnswerPair pair) {
        var inputs = scrolled(fields(pair.inputs(), null));
        inputs.setMaxHeight(INPUTS_HEIGHT);
        inputs.setId("blind-inputs");
        var given = new VBox(title(text("compare.blind.inputs")), inputs);
        var sides =
                Layout.tall(
                        new HBox(
                                Layout.wide(side("left", pair.left(), pair.right())),
                                Layout.rule(),
                                Layout.wide(side("right", pair.right(), pair.left()))));
        sides.setFillHeight(true);
        sides.setMinSize(0, 0);
        var page = new VBox(given, sides, actions());
        page.setMinSize(0, 0);
        body.getChildren().setAll(page);
        requestFocus();
    }

    private static VBox side(String id, ObjectNode answer, ObjectNode other) {
        var name = id.equals("left") ? text("compare.blind.left") : text("compare.blind.right");
        var shown = Layout.tall(scrolled(fields(answer, other)));
        shown.setId("blind-" + id);
        var box = new VBox(title(name), shown);
        box.setMinSize(0, 0);
        box.setPrefWidth(1); // both sides are as wide
        box.setAccessibleText(name);
        return box;
    }

    private static Region title(String words) {
        var title = Panels.sectionTitle(words);
        title.setPadding(new Insets(8, 12, 0, 12));
        return title;
    }

    private HBox actions() {
        var left = action("blind-choose-left", text("compare.blind.choose.left"), "1");
        var tie = action("blind-choose-tie", text("compare.blind.choose.tie"), "0");
        var right = action("blind-choose-right", text("compare.blind.choose.right"), "2");
        var skip = action("blind-skip", text("compare.blind.skip"), "S");
        var back = Buttons.small(text("compare.blind.back"), "arrow-left");
        back.setId("blind-back");
        back.setDisable(!model.canGoBack());
        left.setOnAction(_ -> choose(Choice.FIRST));
        tie.setOnAction(_ -> choose(Choice.TIE));
        right.setOnAction(_ -> choose(Choice.SECOND));
        skip.setOnAction(_ -> skip());
        back.setOnAction(_ -> back());
        return Layout.styled(
                new HBox(back, Layout.grow(), left, tie, right, Layout.grow(), skip),
                "figures-row",
                "run-foot");
    }

    private static Button action(String id, String words, String key) {
        var button = Buttons.button(words, null);
        button.setGraphic(Labels.label(key, "key-cap"));
        button.setId(id);
        return button;
    }

    private static ScrollPane scrolled(Node content) {
        var pane = new ScrollPane(content);
        pane.setFitToWidth(true);
        pane.setMinSize(0, 0);
        return pane;
    }

    /**
     * @param other the answer beside it, of which equal fields are muted; null for none
     */
    private static VBox fields(ObjectNode values, @Nullable ObjectNode other) {
        var box = Layout.styled(new VBox(), "run-form");
        values.properties()
                .forEach(
                        field -> {
                            var name = field.getKey();
                            var value = field.getValue();
                            var words = Values.text(value);
                            var shown =
                                    Layout.styled(Layout.wide(Labels.prose(words)), "run-value");
                            var alike = other != null && value.equals(other.path(name));
                            if (alike) shown.getStyleClass().add("muted");
                            var title = Labels.mono(name, "muted");
                            var head =
                                    alike
                                            ? Layout.row(
                                                    8,
                                                    title,
                                                    Labels.muted(text("compare.blind.alike")))
                                            : title;
                            box.getChildren().add(new VBox(2, head, shown));
                        });
        return box;
    }
}
