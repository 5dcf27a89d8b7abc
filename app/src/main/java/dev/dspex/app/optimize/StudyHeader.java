package dev.dspex.app.optimize;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.app.feed.Statuses;
import dev.dspex.app.kit.Buttons;
import dev.dspex.app.kit.Figures;
import dev.dspex.app.kit.Labels;
import dev.dspex.app.kit.Layout;
import dev.dspex.app.kit.RunState;
import dev.dspex.app.kit.StateIcon;
import dev.dspex.variable.Leases;

import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** Name, state and actions of a study, and below them its figures. */
final class StudyHeader extends VBox {
    private final StudyModel model;
    private final StateIcon state = new StateIcon(RunState.IDLE);
    private final Label title = Labels.title("");
    private final Label what = Labels.cut("", "muted");
    private final Button pause = Buttons.button(text("optimize.pause"), "pause");
    private final Button resume = Buttons.primary(text("optimize.resume"), "play");
    private final Button stop = Buttons.button(text("optimize.stop"), "stop", "stop");
    private final Button change = Buttons.button(text("optimize.limits"), "tune-variant");
    private final LimitsRow limits;
    private final Button over = Buttons.button(text("optimize.take_over"), "swap-horizontal");
    private final Label diverged = Labels.prose("");
    private final Button anyway = Buttons.button(text("optimize.anyway"), "play");
    private final HBox astray;
    private final ProgressBar progress = new ProgressBar(0);
    private final Label doing = Labels.cut("", "small", "muted");
    private final Label calls = value();
    private final Label tokens = value();
    private final Label cost = value();
    private final Label elapsed = value();
    private final Label candidates = value();
    private final Label left = value();
    private final HBox leftFigure = figure(text("optimize.left"), left);
    private String run = "";
    private boolean ran;

    StudyHeader(StudyModel model, StudyActions actions) {
        this.model = model;
        stop.setId("study-stop");
        stop.setOnAction(_ -> actions.stop().run());
        var steering = actions.steering();
        limits = new LimitsRow(steering);
        pause.setId("study-pause");
        pause.setOnAction(_ -> steering.pause());
        pause.setTooltip(new Tooltip(text("optimize.pause.help")));
        resume.setId("study-resume");
        resume.setOnAction(_ -> steering.resume(null));
        resume.setTooltip(new Tooltip(text("optimize.resume.help")));
        over.setId("study-take-over");
        over.setOnAction(
                _ ->
                        steering.limits(
                                now -> steering.resume(now.whenHeld(Leases.WhenHeld.PREEMPT))));
        over.setTooltip(new Tooltip(text("optimize.take_over.help")));
        change.setId("study-change");
        change.setOnAction(_ -> limits.toggle(model.running()));
        var head =
                Layout.styled(
                        new HBox(
                                state, title, Layout.wide(what), change, over, pause, resume, stop),
                        "view-header");
        Layout.width(progress, 140);
        var figures =
                Layout.styled(
                        new HBox(
                                progress,
                                figure(text("optimize.calls"), calls),
                                figure(text("optimize.tokens"), tokens),
                                figure(text("optimize.cost"), cost),
                                figure(text("optimize.elapsed"), elapsed),
                                leftFigure,
                                figure(text("optimize.candidates"), candidates),
                                Layout.wide(doing),
                                Labels.withIcon(
                                        Labels.muted(text("optimize.saved")),
                                        dev.dspex.app.kit.Icons.icon(
                                                "content-save-outline", "icon-14"),
                                        6)),
                        "figures-row");
        astray = astray(steering);
        getChildren().addAll(head, astray, limits, figures);
    }

    /** Why it paused by itself, and how it goes on in spite of that. */
    private HBox astray(StudySteering steering) {
        anyway.setId("study-anyway");
        anyway.setOnAction(_ -> steering.limits(now -> steering.resume(now.goingOnAnyway())));
        anyway.setTooltip(new Tooltip(text("optimize.anyway.help")));
        var row =
                Layout.styled(
                        Layout.row(
                                8, new StateIcon(RunState.WARNING), Layout.wide(diverged), anyway),
                        "figures-row");
        row.setId("study-diverged");
        return row;
    }

    private static Label value() {
        var label = Labels.mono("");
        label.setMinWidth(Region.USE_PREF_SIZE);
        return label;
    }

    private static HBox figure(String name, Label value) {
        var label = Labels.muted(name);
        label.setMinWidth(Region.USE_PREF_SIZE);
        return Layout.row(8, label, value);
    }

    void refresh(String name) {
        state.setState(model.state());
        title.setText(model.isEmpty() ? text("optimize.study") : name);
        what.setText(
                model.isEmpty()
                        ? ""
                        : text(
                                "optimize.what",
                                model.optimizer(),
                                model.program(),
                                model.metric(),
                                model.paused()
                                        ? text("optimize.paused")
                                        : Statuses.word(model.status())));
        stop.setDisable(!model.running());
        boolean strayed = model.canGoOn() && !model.diverged().isEmpty();
        boolean taken = model.canGoOn() && model.taken();
        diverged.setText(
                taken ? text("optimize.taken") : text("optimize.diverged", model.diverged()));
        shown(astray, strayed || taken);
        shown(anyway, !taken);
        var error = model.error();
        shown(over, error != null && error.code().equals("variables_held"));
        shown(pause, model.running());
        shown(stop, !model.canGoOn());
        shown(resume, model.canGoOn() && (taken || !strayed));
        shown(change, model.running() || model.canGoOn());
        if (!model.run().equals(run) || model.running() != ran) limits.close();
        run = model.run();
        ran = model.running();
        var usage = model.usage();
        var cap = model.cap();
        var most = cap == null ? null : cap.calls();
        var mostTokens = cap == null ? null : cap.tokens();
        var mostUsd = cap == null ? null : cap.usd();
        calls.setText(of(Figures.count(usage.calls()), most == null ? "" : Figures.count(most)));
        tokens.setText(
                of(
                        Figures.large(usage.tokens()),
                        mostTokens == null ? "" : Figures.large(mostTokens)));
        var usd = usage.usd();
        cost.setText(
                of(
                        usd == null ? text("optimize.unknown_price") : Figures.dollars(usd),
                        mostUsd == null ? "" : Figures.dollars(mostUsd)));
        var seconds = StudyEta.seconds(model);
        shown(leftFigure, seconds.isPresent());
        left.setText(Figures.seconds(seconds.orElse(0)));
        elapsed.setText(Figures.seconds(model.seconds()));
        candidates.setText(Figures.count(model.candidates().size()));
        doing.setText(phase());
        progress.setVisible(model.running() && model.progress() >= 0);
        progress.setManaged(progress.isVisible());
        progress.setProgress(Math.max(0, model.progress()));
    }

    /** What is used, of how much where there is a cap. */
    private static String of(String used, String most) {
        return most.isEmpty() ? used : text("optimize.of", used, most);
    }

    private static void shown(Region part, boolean shown) {
        part.setVisible(shown);
        part.setManaged(shown);
    }

    private String phase() {
        if (!model.running()) return "";
        var step =
                switch (model.phase()) {
                    case BEFORE -> text("optimize.phase.before");
                    case SEARCH -> text("optimize.phase.search");
                    case AFTER -> text("optimize.phase.after");
                };
        return model.doing().isEmpty() ? step : step + ": " + model.doing();
    }
}
