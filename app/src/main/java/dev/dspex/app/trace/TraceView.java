package dev.dspex.app.trace;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.app.kit.EmptyState;
import dev.dspex.app.kit.Fields;
import dev.dspex.app.kit.Figures;
import dev.dspex.app.kit.Labels;
import dev.dspex.app.kit.Layout;
import dev.dspex.app.kit.Panels;
import dev.dspex.app.kit.ViewStates;
import dev.dspex.app.kit.WhileShown;

import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.SplitPane;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;

/**
 * The trace: the tree of calls at the left, what went in and out of the selected one at the right.
 */
public final class TraceView extends StackPane {
    private final TraceModel model;
    private final TraceTree tree;
    private final CallDetails details = new CallDetails();
    private final ComboBox<String> rows =
            Fields.combo(
                    text("trace.row"),
                    row -> row.isEmpty() ? text("trace.all_rows") : text("trace.one_row", row),
                    _ -> null);
    private final Label count = Labels.muted("");
    private final ViewStates body;
    private final SplitPane split = new SplitPane();
    private final WhileShown live = new WhileShown(this, this::refresh);
    private String filter = "";
    private boolean updating;

    public TraceView(TraceModel model) {
        this.model = model;
        tree = new TraceTree(model);
        setId("trace");
        setMinSize(0, 0);
        var search = Fields.search(text("trace.filter"), null);
        search.setId("trace-filter");
        search.getStyleClass().addAll("low", "small");
        Layout.width(search, 200);
        search.textProperty()
                .subscribe(
                        typed -> {
                            filter = typed;
                            tree.filter(filter, row());
                        });
        rows.getStyleClass().add("small");
        rows.valueProperty()
                .subscribe(
                        _ -> {
                            if (!updating) tree.filter(filter, row());
                        });
        var left =
                new VBox(
                        Layout.styled(
                                Panels.header(text("trace.calls"), count, rows, search), "ruled"),
                        Layout.tall(tree));
        split.getItems().addAll(left, details);
        split.setDividerPositions(0.6);
        body = new ViewStates(split);
        getChildren().add(body);
        tree.getSelectionModel()
                .selectedItemProperty()
                .subscribe(item -> details.show(item == null ? null : item.getValue()));
        model.watch(live::changed);
        refresh();
    }

    /** Shows the calls of one data row and selects the one that made its outputs. */
    public void open(String row, @Nullable String call) {
        live.catchUp();
        if (model.rows().contains(row)) rows.setValue(row);
        if (call != null) tree.select(call);
    }

    private String row() {
        var value = rows.getValue();
        return value == null ? "" : value;
    }

    private void refresh() {
        refreshRows();
        tree.refreshCalls(filter, row());
        count.setText(Figures.count(model.size()));
        var item = tree.getSelectionModel().getSelectedItem();
        if (item != null) details.show(item.getValue());
        body.show(
                model.size() == 0
                        ? new EmptyState("family-tree", text("trace.none"), text("trace.none.todo"))
                        : split);
    }

    private void refreshRows() {
        var known = model.rows();
        boolean several = known.size() > 1;
        rows.setVisible(several);
        rows.setManaged(several);
        if (rows.getItems().size() == known.size() + 1) return;
        updating = true;
        var chosen = known.contains(row()) ? row() : "";
        if (known.size() < rows.getItems().size()) rows.getItems().clear();
        if (rows.getItems().isEmpty()) rows.getItems().add("");
        rows.getItems().addAll(known.subList(rows.getItems().size() - 1, known.size()));
        rows.setValue(chosen);
        updating = false;
    }
}
