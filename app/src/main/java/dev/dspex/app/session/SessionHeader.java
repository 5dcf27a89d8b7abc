package dev.dspex.app.session;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.app.feed.Statuses;
import dev.dspex.app.kit.Buttons;
import dev.dspex.app.kit.Chips;
import dev.dspex.app.kit.Figures;
import dev.dspex.app.kit.Icons;
import dev.dspex.app.kit.Labels;
import dev.dspex.app.kit.Layout;
import dev.dspex.app.kit.RunState;
import dev.dspex.app.kit.StateIcon;
import dev.dspex.orchestration.Strategy;
import dev.dspex.run.SessionControl;

import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.RadioMenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;

import org.controlsfx.control.SegmentedButton;
import org.kordamp.ikonli.javafx.FontIcon;

import java.util.ArrayList;

/** Which session it is, how it goes, and what a person can say to it. */
final class SessionHeader extends HBox {
    private final LiveSessionModel model;
    private final SessionSetupModel setup;
    private final SessionHost host;
    private final StateIcon state = new StateIcon(RunState.IDLE);
    private final Label title = Labels.title("");
    private final Label about = Labels.cut("", "muted");
    private final FontIcon arrow = Icons.icon("trending-neutral", "icon-14");
    private final Label trend = Chips.chip("", arrow);
    private final ToggleButton apply = new ToggleButton(text("session.apply"));
    private final ToggleButton dry = new ToggleButton(text("session.dry"));
    private final SegmentedButton carried = new SegmentedButton(apply, dry);
    private final MenuButton lock =
            new MenuButton(text("session.lock"), Icons.icon("lock-outline"));
    private final Button undo = Buttons.button(text("session.undo"), "undo");
    private final Button stop = Buttons.button(text("session.stop"), "stop", "stop");
    private final Button start = Buttons.primary(text("session.start"), "play");

    SessionHeader(LiveSessionModel model, SessionSetupModel setup, SessionHost host) {
        this.model = model;
        this.setup = setup;
        this.host = host;
        title.setMinWidth(USE_PREF_SIZE);
        about.setId("session-about");
        apply.setId("session-apply");
        apply.setTooltip(new Tooltip(text("session.apply.help")));
        apply.setOnAction(_ -> dryRun(false));
        dry.setId("session-dry");
        dry.setTooltip(new Tooltip(text("session.dry.help")));
        dry.setOnAction(_ -> dryRun(true));
        carried.setMinWidth(USE_PREF_SIZE);
        lock.setId("session-lock");
        lock.setMinWidth(USE_PREF_SIZE);
        lock.setTooltip(new Tooltip(text("session.lock.help")));
        lock.setOnShowing(_ -> offer());
        lock.getItems().setAll(new MenuItem(""));
        undo.setId("session-undo");
        undo.setOnAction(_ -> host.say().accept(new SessionControl.Undo()));
        stop.setId("session-stop");
        stop.setOnAction(_ -> host.stop().run());
        start.setId("session-start");
        start.setOnAction(_ -> setup.draft().ifPresent(host.start()));
        getStyleClass().add("view-header");
        getChildren()
                .addAll(state, title, Layout.wide(about), trend, carried, lock, undo, stop, start);
    }

    private void dryRun(boolean only) {
        refresh();
        if (model.dryRun() != only) host.say().accept(new SessionControl.DryRun(only));
    }

    /** Modules and strategies that a person may put in charge. */
    private void offer() {
        var items = new ArrayList<MenuItem>();
        var way = model.way();
        for (var known : model.beliefs().of(Beliefs.ALL))
            items.add(
                    choice(
                            text("session.lock.arm", known.arm()),
                            way.locked().equals(known.arm()),
                            new SessionControl.Lock(known.arm())));
        items.add(
                choice(
                        text("session.lock.none"),
                        way.locked().isEmpty(),
                        new SessionControl.Lock("")));
        items.add(new SeparatorMenuItem());
        for (var strategy : Strategy.values())
            items.add(
                    choice(
                            strategy.key(),
                            strategy.key().equals(way.strategy()),
                            new SessionControl.Use(strategy)));
        lock.getItems().setAll(items);
    }

    private RadioMenuItem choice(String words, boolean now, SessionControl control) {
        var item = new RadioMenuItem(words);
        item.setSelected(now);
        item.setOnAction(_ -> host.say().accept(control));
        return item;
    }

    void refresh() {
        boolean running = model.running();
        var status = model.status();
        state.setState(
                model.isEmpty()
                        ? RunState.IDLE
                        : status == null ? RunState.RUNNING : Statuses.state(status));
        title.setText(model.isEmpty() ? text("session.new") : host.name().apply(model.run()));
        about.setText(about());
        var direction = SessionWords.direction(model.trend().direction());
        trend.setText(direction);
        Icons.set(arrow, icon(model.trend().direction()));
        shown(trend, !direction.isEmpty());
        trend.getStyleClass().removeAll("ok", "warn", "error", "neutral");
        trend.getStyleClass().add(ground(model.trend().direction()));
        apply.setSelected(!model.dryRun());
        dry.setSelected(model.dryRun());
        shown(carried, running);
        shown(lock, running);
        shown(undo, running);
        undo.setDisable(model.verdicts().stream().noneMatch(one -> one.carried() && one.changes()));
        shown(stop, running);
        shown(start, !running);
        start.setText(text(model.isEmpty() ? "session.start" : "session.again"));
        start.setDisable(setup.draft().isEmpty() || !host.ready().getValue());
    }

    private String about() {
        if (model.isEmpty()) return host.choices().get().program();
        var parts = new ArrayList<String>();
        parts.add(model.program());
        var split = model.request().path("split").asString("");
        if (!split.isEmpty()) parts.add(split);
        parts.add(text("session.about.arms", model.request().path("arms").size()));
        parts.add(text("session.about.tasks", Figures.count(model.tasks().size())));
        if (!model.tasks().isEmpty())
            parts.add(text("session.about.mean", Figures.score(model.mean())));
        return String.join(", ", parts);
    }

    private static String icon(String direction) {
        return switch (direction) {
            case "improving" -> "trending-up";
            case "degrading" -> "trending-down";
            case "unstable" -> "pulse";
            default -> "trending-neutral";
        };
    }

    private static String ground(String direction) {
        return switch (direction) {
            case "improving" -> "ok";
            case "degrading" -> "error";
            case "unstable" -> "warn";
            default -> "neutral";
        };
    }

    private static void shown(Node node, boolean shown) {
        node.setVisible(shown);
        node.setManaged(shown);
    }
}
