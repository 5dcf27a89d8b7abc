package dev.dspex.app.dataset;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.app.kit.EmptyState;
import dev.dspex.app.kit.FieldProblem;
import dev.dspex.app.kit.Labels;
import dev.dspex.app.kit.Layout;
import dev.dspex.app.kit.Panels;
import dev.dspex.dataset.Row;

import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextArea;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;

/** Every value of one row in full, to be read and copied. */
final class RowDetails extends StackPane {
    private static final int LONGEST = 20_000; // a TextArea gets slow above

    private final @Nullable TableModel edited;
    private @Nullable Row shown;

    /**
     * @param edited the rows where they can be edited; null where they can only be read
     */
    RowDetails(@Nullable TableModel edited) {
        this.edited = edited;
        getStyleClass().add("row-details");
        setMinWidth(220);
        showNothing();
    }

    /** Shows a row of the table that is edited; null for none. */
    void show(@Nullable Integer number) {
        var row = number == null || edited == null ? null : edited.row(number).orElse(null);
        if (row == null) showNothing();
        else if (!row.equals(shown)) show(row);
    }

    void showNothing() {
        shown = null;
        getChildren()
                .setAll(
                        new EmptyState(
                                "table-row",
                                text("dataset.row.none"),
                                text("dataset.row.none.help")));
    }

    void show(Row row) {
        shown = row;
        var values = Layout.styled(new VBox(12), "row-values");
        row.values()
                .properties()
                .forEach(
                        entry ->
                                values.getChildren()
                                        .add(value(row, entry.getKey(), entry.getValue())));
        var scroll = new ScrollPane(values);
        scroll.setFitToWidth(true);
        var head =
                Panels.header(
                        text("dataset.row", row.id()),
                        Labels.mono(text("dataset.line", row.line()), "muted"));
        getChildren().setAll(new VBox(Layout.styled(head, "ruled"), Layout.tall(scroll)));
    }

    private VBox value(Row row, String name, JsonNode value) {
        var words = value.isContainer() ? value.toPrettyString() : RowsModel.text(value);
        var cut = words.length() > LONGEST ? words.substring(0, LONGEST) + "…" : words;
        var area = Layout.styled(new TextArea(cut), "plain-text");
        area.setEditable(edited != null && cut.length() == words.length());
        area.setWrapText(true);
        area.setAccessibleText(name);
        area.setPrefRowCount(Math.clamp(cut.length() / 38 + (int) cut.lines().count(), 1, 14));
        area.setMinHeight(30);
        var column = Layout.column(4, Labels.mono(name, "muted"), area);
        if (edited != null) keepEdits(edited, row, name, words, area, column);
        return column;
    }

    private static void keepEdits(
            TableModel model, Row row, String name, String before, TextArea area, VBox column) {
        var number = Integer.parseInt(row.id()) - 1;
        model.misfit(number, name)
                .ifPresent(
                        why ->
                                column.getChildren()
                                        .add(new FieldProblem(text("dataset.misfit", why), null)));
        area.focusedProperty()
                .subscribe(
                        (_, focused) -> {
                            if (!focused && !area.getText().equals(before))
                                model.type(number, name, area.getText());
                        });
    }
}
