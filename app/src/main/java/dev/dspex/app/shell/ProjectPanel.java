package dev.dspex.app.shell;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.app.kit.Fields;
import dev.dspex.app.kit.Labels;
import dev.dspex.app.kit.Layout;
import dev.dspex.app.kit.Panels;

import javafx.collections.ObservableList;
import javafx.geometry.Orientation;
import javafx.scene.control.Label;
import javafx.scene.control.SplitPane;
import javafx.scene.control.TreeItem;
import javafx.scene.control.TreeView;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Left island: what the project holds. A filter keeps what matches and where it stands. */
public final class ProjectPanel extends VBox {
    private static final double ROOM = 8;

    private final ObservableList<TreeEntry> entries;
    private final TreeView<TreeEntry> tree = new TreeView<>();
    private final Set<String> collapsed = new HashSet<>();
    private final SplitPane parts = Layout.styled(new SplitPane(tree), "project-parts");
    private final Label nothing = Labels.muted(text("shell.project.nothing"));
    private String filter = "";
    private boolean divided = true;

    public ProjectPanel(ObservableList<TreeEntry> entries) {
        this.entries = entries;
        getStyleClass().add("island");
        tree.setId("project-tree");
        tree.getStyleClass().add("project-tree");
        tree.setShowRoot(false);
        tree.setFixedCellSize(26);
        tree.setCellFactory(_ -> new TreeEntryCell(this::openSelected));
        tree.setAccessibleText(text("shell.project"));
        tree.setOnKeyPressed(
                e -> {
                    if (e.getCode() == KeyCode.ENTER) openSelected();
                });
        var field = Fields.search(text("shell.project.filter"), null);
        field.setId("project-filter");
        field.textProperty()
                .subscribe(
                        words -> {
                            filter = words.toLowerCase(Locale.ROOT).strip();
                            fill();
                        });
        var box = new HBox(Layout.wide(field));
        box.setStyle("-fx-padding: 0 8 6 8;");
        getChildren()
                .addAll(
                        Panels.header(text("shell.project")),
                        box,
                        new StackPane(nothing),
                        Layout.tall(parts));
        parts.setOrientation(Orientation.VERTICAL);
        parts.heightProperty().subscribe(this::divide);
        nothing.managedProperty().bind(nothing.visibleProperty());
        entries.subscribe(this::fill);
        fill();
    }

    /** Shows something below the tree, which takes what the tree does not need; or nothing. */
    public void setBelow(@Nullable Region below) {
        if (below == null) parts.getItems().setAll(tree);
        else parts.getItems().setAll(tree, below);
        divided = below == null;
        divide();
    }

    private void divide() {
        var height = parts.getHeight();
        if (divided || height <= 0 || entries.isEmpty()) return;
        divided = true;
        var wanted = tree.getExpandedItemCount() * tree.getFixedCellSize() + ROOM;
        parts.setDividerPositions(Math.clamp(wanted / height, 0.15, 0.5));
    }

    ObservableList<TreeEntry> entries() {
        return entries;
    }

    /** Selects the line of an open editor. */
    public void select(String id) {
        find(tree.getRoot(), id);
    }

    private boolean find(TreeItem<TreeEntry> item, String id) {
        if (item.getValue() != null && item.getValue().id().equals(id)) {
            tree.getSelectionModel().select(item);
            return true;
        }
        return item.getChildren().stream().anyMatch(child -> find(child, id));
    }

    private void openSelected() {
        var item = tree.getSelectionModel().getSelectedItem();
        if (item != null) item.getValue().open().run();
    }

    private void fill() {
        var selected = tree.getSelectionModel().getSelectedItem();
        var root = new TreeItem<TreeEntry>();
        root.getChildren().setAll(items(entries));
        tree.setRoot(root);
        nothing.setVisible(root.getChildren().isEmpty());
        if (selected != null) select(selected.getValue().id());
        divide();
    }

    private List<TreeItem<TreeEntry>> items(List<TreeEntry> some) {
        return some.stream().filter(this::kept).map(this::item).toList();
    }

    private TreeItem<TreeEntry> item(TreeEntry entry) {
        var item = new TreeItem<>(entry);
        item.getChildren().setAll(items(entry.children()));
        item.setExpanded(!filter.isEmpty() || !collapsed.contains(entry.id()));
        item.expandedProperty()
                .subscribe(
                        expanded -> {
                            if (filter.isEmpty() && expanded) collapsed.remove(entry.id());
                            else if (filter.isEmpty()) collapsed.add(entry.id());
                        });
        return item;
    }

    private boolean kept(TreeEntry entry) {
        return filter.isEmpty()
                || entry.name().toLowerCase(Locale.ROOT).contains(filter)
                || entry.children().stream().anyMatch(this::kept);
    }
}
