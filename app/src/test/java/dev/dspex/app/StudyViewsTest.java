package dev.dspex.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dspex.app.feed.Values;
import dev.dspex.app.kit.Buttons;
import dev.dspex.app.optimize.Forecaster;
import dev.dspex.app.optimize.OptimizeForm;
import dev.dspex.app.optimize.OptimizeFormModel;
import dev.dspex.app.optimize.Optimizer;
import dev.dspex.app.optimize.StudyActions;
import dev.dspex.app.optimize.StudyModel;
import dev.dspex.app.optimize.StudyView;
import dev.dspex.app.testing.Recorded;
import dev.dspex.optimize.Forecast;

import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.testfx.util.WaitForAsyncUtils;

import tools.jackson.databind.node.ObjectNode;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

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
    void aRowOfTheHeatMapIsOpenedInTheCandidate() throws Exception {
        study("tpe");
        tab("#tab-rows");
        var map = robot.lookup("#row-scores").query();
        robot.interact(() -> key(map, KeyCode.HOME));
        for (int i = 0; i < 2; i++) robot.interact(() -> key(map, KeyCode.RIGHT));
        robot.interact(() -> enter(map));

        var rows = robot.lookup("#candidate-rows").query();
        assertThat(map.getAccessibleText()).startsWith("c2");
        assertThat(rows.lookup(".row-details")).as("what was asked and answered").isNotNull();
        assertThat(texts()).contains("c2", "Answer of c2", "Answer of seed", "Expected");
    }

    @Test
    void whatIsBrushedIsWhatTheTableLists() throws Exception {
        study("tpe");
        tab("#tab-variables");
        var chart = robot.lookup("#parallel").query();
        for (int i = 0; i < 5; i++) robot.interact(() -> key(chart, KeyCode.UP));
        assertThat(texts()).contains("3 of 12 candidates, score on 9 rows");
        tab("#tab-candidates");
        assertThat(robot.lookup("#candidates").queryAs(TableView.class).getItems()).hasSize(3);
        tab("#tab-variables");
        press("#brush-clear");
        tab("#tab-candidates");
        assertThat(robot.lookup("#candidates").queryAs(TableView.class).getItems()).hasSize(12);
    }

    @Test
    void aStudyOverVariablesSaysWhatMatters() throws Exception {
        study("tpe");
        assertThat(texts()).contains("adapter", "module", "shown", "temperature");
        tab("#tab-slice");
        assertThat(robot.lookup("#slice").query().getAccessibleText()).contains("12 candidates");
        tab("#tab-workers");
        assertThat(robot.lookup("#timeline").query().getAccessibleText()).contains("lanes");
        press("#study-tabs-table");
        assertThat(robot.lookup("#study-tabs .table-view").queryAs(TableView.class).getItems())
                .isNotEmpty();
    }

    @Test
    void thePromptOfACandidateIsShownAsItWasSent() throws Exception {
        study("tpe");
        var fold = robot.lookup("#show-prompt-0").queryAs(Hyperlink.class);
        robot.interact(fold::fire);

        assertThat(texts()).contains("Sent to practice, practice/base", "system", "user");
        assertThat(fold.getText()).isEqualTo("Hide");
    }

    private void study(String recorded) throws Exception {
        var model = new StudyModel();
        open(
                () ->
                        new StudyView(
                                model,
                                new StudyActions(() -> {}, _ -> {}, () -> {}),
                                _ -> "Study 1",
                                Buttons.primary("Optimize", null)));
        robot.interact(() -> show(model, Recorded.events(recorded)));
    }

    private void tab(String id) {
        robot.interact(() -> robot.lookup(id).queryAs(ToggleButton.class).fire());
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
                                                        start.optimizer() + " " + start.settings()),
                                        Forecaster.NONE));
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

    @Test
    void whatFitsIsTakenWithOneClick() throws Exception {
        var model = new OptimizeFormModel();
        var splits =
                List.of(
                        new OptimizeFormModel.Split("train", "t", 90),
                        new OptimizeFormModel.Split("validation", "v", 90));
        var form = open(() -> new OptimizeForm(model, _ -> {}, StudyViewsTest::advised));
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
                                    List.of(),
                                    0));
                    form.opened();
                });
        WaitForAsyncUtils.waitFor(
                20, TimeUnit.SECONDS, () -> robot.lookup("#take-advice").tryQuery().isPresent());
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(texts()).contains("Few rows.", "1,200 (1,000 to 1,500)", "$0.40");

        press("#take-advice");

        assertThat(model.chosen()).extracting(Optimizer::name).isEqualTo("MIPROv2");
        var start = Objects.requireNonNull(model.start());
        assertThat(start.settings().path("auto").asString()).isEqualTo("medium");
        WaitForAsyncUtils.waitFor(
                20,
                TimeUnit.SECONDS,
                () ->
                        robot.lookup("#take-advice").queryAllAs(Button.class).stream()
                                .noneMatch(Button::isVisible));
    }

    /** MIPROv2 fits, whatever is chosen. */
    private static void advised(
            OptimizeFormModel.@Nullable Start start, Consumer<Forecaster.Told> told) {
        var chosen = start == null ? "MIPROv2" : start.optimizer();
        told.accept(
                new Forecaster.Told.Known(
                        Forecast.of(
                                (ObjectNode)
                                        Values.parse(
                                                """
                                                {"advice": {"optimizer": "MIPROv2", "reason": "Few rows.",
                                                  "settings": {"auto": "medium"}, "variables": false},
                                                 "optimizer": "%s", "objection": "",
                                                 "forecast": {
                                                  "calls": {"low": 1000, "likely": 1200, "high": 1500},
                                                  "usd": {"low": 0.4, "likely": 0.4, "high": 0.4},
                                                  "seconds": {"low": 60, "likely": 90, "high": 120},
                                                  "source": "rehearsal"}}
                                                """
                                                        .formatted(chosen)))));
    }
}
