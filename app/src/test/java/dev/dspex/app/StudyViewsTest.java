package dev.dspex.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dspex.app.feed.Values;
import dev.dspex.app.kit.Buttons;
import dev.dspex.app.optimize.OptimizeForm;
import dev.dspex.app.optimize.OptimizeFormModel;
import dev.dspex.app.optimize.Optimizer;
import dev.dspex.app.optimize.StudyActions;
import dev.dspex.app.optimize.StudyModel;
import dev.dspex.app.optimize.StudyView;
import dev.dspex.app.testing.Recorded;

import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;

import org.junit.jupiter.api.Test;

import java.util.List;

/** The views of a study in a window: what a person clicks and types does what it says. */
class StudyViewsTest extends LiveViews {
    @Test
    void aStudyIsStoppedAndItsStateTaken() throws Exception {
        var model = new StudyModel();
        var events = Recorded.events("random-search");
        open(
                () ->
                        new StudyView(
                                model,
                                new StudyActions(
                                        () -> asked.add("stop"),
                                        found -> asked.add("use " + found.state()),
                                        () -> asked.add("export")),
                                _ -> "Study 1",
                                Buttons.primary("Optimize", null)));
        robot.interact(() -> show(model, events.subList(0, 400)));
        press("#study-stop");
        robot.interact(() -> model.accept(events));
        press("#study-use");
        press("#study-export");

        assertThat(asked).containsExactly("stop", "use state/triage/r.json", "export");
    }

    @Test
    void theChosenCandidateStaysWhileTheStudyGoesOn() throws Exception {
        var model = new StudyModel();
        var events = Recorded.events("gepa");
        open(
                () ->
                        new StudyView(
                                model,
                                new StudyActions(() -> {}, _ -> {}, () -> {}),
                                _ -> "Study 1",
                                Buttons.primary("Optimize", null)));
        robot.interact(() -> show(model, events.subList(0, 120)));
        var lineage = robot.lookup("#lineage").query();
        robot.interact(() -> key(lineage, KeyCode.UP));
        var chosen = selected();
        robot.interact(() -> model.accept(events));

        assertThat(chosen).contains("candidate");
        assertThat(selected()).isEqualTo(chosen);
    }

    @Test
    void aStudyStartsWithTheSettingsOfTheForm() throws Exception {
        var model = new OptimizeFormModel();
        var splits =
                List.of(
                        new OptimizeFormModel.Split("train", "t", 9),
                        new OptimizeFormModel.Split("validation", "v", 9),
                        new OptimizeFormModel.Split("test", "x", 9));
        var form =
                open(
                        () ->
                                new OptimizeForm(
                                        model,
                                        start ->
                                                asked.add(
                                                        start.optimizer()
                                                                + " "
                                                                + start.settings())));
        robot.interact(
                () -> {
                    model.open(
                            Optimizer.of(Recorded.describe()),
                            new OptimizeFormModel.Setting(
                                    "BootstrapFewShot",
                                    Values.parse("{}"),
                                    splits,
                                    "exact",
                                    null,
                                    List.of("big"),
                                    0));
                    form.opened();
                });
        var field = robot.lookup("#setting-max_bootstrapped_demos").queryAs(TextField.class);

        robot.interact(() -> field.setText("400"));
        assertThat(robot.lookup("#optimize-start").queryButton().isDisabled()).isTrue();
        robot.interact(() -> field.setText("8"));
        press("#optimize-start");

        assertThat(asked).containsExactly("BootstrapFewShot {\"max_bootstrapped_demos\":8}");
    }
}
