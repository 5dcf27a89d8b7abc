package dev.dspex.app.optimize;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.app.feed.Statuses;
import dev.dspex.app.kit.Buttons;
import dev.dspex.app.kit.Figures;
import dev.dspex.app.kit.Labels;
import dev.dspex.app.kit.Layout;
import dev.dspex.app.kit.RunState;
import dev.dspex.app.kit.StateIcon;

import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/** Name, state and actions of a study, and below them its figures. */
final class StudyHeader extends VBox {
    private final StudyModel model;
    private final StateIcon state = new StateIcon(RunState.IDLE);
    private final Label title = Labels.title("");
    private final Label what = Labels.cut("", "muted");
    private final Button stop = Buttons.button(text("optimize.stop"), "stop", "stop");
    private final ProgressBar progress = new ProgressBar(0);
    private final Label doing = Labels.cut("", "small", "muted");
    private final Label calls = value();
    private final Label tokens = value();
    private final Label cost = value();
    private final Label elapsed = value();
    private final Label candidates = value();

    StudyHeader(StudyModel model, StudyActions actions) {
        this.model = model;
        stop.setId("study-stop");
        stop.setOnAction(_ -> actions.stop().run());
        var head = Layout.styled(new HBox(state, title, Layout.wide(what), stop), "view-header");
        Layout.width(progress, 140);
        var figures =
                Layout.styled(
                        new HBox(
                                progress,
                                figure(text("optimize.calls"), calls),
                                figure(text("optimize.tokens"), tokens),
                                figure(text("optimize.cost"), cost),
                                figure(text("optimize.elapsed"), elapsed),
                                figure(text("optimize.candidates"), candidates),
                                Layout.wide(doing),
                                Labels.withIcon(
                                        Labels.muted(text("optimize.saved")),
                                        dev.dspex.app.kit.Icons.icon(
                                                "content-save-outline", "icon-14"),
                                        6)),
                        "figures-row");
        getChildren().addAll(head, figures);
    }

    private static Label value() {
        var label = Labels.mono("");
        label.setMinWidth(javafx.scene.layout.Region.USE_PREF_SIZE);
        return label;
    }

    private static HBox figure(String name, Label value) {
        var label = Labels.muted(name);
        label.setMinWidth(javafx.scene.layout.Region.USE_PREF_SIZE);
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
                                Statuses.word(model.status())));
        stop.setDisable(!model.running());
        var usage = model.usage();
        calls.setText(Figures.count(usage.calls()));
        tokens.setText(Figures.large(usage.tokens()));
        var usd = usage.usd();
        cost.setText(usd == null ? text("optimize.unknown_price") : Figures.dollars(usd));
        elapsed.setText(Figures.seconds(model.seconds()));
        candidates.setText(Figures.count(model.candidates().size()));
        doing.setText(phase());
        progress.setVisible(model.running() && model.progress() >= 0);
        progress.setManaged(progress.isVisible());
        progress.setProgress(Math.max(0, model.progress()));
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
