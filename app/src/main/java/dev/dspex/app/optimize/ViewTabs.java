package dev.dspex.app.optimize;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.app.chart.ChartTable;
import dev.dspex.app.chart.ChartTableView;
import dev.dspex.app.kit.Buttons;
import dev.dspex.app.kit.Layout;

import javafx.scene.Node;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

import org.controlsfx.control.SegmentedButton;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Several views of a study in one place. The header has their names, then the controls of the one
 * that is shown, and the button that shows its numbers as a table. FX thread only.
 */
final class ViewTabs extends VBox {
    /** One of the views. */
    interface Tab extends Part {
        Region body();

        /** What belongs to the right of the names. */
        default List<Node> controls() {
            return List.of();
        }

        /**
         * Its numbers as they are shown now, to be written on any thread; null for a view that is a
         * table already.
         */
        default @Nullable Supplier<ChartTable> table() {
            return null;
        }

        /** What stands there while the view has nothing to show, else null. */
        default @Nullable Node empty() {
            return null;
        }
    }

    private record Named(ToggleButton button, Tab tab) {}

    private final Consumer<Part> turn;
    private final List<Named> tabs = new ArrayList<>();
    private final SegmentedButton names = new SegmentedButton();
    private final HBox controls = Layout.row(12);
    private final ToggleButton asTable = Buttons.toggle("table", text("chart.as_table"));
    private final StackPane body = new StackPane();
    private @Nullable Tab shown;
    private boolean byPerson;

    /**
     * @param turn shows a part of the view as soon as it is worked out
     */
    ViewTabs(String id, Consumer<Part> turn) {
        this.turn = turn;
        setId(id);
        asTable.setOnAction(_ -> fill());
        asTable.setId(id + "-table");
        asTable.getGraphic().getStyleClass().add("icon-16");
        controls.setMinWidth(0);
        var header = new HBox(names, Layout.grow(), controls, asTable);
        getChildren().addAll(Layout.styled(header, "panel-header"), Layout.tall(body));
        setMinSize(0, 0);
        body.setMinSize(0, 0);
    }

    /**
     * @param id of its button
     */
    void add(String id, String name, Tab tab) {
        var button = new ToggleButton(name);
        button.setId(id);
        button.setMinWidth(USE_PREF_SIZE);
        button.setOnAction(
                _ -> {
                    byPerson = true;
                    show(tab);
                });
        names.getButtons().add(button);
        tabs.add(new Named(button, tab));
        if (shown == null) show(tab);
    }

    void show(Tab tab) {
        shown = tab;
        asTable.setSelected(false);
        for (var named : tabs) named.button.setSelected(named.tab == tab);
        turn.accept(this::look);
    }

    /** Shows this view unless the person has chosen one. */
    void suggest(Tab tab) {
        if (!byPerson && shown != tab) show(tab);
    }

    /** The person's choice is forgotten: another study is shown. */
    void forget() {
        byPerson = false;
    }

    /** The tab that is shown, if it still is when it is worked out. */
    Supplier<Runnable> look() {
        var tab = shown;
        if (tab == null) return () -> () -> {};
        var work = tab.look();
        return () -> {
            var show = work.get();
            return () -> {
                if (tab != shown) return;
                show.run();
                fill();
            };
        };
    }

    private void fill() {
        var tab = shown;
        if (tab == null) return;
        var nothing = tab.empty();
        var table = nothing == null ? tab.table() : null;
        asTable.setVisible(table != null);
        asTable.setManaged(table != null);
        var wanted = nothing == null ? tab.controls() : List.<Node>of();
        if (!controls.getChildren().equals(wanted)) controls.getChildren().setAll(wanted);
        if (nothing != null) put(nothing);
        else if (table == null || !asTable.isSelected()) put(tab.body());
        else turn.accept(() -> written(tab, table));
    }

    private Supplier<Runnable> written(Tab tab, Supplier<ChartTable> table) {
        return () -> {
            var numbers = table.get();
            return () -> {
                if (tab == shown && asTable.isSelected()) put(new ChartTableView(numbers));
            };
        };
    }

    private void put(Node content) {
        if (body.getChildren().size() != 1 || body.getChildren().getFirst() != content)
            body.getChildren().setAll(content);
    }
}
