package dev.dspex.app.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dspex.app.testing.Named;
import dev.dspex.app.testing.OnFx;
import dev.dspex.app.testing.Pictures;
import dev.dspex.app.theme.Appearance;
import dev.dspex.app.theme.Theme;
import dev.dspex.event.Stamped;
import dev.dspex.orchestration.SessionDraft;
import dev.dspex.run.SessionControl;

import javafx.beans.property.SimpleBooleanProperty;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

class SessionViewTest {
    private static final int TASKS = 220;

    private final LiveSessionModel model = new LiveSessionModel();
    private final SessionSetupModel setup = new SessionSetupModel();
    private final List<SessionDraft> started = new ArrayList<>();
    private final List<SessionControl> said = new ArrayList<>();

    private SessionHost host() {
        var splits = new LinkedHashMap<String, Integer>(Map.of("train", 80));
        splits.put("validation", 240);
        return new SessionHost(
                started::add,
                () -> {},
                said::add,
                () ->
                        new SessionHost.Choices(
                                "adaptive_support",
                                List.of("route", "reply"),
                                List.of("Predict", "ChainOfThought", "ReAct"),
                                List.of("practice", "main"),
                                splits,
                                "exact"),
                _ -> "Session 6",
                new SimpleBooleanProperty(true));
    }

    private Scene scene(int width, int height) {
        return OnFx.call(
                () -> {
                    var scene = new Scene(new SessionView(model, setup, host()), width, height);
                    new Appearance().dress(scene);
                    return scene;
                });
    }

    private static void open(LiveSessionModel model, List<Stamped> events) {
        model.show(SessionStory.RUN);
        model.accept(events);
    }

    private static void layOut(Scene scene) {
        for (int pass = 0; pass < 3; pass++) OnFx.run(() -> scene.snapshot(null));
    }

    private static void fire(Scene scene, String id) {
        OnFx.run(() -> ((ButtonBase) scene.lookup(id)).fire());
        layOut(scene);
    }

    private static boolean shown(Scene scene, String id) {
        return OnFx.call(
                () -> {
                    for (Node at = scene.lookup(id); at != null; at = at.getParent())
                        if (!at.isVisible()) return false;
                    return scene.lookup(id) != null;
                });
    }

    @Test
    void aDecisionIsOpenedFromItsRowAndClosed() {
        OnFx.run(
                () -> {
                    setup.begin("validation");
                    open(model, SessionStory.told(TASKS));
                });
        var scene = scene(1600, 928);
        layOut(scene);
        assertThat(OnFx.call(() -> Named.problems(scene.getRoot()))).isEmpty();
        Pictures.assertLegible(scene, "session");
        OnFx.run(
                () ->
                        ((TableView<?>) scene.lookup("#session-decisions"))
                                .getSelectionModel()
                                .selectFirst());
        layOut(scene);
        assertThat(shown(scene, "#session-decision")).isTrue();
        assertThat(OnFx.call(() -> scene.lookup("#session-decision").getAccessibleText()))
                .startsWith(String.valueOf(model.verdicts().size()));
        fire(scene, "#session-decision-close");
        assertThat(shown(scene, "#session-decision")).isFalse();
    }

    @Test
    void whatIsSetUpIsWhatStarts() {
        var scene = scene(1600, 928);
        layOut(scene);
        fire(scene, "#session-begin");
        fire(scene, "#session-add-arm");
        OnFx.run(() -> ((TextField) scene.lookup("#session-calls")).setText("no number"));
        assertThat(setup.draft().orElseThrow().calls()).isNull();
        OnFx.run(() -> ((TextField) scene.lookup("#session-calls")).setText("300"));
        fire(scene, "#session-start");
        assertThat(started).hasSize(1);
        assertThat(started.getFirst().calls()).isEqualTo(300);
        assertThat(started.getFirst().arms()).hasSize(3);
        assertThat(OnFx.call(() -> Named.problems(scene.getRoot()))).isEmpty();
    }

    @Test
    void aPersonSpeaksOnlyToASessionThatGoesOn() {
        OnFx.run(
                () -> {
                    setup.begin("validation");
                    open(model, SessionStory.told(TASKS));
                });
        var scene = scene(1600, 928);
        layOut(scene);
        fire(scene, "#session-undo");
        fire(scene, "#session-dry");
        assertThat(said)
                .containsExactly(new SessionControl.Undo(), new SessionControl.DryRun(true));
        OnFx.run(() -> open(model, SessionStory.ended(TASKS)));
        layOut(scene);
        assertThat(shown(scene, "#session-undo")).isFalse();
        assertThat(shown(scene, "#session-start")).isTrue();
    }

    @Test
    void itLooksAsItShould() {
        for (var theme : Theme.values()) {
            picture("session-running", theme, 1600, 928, true);
            picture("session-small", theme, 1120, 648, false);
        }
        Pictures.take(
                "session-none",
                Theme.LIGHT,
                1120,
                648,
                () -> new SessionView(new LiveSessionModel(), new SessionSetupModel(), host()));
        Pictures.take(
                "session-setup",
                Theme.DARK,
                1600,
                928,
                () -> {
                    var fresh = new SessionSetupModel();
                    fresh.begin("validation");
                    fresh.addArm();
                    return new SessionView(new LiveSessionModel(), fresh, host());
                });
    }

    private void picture(String name, Theme theme, int width, int height, boolean running) {
        Pictures.take(name, theme, width, height, () -> page(running));
    }

    private Parent page(boolean running) {
        var shown = new LiveSessionModel();
        var prepared = new SessionSetupModel();
        prepared.begin("validation");
        open(shown, running ? SessionStory.told(TASKS) : SessionStory.ended(TASKS));
        var view = new SessionView(shown, prepared, host());
        if (running) view.open(1);
        return view;
    }
}
