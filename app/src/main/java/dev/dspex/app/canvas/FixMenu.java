package dev.dspex.app.canvas;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.app.kit.Icons;
import dev.dspex.app.kit.Labels;
import dev.dspex.edit.Fix;

import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Button;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.VBox;

import java.util.List;
import java.util.function.Consumer;

/** Why a link was refused, and what would make it possible. */
final class FixMenu extends VBox {
    static final double WIDTH = 280;
    private static final double LINE = 28;
    private static final double HEAD = 40;

    FixMenu(String reason, List<Fix> fixes, Consumer<Fix> chosen, Runnable close) {
        setId("fixes");
        getStyleClass().addAll("quick-add", "fixes");
        setAccessibleRole(AccessibleRole.MENU);
        setAccessibleText(reason);
        getChildren().add(Labels.prose(reason, "small", "muted"));
        for (var fix : fixes) {
            var row = new Button(title(fix), Icons.icon(icon(fix)));
            row.getStyleClass().add("fix-row");
            row.setAlignment(Pos.CENTER_LEFT);
            row.setMaxWidth(Double.MAX_VALUE);
            row.setOnAction(
                    _ -> {
                        close.run();
                        chosen.accept(fix);
                    });
            getChildren().add(row);
        }
        resize(WIDTH, HEAD + LINE * fixes.size() + 24);
        addEventHandler(KeyEvent.KEY_PRESSED, e -> key(e, close));
        setOnMousePressed(e -> e.consume());
    }

    /**
     * @param left run once the keyboard has gone elsewhere
     */
    void takeKeyboard(Runnable left) {
        getChildren().get(1).requestFocus();
        focusWithinProperty()
                .addListener(
                        (_, had, has) -> {
                            if (had && !has) left.run();
                        });
    }

    private void step(KeyEvent e) {
        var at = getChildren().indexOf(getScene().getFocusOwner());
        var to = Math.clamp(e.getCode() == KeyCode.DOWN ? at + 1 : at - 1, 1, last());
        getChildren().get(to).requestFocus();
        e.consume();
    }

    private void key(KeyEvent e, Runnable close) {
        switch (e.getCode()) {
            case UP, DOWN -> step(e);
            case ENTER -> {
                if (getScene().getFocusOwner() instanceof Button row) row.fire();
                e.consume();
            }
            case ESCAPE -> {
                close.run();
                e.consume();
            }
            default -> {}
        }
    }

    private int last() {
        return getChildren().size() - 1;
    }

    static String title(Fix fix) {
        return switch (fix) {
            case Fix.MapOver _ -> text("canvas.fix.map");
            case Fix.First _ -> text("canvas.fix.first");
            case Fix.Join _ -> text("canvas.fix.join");
            case Fix.Extract(var field) -> text("canvas.fix.extract", field);
            case Fix.ExtractEach(var field) -> text("canvas.fix.each", field);
            case Fix.Enlist _ -> text("canvas.fix.enlist");
            case Fix.Lines _ -> text("canvas.fix.lines");
            case Fix.Ask _ -> text("canvas.fix.ask");
        };
    }

    private static String icon(Fix fix) {
        return switch (fix) {
            case Fix.MapOver _ -> "view-parallel-outline";
            case Fix.Ask _ -> "cube-outline";
            default -> "language-python";
        };
    }
}
