package dev.dspex.app.session;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.app.kit.Buttons;
import dev.dspex.app.kit.Figures;
import dev.dspex.app.kit.Labels;
import dev.dspex.app.kit.Layout;
import dev.dspex.program.Words;

import javafx.geometry.VPos;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

import java.util.stream.Collectors;

/** A decision in full: what was seen, chosen and rejected, and why. */
final class VerdictCard extends VBox {
    static final double WIDTH = 336;

    private final Label title = Labels.strong("");
    private final Label when = Labels.mono("", "muted");
    private final GridPane rows = new GridPane(12, 4);

    VerdictCard(Runnable closed) {
        setId("session-decision");
        getStyleClass().add("session-card");
        var close = Buttons.icon("close", text("session.card.close"));
        close.setId("session-decision-close");
        close.setOnAction(_ -> closed.run());
        Layout.wide(title);
        when.setMinWidth(USE_PREF_SIZE);
        var names = new ColumnConstraints();
        names.setMinWidth(USE_PREF_SIZE);
        var values = new ColumnConstraints();
        values.setHgrow(Priority.ALWAYS);
        rows.getColumnConstraints().addAll(names, values);
        getChildren().addAll(new HBox(8, title, when, close), rows);
    }

    void show(Verdict verdict) {
        var done = SessionWords.done(verdict);
        title.setText(verdict.number() + ". " + SessionWords.sight(verdict.sight()));
        when.setText(SessionWords.clock(verdict.wall()));
        rows.getChildren().clear();
        var numbers = SessionWords.numbers(verdict.seen());
        if (!numbers.isEmpty())
            row(
                    text("session.card.seen"),
                    SessionWords.direction(verdict.seen().direction()) + ", " + numbers);
        row(text("session.card.chosen"), String.join(". ", done));
        if (!verdict.against().isEmpty())
            row(
                    text("session.card.against"),
                    verdict.against().entrySet().stream()
                            .map(one -> one.getKey() + " " + Figures.score(one.getValue()))
                            .collect(Collectors.joining(", ")));
        if (!verdict.after().benched().isEmpty())
            row(text("session.card.benched"), String.join(", ", verdict.after().benched()));
        for (var veto : verdict.heldBack()) row(text("session.card.held"), Words.told(veto));
        row(text("session.card.why"), SessionWords.why(verdict));
        row(text("session.card.state"), SessionWords.state(verdict));
        setAccessibleText(
                title.getText()
                        + ". "
                        + String.join(". ", done)
                        + ". "
                        + SessionWords.why(verdict));
    }

    private void row(String name, String value) {
        var left = Labels.muted(name);
        left.setMinWidth(USE_PREF_SIZE);
        GridPane.setValignment(left, VPos.TOP);
        rows.addRow(rows.getRowCount(), left, Labels.prose(value, "small"));
    }
}
