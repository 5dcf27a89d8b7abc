package dev.dspex.app.canvas;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.app.command.Fuzzy;
import dev.dspex.app.kit.Fields;
import dev.dspex.app.kit.Icons;
import dev.dspex.app.kit.Labels;
import dev.dspex.app.kit.Layout;

import javafx.css.PseudoClass;
import javafx.scene.AccessibleRole;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;

/** Type what to add, Enter adds it. What was used lately comes first. */
final class QuickAdd extends VBox {
    static final double WIDTH = 320;
    static final double HEIGHT = 320;
    private static final PseudoClass SELECTED = PseudoClass.getPseudoClass("selected");

    private final List<Addition> offered;
    private final Consumer<Addition> chosen;
    private final Runnable close;
    private final TextField query = Fields.search(text("canvas.add.prompt"), null);
    private final VBox list = new VBox();
    private final ScrollPane scroll = new ScrollPane(list);
    private List<Addition> shown = List.of();
    private int current;

    /**
     * @param offered in the order of an empty query
     */
    QuickAdd(List<Addition> offered, Consumer<Addition> chosen, Runnable close) {
        this.offered = offered;
        this.chosen = chosen;
        this.close = close;
        setId("quick-add");
        getStyleClass().add("quick-add");
        setAccessibleRole(AccessibleRole.LIST_VIEW);
        setAccessibleText(text("canvas.add.title"));
        query.setId("quick-add-query");
        query.textProperty().subscribe(this::search);
        query.addEventFilter(KeyEvent.KEY_PRESSED, this::key);
        scroll.setFitToWidth(true);
        scroll.setFocusTraversable(false);
        getChildren().addAll(query, Layout.tall(scroll));
        setOnMousePressed(e -> e.consume());
        search("");
    }

    /**
     * @param left run once the keyboard has gone elsewhere
     */
    void takeKeyboard(Runnable left) {
        query.requestFocus();
        GraphPopups.whenLeft(query, left);
    }

    private void search(String words) {
        record Hit(Addition addition, double score) {}
        var hits = new ArrayList<Hit>();
        for (var addition : offered)
            Fuzzy.match(words, addition.title() + " " + addition.summary())
                    .ifPresent(m -> hits.add(new Hit(addition, m.score())));
        if (!words.isBlank()) hits.sort(Comparator.comparingDouble(h -> -h.score()));
        shown = hits.stream().map(Hit::addition).toList();
        list.getChildren().setAll(shown.stream().map(this::row).toList());
        if (shown.isEmpty())
            list.getChildren().add(Labels.prose(text("canvas.add.none", words), "muted"));
        select(0);
        scroll.setVvalue(0);
    }

    private HBox row(Addition addition) {
        var icon = Icons.icon(Icons.ofKind(addition.icon()), "icon-accent");
        var words =
                Layout.column(
                        1,
                        Labels.label(addition.title(), "medium"),
                        Labels.cut(addition.summary(), "muted", "small"));
        var row = Layout.styled(new HBox(icon, Layout.wide(words)), "quick-add-row");
        row.setId("add-" + addition.key());
        row.setAccessibleRole(AccessibleRole.LIST_ITEM);
        row.setAccessibleText(addition.title() + ", " + addition.summary());
        row.setOnMousePressed(
                e -> {
                    e.consume();
                    choose(addition);
                });
        return row;
    }

    private void key(KeyEvent e) {
        switch (e.getCode()) {
            case DOWN -> select(current + 1);
            case UP -> select(current - 1);
            case ENTER -> {
                if (!shown.isEmpty()) choose(shown.get(current));
            }
            case ESCAPE -> close.run();
            default -> {
                return;
            }
        }
        e.consume();
    }

    private void choose(Addition addition) {
        close.run();
        chosen.accept(addition);
    }

    private void select(int index) {
        if (shown.isEmpty()) return;
        current = Math.floorMod(index, shown.size());
        for (var i = 0; i < shown.size(); i++)
            list.getChildren().get(i).pseudoClassStateChanged(SELECTED, i == current);
        query.setAccessibleHelp(shown.get(current).title());
        var whole = list.getHeight();
        var view = scroll.getViewportBounds().getHeight();
        if (whole <= view || view <= 0) return;
        var row = list.getChildren().get(current).getBoundsInParent();
        var top = scroll.getVvalue() * (whole - view);
        if (row.getMinY() < top) scroll.setVvalue(row.getMinY() / (whole - view));
        else if (row.getMaxY() > top + view)
            scroll.setVvalue((row.getMaxY() - view) / (whole - view));
    }
}
