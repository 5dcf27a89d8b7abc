package dev.dspex.app.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dspex.app.testing.OnFx;
import dev.dspex.app.testing.Pictures;
import dev.dspex.app.theme.Theme;

import javafx.event.Event;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.TableView;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.StackPane;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** The view of a pattern, off screen: target/pictures/pattern-*.png. */
class PatternViewTest {
    private static Parent view(Told told, List<String> opened) {
        var view =
                new PatternView(
                        told.model(), Told.NODE, "Make 24", (row, call) -> opened.add(row + call));
        view.getStyleClass().add("island");
        return view;
    }

    private static Parent selected(Told told, int times) {
        var view = view(told, new ArrayList<>());
        var frame = new StackPane(view);
        new Scene(frame, 1120, 640).snapshot(null); // makes what stands in its panes
        frame.getChildren().clear();
        var canvas = view.lookup("#thoughts");
        for (int i = 0; i < times; i++) Event.fireEvent(canvas, key(KeyCode.DOWN));
        return view;
    }

    private static KeyEvent key(KeyCode code) {
        return new KeyEvent(KeyEvent.KEY_PRESSED, "", "", code, false, false, false, false);
    }

    @Test
    void aTreeThatGrows() {
        assertThat(Pictures.take("pattern", () -> selected(Told.solving(), 5)).getWidth())
                .isEqualTo(1600);
    }

    @Test
    void attemptsAndBallots() {
        for (var theme : Theme.values()) {
            Pictures.take(
                    "pattern-attempts", theme, 1120, 640, () -> selected(Told.correcting(), 1));
            Pictures.take("pattern-ballots", theme, 1120, 640, () -> selected(Told.voting(), 1));
        }
        assertThat(
                        Pictures.take(
                                        "pattern-500",
                                        Theme.DARK,
                                        1600,
                                        1000,
                                        () -> view(Told.large(500), new ArrayList<>()))
                                .getWidth())
                .isEqualTo(1600);
    }

    @Test
    void whatCameOfAThoughtIsSaidAndItsPromptOpens() {
        var opened = new ArrayList<String>();
        OnFx.run(
                () -> {
                    var view = shown(Told.solving(), opened);
                    var canvas = Objects.requireNonNull(view.lookup("#thoughts"));
                    assertThat(canvas.getAccessibleText()).startsWith("Tree of 11 thoughts");
                    Event.fireEvent(canvas, key(KeyCode.DOWN));
                    assertThat(canvas.getAccessibleText()).startsWith("13 - 9 = 4, Kept, 0.82");
                    Event.fireEvent(canvas, key(KeyCode.ENTER));
                });
        assertThat(opened).containsExactly("c1-lm");
    }

    @Test
    void stepsBackAndForward() {
        OnFx.run(
                () -> {
                    var view = shown(Told.solving(), new ArrayList<>());
                    var forward = (Button) view.lookup("#pattern-forward");
                    var canvas = Objects.requireNonNull(view.lookup("#thoughts"));
                    assertThat(forward.isDisabled()).isTrue();
                    Event.fireEvent(canvas, key(KeyCode.LEFT));
                    assertThat(forward.isDisabled()).isFalse();
                    Event.fireEvent(canvas, key(KeyCode.HOME));
                    assertThat(canvas.getAccessibleText()).startsWith("Tree of 0 thoughts");
                    assertThat(((Button) view.lookup("#pattern-back")).isDisabled()).isTrue();
                    Event.fireEvent(canvas, key(KeyCode.END));
                    assertThat(canvas.getAccessibleText()).startsWith("Tree of 11 thoughts");
                });
    }

    @Test
    void theStepsAreATableToo() {
        OnFx.run(
                () -> {
                    var view = shown(Told.solving(), new ArrayList<>());
                    ((ToggleButton) view.lookup("#pattern-steps")).fire();
                    var table = (TableView<?>) view.lookup("#thought-steps");
                    assertThat(table.getItems()).hasSize(11);
                });
    }

    @Test
    void withoutARunItSaysWhatToDo() {
        OnFx.run(
                () -> {
                    var view =
                            new PatternView(new PatternModel(), Told.NODE, "Make 24", (_, _) -> {});
                    assertThat(view.lookup(".empty-state")).isNotNull();
                });
    }

    private static Parent shown(Told told, List<String> opened) {
        var view = view(told, opened);
        new Scene(view, 1200, 800).snapshot(null);
        return view;
    }
}
