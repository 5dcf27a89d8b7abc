package dev.dspex.app.canvas;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.app.kit.Buttons;
import dev.dspex.app.kit.Fields;
import dev.dspex.app.kit.Labels;
import dev.dspex.app.kit.Layout;

import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;

import java.util.List;

/** Finds words in the program: Enter goes to the next place, Shift+Enter to the one before. */
final class FindBar extends HBox {
    static final double WIDTH = 360;
    static final double HEIGHT = 40;

    private final GraphPane pane;
    private final TextField query = Fields.search(text("canvas.find.prompt"), null);
    private final Label count = Labels.muted("");
    private List<String> found = List.of();
    private int at;

    FindBar(GraphPane pane) {
        this.pane = pane;
        setId("find-bar");
        getStyleClass().add("find-bar");
        query.setId("find-query");
        count.setId("find-count");
        count.setMinWidth(64);
        query.textProperty().subscribe(this::search);
        var before = Buttons.icon("chevron-up", text("canvas.find.before"), "icon-16");
        var next = Buttons.icon("chevron-down", text("canvas.find.next"), "icon-16");
        var close = Buttons.icon("close", text("canvas.find.close"), "icon-16");
        before.setOnAction(_ -> step(-1));
        next.setOnAction(_ -> step(1));
        close.setOnAction(_ -> hide());
        getChildren().addAll(Layout.wide(query), count, before, next, close);
        addEventFilter(KeyEvent.KEY_PRESSED, this::key);
        setOnMousePressed(e -> e.consume());
        setVisible(false);
        setManaged(false);
    }

    void open() {
        setVisible(true);
        query.requestFocus();
        query.selectAll();
        search(query.getText());
    }

    private void hide() {
        setVisible(false);
        pane.requestFocus();
    }

    private void key(KeyEvent e) {
        switch (e.getCode()) {
            case ENTER -> {
                if (e.getTarget() != query) return;
                step(e.isShiftDown() ? -1 : 1);
            }
            case F3 -> step(e.isShiftDown() ? -1 : 1);
            case ESCAPE -> hide();
            default -> {
                return;
            }
        }
        e.consume();
    }

    private void search(String words) {
        found = Finding.in(pane.model().program(), words);
        at = -1;
        count.setText(
                words.isBlank()
                        ? ""
                        : found.isEmpty()
                                ? text("canvas.find.none")
                                : text("canvas.find.count", found.size()));
    }

    private void step(int by) {
        var now = Finding.in(pane.model().program(), query.getText());
        if (!now.equals(found)) search(query.getText());
        if (found.isEmpty()) return;
        at = at < 0 ? (by > 0 ? 0 : found.size() - 1) : Math.floorMod(at + by, found.size());
        count.setText(text("canvas.find.at", at + 1, found.size()));
        var id = found.get(at);
        pane.model().selection().only(List.of(id));
        pane.camera().centreOn(id);
    }
}
