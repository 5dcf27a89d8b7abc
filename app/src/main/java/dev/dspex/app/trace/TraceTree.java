package dev.dspex.app.trace;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.app.feed.Durations;
import dev.dspex.app.kit.Figures;
import dev.dspex.app.kit.Icons;
import dev.dspex.app.kit.Labels;
import dev.dspex.app.kit.Layout;
import dev.dspex.app.kit.RunState;
import dev.dspex.app.kit.StateIcon;
import dev.dspex.program.Words;

import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.scene.control.Label;
import javafx.scene.control.TreeItem;
import javafx.scene.control.TreeTableCell;
import javafx.scene.control.TreeTableColumn;
import javafx.scene.control.TreeTableView;
import javafx.scene.layout.HBox;

import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.function.Function;

/**
 * Calls as a tree table. New calls are added in place; the whole is only built anew for another
 * filter.
 */
final class TraceTree extends TreeTableView<TraceNode> {
    private static final int OPEN_UP_TO = 400;

    private final TraceModel model;
    private final IdentityHashMap<TraceNode, TreeItem<TraceNode>> items = new IdentityHashMap<>();
    private final TreeItem<TraceNode> root = new TreeItem<>();

    TraceTree(TraceModel model) {
        this.model = model;
        setId("trace-tree");
        setAccessibleText(text("trace.calls"));
        setRoot(root);
        setShowRoot(false);
        root.setExpanded(true);
        setColumnResizePolicy(CONSTRAINED_RESIZE_POLICY_FLEX_NEXT_COLUMN);
        var name = column(text("trace.column.call"), 300);
        name.getStyleClass().add("first");
        name.setCellFactory(_ -> new NameCell());
        getColumns().add(name);
        getColumns()
                .add(
                        figures(
                                text("trace.column.time"),
                                76,
                                node -> node.seconds() < 0 ? "" : Durations.text(node.seconds())));
        getColumns()
                .add(
                        figures(
                                text("trace.column.tokens"),
                                72,
                                node -> node.tokens() == 0 ? "" : Figures.large(node.tokens())));
        getColumns()
                .add(
                        figures(
                                text("trace.column.cost"),
                                72,
                                node -> node.usd() == null ? "" : Figures.dollars(node.usd())));
    }

    /** Takes what is new in the model. */
    void refreshCalls(String filter, String row) {
        boolean filtered = !filter.isBlank() || !row.isEmpty();
        boolean gone = !items.isEmpty() && (model.size() < items.size() || !isKnown());
        if (filtered || gone) filter(filter, row);
        else {
            grow(root, model.roots());
            refresh();
        }
    }

    /** Builds the tree anew for another filter or row. */
    void filter(String filter, String row) {
        items.clear();
        root.getChildren().clear();
        if (filter.isBlank() && row.isEmpty()) {
            grow(root, model.roots());
            return;
        }
        var shown = model.shown(filter, row);
        fill(root, model.roots().stream().filter(shown::contains).toList(), shown);
    }

    void select(String call) {
        var node = model.node(call);
        var item = node == null ? null : items.get(node);
        if (item == null) return;
        for (var at = item.getParent(); at != null; at = at.getParent()) at.setExpanded(true);
        getSelectionModel().select(item);
        scrollTo(getRow(item));
    }

    private boolean isKnown() {
        return model.roots().isEmpty() || items.containsKey(model.roots().getFirst());
    }

    /** Adds the calls that have no item yet, all of a parent at once. */
    private void grow(TreeItem<TraceNode> parent, List<TraceNode> calls) {
        int known = parent.getChildren().size();
        var added = new ArrayList<TreeItem<TraceNode>>();
        for (var call : calls.subList(Math.min(known, calls.size()), calls.size())) {
            var item = item(call);
            grow(item, call.children());
            added.add(item);
        }
        for (var child : parent.getChildren()) {
            var node = child.getValue();
            if (node.state() == RunState.RUNNING
                    || node.children().size() > child.getChildren().size()) {
                grow(child, node.children());
            }
        }
        if (!added.isEmpty()) parent.getChildren().addAll(added);
    }

    private void fill(
            TreeItem<TraceNode> parent, List<TraceNode> calls, java.util.Set<TraceNode> shown) {
        for (var call : calls) {
            var item = item(call);
            parent.getChildren().add(item);
            fill(item, call.children().stream().filter(shown::contains).toList(), shown);
        }
    }

    private TreeItem<TraceNode> item(TraceNode call) {
        var item = new TreeItem<>(call);
        item.setExpanded(model.size() <= OPEN_UP_TO || call.kind() == TraceNode.Kind.COMPILE);
        items.put(call, item);
        return item;
    }

    static String icon(TraceNode node) {
        return switch (node.kind()) {
            case MODULE -> node.parent() == null ? "sitemap" : Icons.ofKind(node.detail());
            case EVALUATE -> "checkbox-multiple-marked-outline";
            case COMPILE -> "chart-line";
            case LM -> "message-text-outline";
            case TOOL -> "wrench-outline";
            case SKIPPED -> "debug-step-over";
            case STEP -> "thought-bubble-outline";
        };
    }

    private static TreeTableColumn<TraceNode, TraceNode> figures(
            String title, double width, Function<TraceNode, String> value) {
        var column = column(title, width);
        column.getStyleClass().add("num");
        column.setCellFactory(
                _ ->
                        new TreeTableCell<>() {
                            @Override
                            protected void updateItem(@Nullable TraceNode node, boolean empty) {
                                super.updateItem(node, empty);
                                setText(node == null || empty ? "" : value.apply(node));
                            }
                        });
        return column;
    }

    private static TreeTableColumn<TraceNode, TraceNode> column(String title, double width) {
        var column = new TreeTableColumn<TraceNode, TraceNode>(title);
        column.setPrefWidth(width);
        column.setReorderable(false);
        column.setSortable(false);
        column.setCellValueFactory(data -> new ReadOnlyObjectWrapper<>(data.getValue().getValue()));
        return column;
    }

    private static final class NameCell extends TreeTableCell<TraceNode, TraceNode> {
        private final StateIcon state = new StateIcon(RunState.IDLE, 14);
        private final FontIcon icon = Icons.icon("cube-outline", "icon-14");
        private final Label name = Labels.label("", "small");
        private final Label detail = Labels.cut("", "small", "muted");
        private final HBox row = Layout.row(6, state, icon, name, detail);
        private String shownIcon = "";

        NameCell() {
            detail.setMinWidth(0);
            name.setMinWidth(javafx.scene.layout.Region.USE_PREF_SIZE);
        }

        @Override
        protected void updateItem(@Nullable TraceNode node, boolean empty) {
            super.updateItem(node, empty);
            setPrefWidth(0);
            if (node == null || empty) {
                setGraphic(null);
                setAccessibleText(null);
                return;
            }
            state.setState(node.state());
            var wanted = TraceTree.icon(node);
            if (!wanted.equals(shownIcon))
                icon.setIconLiteral("mdi2" + wanted.charAt(0) + "-" + wanted);
            shownIcon = wanted;
            name.setText(node.name());
            var error = node.error();
            detail.setText(error != null ? Words.told(error.message()) : node.detail());
            detail.getStyleClass().removeAll("error-text", "muted");
            detail.getStyleClass().add(error != null ? "error-text" : "muted");
            setAccessibleText(node.name() + ", " + node.detail() + ", " + node.state().word());
            setGraphic(row);
        }
    }
}
