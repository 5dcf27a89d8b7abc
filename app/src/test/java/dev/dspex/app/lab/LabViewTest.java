package dev.dspex.app.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dspex.app.testing.Named;
import dev.dspex.app.testing.OnFx;
import dev.dspex.app.testing.Pictures;
import dev.dspex.app.theme.Appearance;
import dev.dspex.app.theme.Theme;
import dev.dspex.stream.StreamPlan;

import javafx.beans.property.SimpleBooleanProperty;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.Region;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

class LabViewTest {
    private final LabModel model = new LabModel();
    private final SetupModel setup = new SetupModel();
    private final List<StreamPlan> started = new ArrayList<>();
    private final List<Region> sheets = new ArrayList<>();
    private final LabHost host =
            new LabHost(
                    started::add,
                    () -> {},
                    () -> {},
                    () -> "Where is my order 48213?",
                    () ->
                            new LabHost.Choices(
                                    "draft_reply",
                                    List.of("reply"),
                                    List.of("Predict", "ChainOfThought"),
                                    List.of("practice", "main"),
                                    List.of("reply"),
                                    "exact"),
                    sheets::add,
                    () -> {},
                    new SimpleBooleanProperty(true));

    @Test
    void eachLaneShowsItsTextItsMeasuresAndWhatARuleDid() {
        var scene = scene(1600, 950);
        OnFx.run(() -> open(LabStory.told()));
        layOut(scene);

        var b = column(scene, "B");
        assertThat(OnFx.call(() -> b.window().shown()))
                .startsWith("reply\nHello,")
                .contains("sorry for the delay")
                .contains("I looked up order");
        assertThat(OnFx.call(() -> scene.getRoot().lookupAll(".lane-card").size())).isEqualTo(3);
        assertThat(OnFx.call(() -> Named.problems(scene.getRoot()))).isEmpty();
        Pictures.assertLegible(scene, "streams");
    }

    @Test
    void theyLookAsTheyShould() {
        for (var theme : Theme.values()) {
            picture("streams-running", theme, LabStory.told(), 1600, 928);
            picture("streams-ended", theme, LabStory.ended(), 1120, 648);
        }
        Pictures.take(
                "streams-none",
                Theme.LIGHT,
                1120,
                648,
                () -> view(new LabModel(), new SetupModel()));
    }

    @Test
    void aRuleIsEditedFromTheLaneThatItStopped() {
        var scene = scene(1600, 950);
        OnFx.run(() -> open(LabStory.ended()));
        layOut(scene);
        press(scene, "#lab-tab-rules");
        layOut(scene);
        var rules = (TableView<?>) find(scene, "#lab-rules");
        OnFx.run(() -> rules.getSelectionModel().select(1));
        layOut(scene);
        OnFx.run(
                () -> {
                    var value = (TextField) scene.getRoot().lookup("#rule-value");
                    value.setText("0.3");
                    value.fireEvent(new javafx.event.ActionEvent());
                });

        assertThat(plan().rules().get(1).value()).isEqualTo(0.3);
        press(scene, "#lab-undo");
        assertThat(plan().rules().get(1).value()).isEqualTo(0.25);
    }

    @Test
    void aLaneIsAddedChangedAndStreamed() {
        var scene = scene(1600, 950);
        press(scene, "#lab-begin");
        layOut(scene);
        press(scene, "#lab-add-lane");
        layOut(scene);
        press(scene, "#lane-edit-C");
        var sheet = new Scene(OnFx.call(() -> (Parent) sheets.getLast()), 600, 600);
        layOut(sheet);
        press(sheet, "#lane-remove");
        layOut(scene);
        press(scene, "#lab-start");

        assertThat(started).singleElement().satisfies(plan -> assertThat(plan.lanes()).hasSize(2));
    }

    @Test
    void theTextFollowsItsEndUntilThePersonLooksElsewhere() {
        var scene = scene(900, 700);
        OnFx.run(() -> open(LabStory.told()));
        layOut(scene);
        var window = column(scene, "A").window();
        assertThat(OnFx.call(window::following)).isTrue();

        OnFx.run(() -> window.reveal(6, 10));
        assertThat(OnFx.call(window::following)).isFalse();
        OnFx.run(window::follow);
        assertThat(OnFx.call(window::following)).isTrue();
    }

    @Test
    void ofAVeryLongTextTheEndIsLaidOutAndTheRestComesWhenItIsAskedFor() {
        var text = new LaneText();
        for (int i = 0; i < 20_000; i++) text.write("line " + i + " of a text that does not end\n");
        var window = OnFx.call(() -> new TextWindow("long"));
        OnFx.run(() -> window.show(text));

        assertThat(OnFx.call(window::shown)).hasSize(TextWindow.LIMIT).endsWith("end\n");
        long at = text.find("line 17 of", 0);
        OnFx.run(() -> window.reveal(at, at + 7));
        assertThat(OnFx.call(window::shown)).startsWith("line 0 ").contains("line 17 of");
    }

    private void open(LabScript script) {
        setup.load(LabScript.plan(3, dev.dspex.stream.Pick.BEST_OF));
        model.show(LabScript.RUN);
        model.accept(script.events());
    }

    private StreamPlan plan() {
        return setup.plan().orElseThrow();
    }

    private LabView view(LabModel of, SetupModel made) {
        return new LabView(of, made, host);
    }

    private void picture(String name, Theme theme, LabScript script, int width, int height) {
        Pictures.take(
                name,
                theme,
                width,
                height,
                () -> {
                    var of = new LabModel();
                    var made = new SetupModel();
                    made.load(LabScript.plan(3, dev.dspex.stream.Pick.BEST_OF));
                    of.show(LabScript.RUN);
                    of.accept(script.events());
                    return view(of, made);
                });
    }

    private Scene scene(int width, int height) {
        var scene =
                OnFx.call(
                        () -> {
                            var made = new Scene(view(model, setup), width, height);
                            new Appearance().dress(made);
                            return made;
                        });
        layOut(scene);
        return scene;
    }

    private static void layOut(Scene scene) {
        for (var pass = 0; pass < 3; pass++)
            OnFx.run(
                    () -> {
                        scene.getRoot().applyCss();
                        scene.getRoot().layout();
                    });
    }

    private static javafx.scene.Node find(Scene scene, String id) {
        return OnFx.call(() -> scene.getRoot().lookup(id));
    }

    private static LaneColumn column(Scene scene, String lane) {
        return (LaneColumn) find(scene, "#lane-" + lane);
    }

    private static void press(Scene scene, String id) {
        OnFx.run(
                () -> {
                    switch (scene.getRoot().lookup(id)) {
                        case Button button -> button.fire();
                        case ToggleButton button -> button.fire();
                        case null, default -> throw new AssertionError("no button " + id);
                    }
                });
    }
}
