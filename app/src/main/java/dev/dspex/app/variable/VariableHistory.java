package dev.dspex.app.variable;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.app.chart.Sparkline;
import dev.dspex.app.kit.Ago;
import dev.dspex.app.kit.Buttons;
import dev.dspex.app.kit.Icons;
import dev.dspex.app.kit.Labels;
import dev.dspex.app.kit.Layout;
import dev.dspex.app.kit.Panels;
import dev.dspex.variable.ChangeLog;

import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

import java.time.Instant;

/** What a variable was: a line of its values, and who changed it from what to what, and why. */
final class VariableHistory extends VBox {
    private static final int SHOWN = 12;

    VariableHistory(VariablesModel model, VariableRow row) {
        getStyleClass().add("inspector-section");
        var undo = Buttons.small(text("variable.undo"), "undo");
        undo.setId("variable-undo");
        undo.setDisable(model.undoOf().isEmpty());
        undo.setOnAction(_ -> model.undo(problems -> VariableDetails.say(this, problems)));
        getChildren().add(Panels.sectionTitle(text("variable.column.history"), undo));
        if (row.history().isEmpty()) {
            getChildren().add(Labels.prose(text("variable.history.none"), "muted", "small"));
            return;
        }
        var line = new Sparkline(text("variable.history.of", row.name()), 300, 56, 40);
        line.add(row.height(row.history().getLast().from()));
        row.history().reversed().forEach(entry -> line.add(row.height(entry.to())));
        getChildren().add(line);
        row.history().stream().limit(SHOWN).map(VariableHistory::entry).forEach(getChildren()::add);
    }

    private static HBox entry(ChangeLog.Entry entry) {
        var when = Instant.ofEpochMilli(entry.wall());
        var time = Labels.muted(Ago.since(when, Instant.now()));
        time.setTooltip(new Tooltip(Ago.exact(when)));
        time.setMinWidth(USE_PREF_SIZE);
        var words =
                Layout.column(
                        2,
                        Layout.row(8, Layout.wide(Labels.cut(entry.by())), time),
                        Labels.cut(
                                VariableRow.shown(entry.from())
                                        + " → "
                                        + VariableRow.shown(entry.to()),
                                "mono"));
        if (!entry.why().isEmpty())
            words.getChildren().add(Labels.prose(entry.why(), "muted", "small"));
        words.setMinWidth(0);
        var icon = Icons.icon(entry.derived() ? "function-variant" : "account-outline", "icon-16");
        var row = new HBox(10, icon, Layout.wide(words));
        row.getStyleClass().add("history-entry");
        return row;
    }
}
