package dev.dspex.app.shell;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.app.kit.Buttons;
import dev.dspex.app.kit.Labels;
import dev.dspex.app.kit.Layout;
import dev.dspex.app.kit.StateIcon;
import dev.dspex.app.shell.WelcomeModel.Check;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/** What the workbench needs, each with its state and, where it can, a button that fixes it. */
final class CheckList extends VBox {
    private final WelcomeModel model;
    private final Label ready = Labels.muted("");
    private final VBox rows = new VBox();

    CheckList(WelcomeModel model) {
        this.model = model;
        getStyleClass().add("check-list");
        var head = new HBox(Layout.wide(Labels.strong(text("shell.checks"))), ready);
        getChildren().addAll(Layout.styled(head, "check-head"), rows);
        model.checks().subscribe(this::show);
        show();
    }

    private void show() {
        ready.setText(text("shell.checks.ready", model.ready(), model.checks().size()));
        rows.getChildren().setAll(model.checks().stream().map(CheckList::row).toList());
    }

    private static Node row(Check check) {
        var words =
                Layout.column(
                        1,
                        Labels.label(check.title(), "medium"),
                        Labels.cut(check.text(), "small", "muted"));
        var row =
                Layout.styled(
                        new HBox(new StateIcon(check.state()), Layout.wide(words)), "check-row");
        words.setMinWidth(0);
        words.setAlignment(Pos.CENTER_LEFT);
        row.setAccessibleText(check.title() + ", " + check.state().word() + ". " + check.text());
        if (check.progress() >= 0) {
            row.getChildren().add(Layout.width(new ProgressBar(check.progress()), 96));
        }
        var action = check.action();
        if (action != null) {
            var button = Buttons.small(action, null);
            button.setId("fix-" + check.id());
            button.setOnAction(_ -> check.fix().run());
            row.getChildren().add(button);
        }
        return row;
    }
}
