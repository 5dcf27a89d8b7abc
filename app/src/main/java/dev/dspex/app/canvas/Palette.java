package dev.dspex.app.canvas;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.app.kit.Fields;
import dev.dspex.app.kit.Figures;
import dev.dspex.app.kit.Labels;
import dev.dspex.app.kit.Layout;
import dev.dspex.app.kit.Panels;

import javafx.scene.control.TextField;
import javafx.scene.control.TreeItem;
import javafx.scene.control.TreeView;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;

/**
 * All that can be added to a program, in groups beside the canvas: dragged onto it, or by a double
 * click or Enter into the middle of what is seen.
 */
public final class Palette extends VBox {
    private static final double ROW = 24;

    private final AddOffer offer;
    private final Consumer<Addition> chosen;
    private final TreeView<PaletteLine> tree = new TreeView<>();
    private final TextField filter;
    private final Set<String> collapsed = new HashSet<>();

    /**
     * @param chosen told what is to be added where no place was named
     */
    public Palette(AddOffer offer, Consumer<Addition> chosen) {
        this.offer = offer;
        this.chosen = chosen;
        setId("palette");
        setMinHeight(120);
        filter = Fields.search("", null);
        filter.setId("palette-filter");
        filter.textProperty().subscribe(this::fill);
        var box = new HBox(Layout.wide(filter));
        box.setStyle("-fx-padding: 0 8 6 8;");
        tree.setId("palette-list");
        tree.getStyleClass().add("palette-tree");
        tree.setShowRoot(false);
        tree.setFixedCellSize(ROW);
        tree.setCellFactory(_ -> new PaletteCell(this::addSelected));
        tree.setAccessibleText(text("canvas.palette"));
        tree.setOnKeyPressed(
                e -> {
                    if (e.getCode() == KeyCode.ENTER) addSelected();
                });
        var none = Labels.muted(text("canvas.palette.none"));
        none.visibleProperty().bind(tree.expandedItemCountProperty().isEqualTo(0));
        none.setMouseTransparent(true);
        getChildren()
                .addAll(
                        Panels.header(
                                text("canvas.palette"), Labels.muted(text("canvas.palette.key"))),
                        box,
                        Layout.tall(new StackPane(tree, none)));
        offer.onChanged(this::fill);
        fill();
    }

    private void addSelected() {
        var item = tree.getSelectionModel().getSelectedItem();
        var addition = item == null ? null : item.getValue().addition();
        if (addition != null) chosen.accept(addition);
    }

    private void fill() {
        var words = filter.getText().toLowerCase(Locale.ROOT).strip();
        var groups = new LinkedHashMap<String, TreeItem<PaletteLine>>();
        var all = offer.all();
        var prompt = text("canvas.palette.filter", Figures.count(all.size()));
        filter.setPromptText(prompt);
        filter.setAccessibleText(prompt);
        for (var addition : all) {
            if (!matches(addition, words)) continue;
            groups.computeIfAbsent(addition.group(), title -> group(title, !words.isEmpty()))
                    .getChildren()
                    .add(new TreeItem<>(PaletteLine.of(addition)));
        }
        var root = new TreeItem<PaletteLine>();
        root.getChildren().setAll(List.copyOf(groups.values()));
        tree.setRoot(root);
        if (!words.isEmpty() && !groups.isEmpty()) tree.getSelectionModel().select(1);
    }

    private TreeItem<PaletteLine> group(String title, boolean open) {
        var group = new TreeItem<>(new PaletteLine(title, null));
        group.setExpanded(open || !collapsed.contains(title));
        if (!open)
            group.expandedProperty()
                    .subscribe(
                            expanded -> {
                                if (expanded) collapsed.remove(title);
                                else collapsed.add(title);
                            });
        return group;
    }

    private static boolean matches(Addition addition, String words) {
        return words.isEmpty()
                || addition.title().toLowerCase(Locale.ROOT).contains(words)
                || addition.group().toLowerCase(Locale.ROOT).contains(words)
                || addition.summary().toLowerCase(Locale.ROOT).contains(words);
    }
}
