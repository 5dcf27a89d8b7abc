package dev.dspex.app.compare;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.app.kit.DiffView;
import dev.dspex.app.kit.Figures;
import dev.dspex.app.kit.Labels;
import dev.dspex.app.kit.Layout;
import dev.dspex.app.kit.Panels;
import dev.dspex.compare.Change;
import dev.dspex.compare.RowFlips;
import dev.dspex.compare.StateDiff;

import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.scene.Node;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import tools.jackson.databind.JsonNode;

import java.util.List;
import java.util.function.Function;

/**
 * One difference in full.
 *
 * @param inline texts in one column instead of two
 */
record Details(boolean inline) {
    private static final double ROWS_HEIGHT = 320;

    Node of(Entry entry) {
        var box = Layout.styled(new VBox(), "difference-details");
        switch (entry) {
            case Entry.Heading _ -> {}
            case Entry.Part(var part) -> part.changes().forEach(c -> add(box, c));
            case Entry.Settings(var changes) -> changes.forEach(c -> add(box, c));
            case Entry.Learned(var predictor) -> learned(box, predictor);
            case Entry.Rows rows -> box.getChildren().add(rows(rows.flips()));
        }
        return box;
    }

    private void add(VBox box, Change change) {
        add(box, change.path(), Change.text(change.before()), Change.text(change.after()));
    }

    private void add(VBox box, String title, String before, String after) {
        var section = Layout.styled(new VBox(diff(before, after)), "difference-value");
        if (!title.isEmpty()) section.getChildren().addFirst(Labels.mono(title, "muted"));
        box.getChildren().add(section);
    }

    private Region diff(String before, String after) {
        return inline ? DiffView.inline(before, after) : DiffView.sideBySide(before, after);
    }

    private void learned(VBox box, StateDiff.Predictor predictor) {
        var instructions = predictor.instructions();
        if (instructions.changed())
            add(box, text("compare.instructions"), instructions.before(), instructions.after());
        box.getChildren()
                .add(
                        Labels.muted(
                                text(
                                        "compare.demos",
                                        String.valueOf(predictor.added().size()),
                                        String.valueOf(predictor.removed().size()),
                                        String.valueOf(predictor.kept()))));
        demos(box, text("compare.demo.added"), predictor.added(), true);
        demos(box, text("compare.demo.removed"), predictor.removed(), false);
        predictor.other().forEach(change -> add(box, change));
    }

    private void demos(VBox box, String title, List<JsonNode> demos, boolean added) {
        for (var demo : demos) {
            var words = demo.toPrettyString();
            add(box, title, added ? "" : words, added ? words : "");
        }
    }

    private static Node rows(List<RowFlips.Flip> flips) {
        var table = new TableView<RowFlips.Flip>();
        table.setId("flips");
        table.setPrefHeight(ROWS_HEIGHT);
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        table.getColumns().add(column(text("compare.row"), RowFlips.Flip::row));
        table.getColumns().add(column(text("compare.before"), f -> Figures.score(f.before())));
        table.getColumns().add(column(text("compare.after"), f -> Figures.score(f.after())));
        table.getItems().setAll(flips);
        return Panels.section(table);
    }

    private static TableColumn<RowFlips.Flip, String> column(
            String title, Function<RowFlips.Flip, String> value) {
        var column = new TableColumn<RowFlips.Flip, String>(title);
        column.setCellValueFactory(
                cell -> new ReadOnlyObjectWrapper<>(value.apply(cell.getValue())));
        return column;
    }
}
