package dev.dspex.app.command;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.app.kit.Chips;
import dev.dspex.app.kit.EmptyState;
import dev.dspex.app.kit.Icons;
import dev.dspex.app.kit.Labels;
import dev.dspex.app.kit.Layout;

import javafx.scene.AccessibleRole;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import java.util.ArrayList;
import java.util.List;

/**
 * The command palette: type, move with the arrows, Enter runs. It tells its owner when it is done.
 */
public final class PalettePane extends VBox {
    public static final double WIDTH = 640;

    private final PaletteModel model;
    private final Runnable close;
    private final TextField query = new TextField();
    private final Label count = Labels.muted("");
    private final VBox list = Layout.styled(new VBox(), "palette-list");
    private final ScrollPane scroll = new ScrollPane(list);
    private final List<PaletteRow> rows = new ArrayList<>();
    private int current;

    public PalettePane(PaletteModel model, Runnable close) {
        this.model = model;
        this.close = close;
        getStyleClass().add("palette");
        setMinWidth(WIDTH);
        setMaxSize(WIDTH, Region.USE_PREF_SIZE);
        query.setId("palette-query");
        query.getStyleClass().add("palette-query");
        query.setAccessibleText(text("shell.palette.prompt"));
        query.setPromptText(text("shell.palette.prompt"));
        query.textProperty().subscribe(this::search);
        query.addEventFilter(KeyEvent.KEY_PRESSED, this::key);
        scroll.setFitToWidth(true);
        scroll.setMaxHeight(432);
        scroll.setFocusTraversable(false);
        var head = new HBox(Icons.icon("magnify", "icon-18"), Layout.wide(query), count);
        getChildren().addAll(Layout.styled(head, "palette-head"), scroll, foot());
    }

    /** Empties the query and takes the keyboard. */
    public void open(String start) {
        query.setText(start);
        search(start);
        query.requestFocus();
        query.end();
    }

    private void search(String words) {
        var hits = model.find(words);
        count.setText(
                hits.size() == 1
                        ? text("shell.palette.result")
                        : text("shell.palette.results", hits.size()));
        rows.clear();
        list.getChildren().clear();
        var group = "";
        for (var hit : hits) {
            if (!hit.entry().group().equals(group)) {
                group = hit.entry().group();
                list.getChildren().add(Labels.label(group, "palette-group"));
            }
            var row = new PaletteRow(hit);
            row.setOnMouseClicked(_ -> run(row));
            rows.add(row);
            list.getChildren().add(row);
        }
        if (hits.isEmpty()) {
            list.getChildren()
                    .add(
                            new EmptyState(
                                    "magnify",
                                    text("shell.palette.none"),
                                    text("shell.palette.none.help")));
        }
        select(0);
        scroll.setVvalue(0);
    }

    private void key(KeyEvent e) {
        switch (e.getCode()) {
            case DOWN -> select(current + 1);
            case UP -> select(current - 1);
            case PAGE_DOWN -> select(Math.min(rows.size() - 1, current + 8));
            case PAGE_UP -> select(Math.max(0, current - 8));
            case ENTER -> {
                if (!rows.isEmpty()) run(rows.get(current));
            }
            case ESCAPE -> close.run();
            default -> {
                return;
            }
        }
        e.consume();
    }

    private void run(PaletteRow row) {
        if (!row.entry().enabled()) return;
        close.run();
        row.entry().action().run();
    }

    private void select(int index) {
        if (rows.isEmpty()) return;
        rows.forEach(row -> row.setSelected(false));
        current = Math.floorMod(index, rows.size());
        var row = rows.get(current);
        row.setSelected(true);
        query.setAccessibleHelp(row.getAccessibleText());
        reveal(row);
    }

    private void reveal(PaletteRow row) {
        var view = scroll.getViewportBounds().getHeight();
        var whole = list.getHeight();
        if (view <= 0 || whole <= view) return;
        var top = scroll.getVvalue() * (whole - view);
        var y = row.getBoundsInParent();
        if (y.getMinY() < top) scroll.setVvalue(y.getMinY() / (whole - view));
        else if (y.getMaxY() > top + view) scroll.setVvalue((y.getMaxY() - view) / (whole - view));
    }

    private HBox foot() {
        var foot =
                new HBox(
                        hint("↑ ↓", text("shell.palette.move")),
                        hint("Enter", text("shell.palette.run")),
                        Layout.grow());
        for (var source : model.sources()) {
            foot.getChildren().add(hint(String.valueOf(source.sign()), source.name()));
        }
        foot.setAccessibleRole(AccessibleRole.TEXT);
        return Layout.styled(foot, "palette-foot");
    }

    private static HBox hint(String key, String what) {
        return Layout.row(6, Chips.key(key), Labels.muted(what));
    }
}
