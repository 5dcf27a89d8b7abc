package dev.dspex.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dspex.app.kit.Buttons;
import dev.dspex.app.optimize.StudyActions;
import dev.dspex.app.optimize.StudyModel;
import dev.dspex.app.optimize.StudySteering;
import dev.dspex.app.optimize.StudyView;
import dev.dspex.app.testing.Recorded;
import dev.dspex.event.RunError;
import dev.dspex.event.RunEvent;
import dev.dspex.event.RunStatus;
import dev.dspex.event.Stamped;
import dev.dspex.run.Limits;
import dev.dspex.variable.Leases;

import javafx.scene.Node;
import javafx.scene.control.Control;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import tools.jackson.databind.json.JsonMapper;

import java.util.List;
import java.util.function.Consumer;

/** What a person does to a study while it runs, and when it stopped before its end. */
class StudySteeringTest extends LiveViews {
    private final StudyModel model = new StudyModel();
    private final List<Stamped> events = Recorded.events("random-search").subList(0, 400);
    private Limits limits = new Limits(new RunEvent.Cap(300L, null, null), null).atOnce(8);

    private final class Asked implements StudySteering {
        @Override
        public void pause() {
            asked.add("pause");
        }

        @Override
        public void resume(@Nullable Limits others) {
            asked.add("resume " + others);
        }

        @Override
        public void branch(String candidate) {
            asked.add("branch " + candidate);
        }

        @Override
        public void limits(Consumer<Limits> then) {
            then.accept(limits);
        }

        @Override
        public void limit(Limits others) {
            limits = others;
            asked.add("limit");
        }
    }

    private void openStudy() throws Exception {
        open(
                () ->
                        new StudyView(
                                model,
                                new StudyActions(() -> {}, _ -> {}, () -> {}, new Asked()),
                                _ -> "Study 1",
                                Buttons.primary("Optimize", null)));
        robot.interact(() -> show(model, events));
    }

    private boolean visible(String id) {
        return robot.lookup(id).tryQuery().filter(Node::isVisible).isPresent();
    }

    private void type(String id, String words) {
        robot.interact(() -> robot.lookup(id).queryAs(TextField.class).setText(words));
    }

    /** As the last event: the study ended before its end. */
    private void end(RunStatus status, RunEvent... before) {
        end(status, null, before);
    }

    private void end(RunStatus status, @Nullable RunError error, RunEvent... before) {
        var summary = new JsonMapper().createObjectNode().put("paused", true);
        var last = new RunEvent.RunFinished(status, error, 9, summary);
        robot.interact(
                () -> {
                    long seq = events.getLast().seq();
                    for (var event : before) model.accept(List.of(stamp(++seq, event)));
                    model.accept(List.of(stamp(++seq, last)));
                });
    }

    private Stamped stamp(long seq, RunEvent event) {
        return new Stamped(model.run(), seq, events.getLast().wall(), 0, null, event);
    }

    @Test
    void aRunningStudyIsPausedAndGoesOn() throws Exception {
        openStudy();
        assertThat(visible("#study-resume")).isFalse();
        press("#study-pause");
        end(RunStatus.STOPPED_PERSON);

        assertThat(visible("#study-pause")).isFalse();
        assertThat(texts()).anyMatch(text -> text.endsWith("Paused"));
        press("#study-resume");
        assertThat(asked).containsExactly("pause", "resume null");
    }

    @Test
    void limitsAreChangedWhileItRuns() throws Exception {
        openStudy();
        press("#study-change");
        assertThat(robot.lookup("#limit-calls").queryAs(TextField.class).getText())
                .isEqualTo("300");
        type("#limit-calls", "many");
        assertThat(robot.lookup("#limits-apply").queryButton().isDisabled()).isTrue();
        type("#limit-calls", "600");
        type("#limit-usd", "1.5");
        type("#limit-at-once", "2");
        press("#limits-apply");

        assertThat(limits).isEqualTo(new Limits(new RunEvent.Cap(600L, null, 1.5), null).atOnce(2));
        assertThat(asked).containsExactly("limit");
        assertThat(visible("#study-limits")).isFalse();
    }

    @Test
    void aStudyAtItsCapGoesOnWithAHigherOne() throws Exception {
        openStudy();
        end(RunStatus.STOPPED_CAP);
        press("#study-change");
        type("#limit-calls", "");
        type("#limit-at-once", "");
        press("#limits-apply");

        assertThat(asked).containsExactly("resume " + Limits.NONE);
    }

    @Test
    void oneThatPausedByItselfSaysWhyAndGoesOnAnyway() throws Exception {
        openStudy();
        var why = "20 candidates in a row were not better than 0.500.";
        end(
                RunStatus.STOPPED_PERSON,
                new RunEvent.Fault("diverged", null, List.of(), "The study is paused.", why));

        assertThat(texts()).contains("The study paused by itself. " + why);
        press("#study-anyway");
        assertThat(asked).containsExactly("resume " + limits.goingOnAnyway());
    }

    @Test
    void oneWhoseVariablesAnotherSearchesTakesThemOver() throws Exception {
        openStudy();
        assertThat(visible("#study-take-over")).isFalse();
        var error = RunError.of("variables_held", "The variable t is searched by run 3.", "", "");
        end(RunStatus.FAILED, error);
        press("#study-take-over");
        robot.interact(() -> show(model, events));
        end(
                RunStatus.STOPPED_PERSON,
                new RunEvent.Fault("variables_taken", null, List.of(), "", null));
        assertThat(texts()).contains("The study is paused: another one took its variables over.");
        assertThat(visible("#study-anyway")).isFalse();
        assertThat(visible("#study-resume")).isTrue();

        assertThat(asked).containsExactly("resume " + limits.whenHeld(Leases.WhenHeld.PREEMPT));
    }

    @Test
    void aNewStudyBranchesFromTheSelectedCandidate() throws Exception {
        openStudy();
        TableView<?> table = robot.lookup("#candidates").queryAs(TableView.class);
        robot.interact(
                () -> {
                    table.getSelectionModel().select(0);
                    ((Control) table).getContextMenu().getItems().getFirst().fire();
                });
        assertThat(asked).singleElement().asString().startsWith("branch c");
    }
}
