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

/**
 * Type what to add, Enter adds it. Before anything is typed all is there in groups, what was used
 * lately first.
 */
final class QuickAdd extends VBox {
    static final double WIDTH = 320;
    static final double HEIGHT = 400;
    private static final PseudoClass SELECTED = PseudoClass.getPseudoClass("selected");

    private final List<Addition> offered;
    private final List<Addition> recent;
    private final Consumer<Addition> chosen;
    private final Runnable close;
    private final TextField query = Fields.search(text("canvas.add.prompt"), null);
    private final VBox list = new VBox();
    private final ScrollPane scroll = new ScrollPane(list);
    private final List<Row> rows = new ArrayList<>();
    private int current;

    /** A line that can be chosen. */
    private record Row(Addition addition, HBox node) {}

    /**
     * @param offered in the order of an empty query
     * @param recent those of them that were used lately
     */
    QuickAdd(
            List<Addition> offered,
            List<Addition> recent,
            Consumer<Addition> chosen,
            Runnable close) {
        this.offered = offered;
        this.recent = recent;
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
        rows.clear();
        list.getChildren().clear();
        if (words.isBlank()) groups();
        else best(words).forEach(this::line);
        if (rows.isEmpty())
            list.getChildren()
                    .add(
                            Labels.prose(
                                    words.isBlank()
                                            ? text("canvas.add.nothing")
                                            : text("canvas.add.none", words),
                                    "muted"));
        select(0);
        scroll.setVvalue(0);
    }

    private void groups() {
        if (!recent.isEmpty()) {
            title(text("canvas.add.recent"));
            recent.forEach(this::line);
        }
        var group = "";
        for (var addition : offered) {
            if (recent.contains(addition)) continue;
            if (!addition.group().equals(group)) title(group = addition.group());
            line(addition);
        }
    }

    /** By title before summary, and the whole title before a part of it. */
    private List<Addition> best(String words) {
        record Hit(Addition addition, int rank, double score) {}
        var hits = new ArrayList<Hit>();
        for (var addition : offered) {
            var whole = addition.title().equalsIgnoreCase(words.strip());
            var title = Fuzzy.match(words, addition.title());
            var match = title.or(() -> Fuzzy.match(words, addition.summary()));
            var rank = whole ? 0 : title.isPresent() ? 1 : 2;
            match.ifPresent(m -> hits.add(new Hit(addition, rank, m.score())));
        }
        hits.sort(Comparator.comparingInt(Hit::rank).thenComparingDouble(h -> -h.score()));
        return hits.stream().map(Hit::addition).toList();
    }

    private void title(String words) {
        list.getChildren().add(Labels.label(words, "quick-add-title"));
    }

    private void line(Addition addition) {
        var row = new Row(addition, row(addition));
        rows.add(row);
        list.getChildren().add(row.node());
    }

    private HBox row(Addition addition) {
        var look = Look.of(addition.key());
        var icon = Icons.icon(addition.icon(), look.lm() ? "icon-accent" : "icon-plain");
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
                if (!rows.isEmpty()) choose(rows.get(current).addition());
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
        if (rows.isEmpty()) return;
        current = Math.floorMod(index, rows.size());
        for (var i = 0; i < rows.size(); i++)
            rows.get(i).node().pseudoClassStateChanged(SELECTED, i == current);
        query.setAccessibleHelp(rows.get(current).addition().title());
        var whole = list.getHeight();
        var view = scroll.getViewportBounds().getHeight();
        if (whole <= view || view <= 0) return;
        var row = rows.get(current).node().getBoundsInParent();
        var top = scroll.getVvalue() * (whole - view);
        if (current == 0) scroll.setVvalue(0);
        else if (row.getMinY() < top) scroll.setVvalue(row.getMinY() / (whole - view));
        else if (row.getMaxY() > top + view)
            scroll.setVvalue((row.getMaxY() - view) / (whole - view));
    }
}
