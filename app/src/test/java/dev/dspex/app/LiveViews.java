package dev.dspex.app;

import dev.dspex.app.run.HistoryCare;
import dev.dspex.app.run.RunActions;
import dev.dspex.app.testing.OnFx;
import dev.dspex.app.theme.Appearance;
import dev.dspex.event.Stamped;

import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Region;

import org.junit.jupiter.api.AfterEach;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;

/** Live views in a window, and the hands of a person. */
abstract class LiveViews {
    final FxRobot robot = new FxRobot();

    final List<String> asked = new ArrayList<>();

    final BooleanProperty ready = new SimpleBooleanProperty(true);

    @AfterEach
    void close() throws Exception {
        FxToolkit.cleanupStages();
    }

    RunActions actions() {
        return new RunActions(
                values -> asked.add("run " + values),
                () -> asked.add("stop"),
                run -> asked.add("open " + run),
                run -> asked.add("compare " + run),
                run -> asked.add("choose " + run),
                new HistoryCare(
                        run -> asked.add("note " + run),
                        run -> asked.add("prune " + run),
                        run -> asked.add("delete " + run)),
                List::of,
                ready);
    }

    static void show(dev.dspex.app.feed.RunFeed feed, List<Stamped> events) {
        feed.show(events.getFirst().run());
        feed.accept(events);
    }

    /** The screen of the Headless platform is 1000 x 1000. */
    <R extends Region> R open(Supplier<R> view) throws Exception {
        OnFx.settle();
        FxToolkit.registerPrimaryStage();
        var made = FxToolkit.setupFixture(view::get);
        FxToolkit.setupStage(
                stage -> {
                    var scene = new Scene((Parent) made, 980, 900);
                    new Appearance().dress(scene);
                    stage.setScene(scene);
                    stage.show();
                });
        WaitForAsyncUtils.waitForFxEvents();
        return made;
    }

    void press(String button) {
        robot.interact(() -> robot.lookup(button).queryAs(ButtonBase.class).fire());
    }

    @SuppressWarnings("unchecked")
    ComboBox<String> combo(String id) {
        return robot.lookup(id).queryAs(ComboBox.class);
    }

    String selected() {
        return "candidate "
                + Objects.requireNonNull(
                        robot.lookup("#candidates")
                                .queryAs(TableView.class)
                                .getSelectionModel()
                                .getSelectedItem());
    }

    List<String> texts() {
        return robot
                .lookup(node -> node instanceof Label && node.isVisible())
                .queryAllAs(Label.class)
                .stream()
                .map(Label::getText)
                .toList();
    }

    static void enter(Node node) {
        key(node, KeyCode.ENTER);
    }

    static void key(Node node, KeyCode code) {
        node.fireEvent(
                new KeyEvent(KeyEvent.KEY_PRESSED, "", "", code, false, false, false, false));
    }
}
