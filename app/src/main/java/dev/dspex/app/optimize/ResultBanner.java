package dev.dspex.app.optimize;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.app.kit.Buttons;
import dev.dspex.app.kit.Figures;
import dev.dspex.app.kit.Labels;
import dev.dspex.app.kit.Layout;
import dev.dspex.app.kit.RunState;
import dev.dspex.app.kit.StateIcon;
import dev.dspex.program.Words;

import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;

/**
 * How a study ended: the scores before and after on rows that the search never saw, and whether
 * that is more than chance.
 */
final class ResultBanner extends HBox {
    private final StudyActions actions;
    private @Nullable StudyResult shown;

    ResultBanner(StudyActions actions) {
        this.actions = actions;
        setId("study-result");
        getStyleClass().add("result-banner");
        hide();
    }

    void show(@Nullable StudyResult result, RowChanges.Counts changes) {
        if (result == null) {
            hide();
            return;
        }
        if (result.equals(shown)) return;
        shown = result;
        getStyleClass().removeAll("accepted", "kept");
        getStyleClass().add(result.accepted() ? "accepted" : "kept");
        getChildren()
                .setAll(
                        new StateIcon(result.accepted() ? RunState.OK : RunState.REJECTED, 20),
                        Layout.wide(words(result, changes)));
        getChildren().addAll(buttons(result));
        setManaged(true);
        setVisible(true);
    }

    private void hide() {
        shown = null;
        setManaged(false);
        setVisible(false);
    }

    private static VBox words(StudyResult result, RowChanges.Counts changes) {
        var title =
                Layout.row(
                        12,
                        Labels.label(
                                text(result.accepted() ? "optimize.accepted" : "optimize.kept"),
                                "strong"));
        var before = result.before();
        var after = result.after();
        var gain = result.gain();
        if (before != null && after != null && gain != null) {
            title.getChildren()
                    .addAll(
                            Labels.mono(
                                    text(
                                            "optimize.before_after",
                                            Figures.score(before),
                                            Figures.score(after)),
                                    "result-figures"),
                            Labels.mono(
                                    Figures.gain(gain), result.accepted() ? "ok-text" : "muted"));
        }
        for (var label : title.getChildren()) {
            ((Region) label).setMinWidth(USE_PREF_SIZE);
        }
        var box = new VBox(2, title);
        if (gain != null) box.getChildren().add(Labels.prose(numbers(result, changes), "muted"));
        if (!result.reason().isEmpty())
            box.getChildren().add(Labels.prose(Words.told(result.reason()), "muted"));
        box.setAccessibleText(
                text(result.accepted() ? "optimize.accepted" : "optimize.kept")
                        + " "
                        + Words.told(result.reason()));
        return box;
    }

    private static String numbers(StudyResult result, RowChanges.Counts changes) {
        var words = new StringBuilder(text("optimize.on_rows", Figures.count(result.n())));
        if (changes.all() > 0)
            words.append(", ")
                    .append(
                            text(
                                    "optimize.rows_changed",
                                    Figures.count(changes.better()),
                                    Figures.count(changes.worse())));
        var p = result.pValue();
        if (p != null)
            words.append(", ")
                    .append(
                            p < 0.001
                                    ? text("optimize.p_small")
                                    : text("optimize.p", Figures.score(p)));
        var least = result.minimumGain();
        if (least != null && least > 0)
            words.append(", ").append(text("optimize.minimum_gain", Figures.score(least)));
        return words.toString();
    }

    private Node[] buttons(StudyResult result) {
        var export = Buttons.button(text("optimize.export"), "file-export-outline");
        export.setId("study-export");
        export.setOnAction(_ -> actions.export().run());
        var values = result.values();
        if (result.state().isEmpty() && values == null) return new Node[] {export};
        Button use =
                result.accepted()
                        ? Buttons.primary(text("optimize.use"), "check")
                        : Buttons.button(text("optimize.use_anyway"), "check");
        use.setId("study-use");
        use.setOnAction(_ -> actions.use().accept(new StudyActions.Found(result.state(), values)));
        return new Node[] {export, use};
    }
}
