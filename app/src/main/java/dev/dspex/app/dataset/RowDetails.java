package dev.dspex.app.dataset;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.app.kit.EmptyState;
import dev.dspex.app.kit.Labels;
import dev.dspex.app.kit.Layout;
import dev.dspex.app.kit.Panels;
import dev.dspex.dataset.Row;

import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextArea;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

import tools.jackson.databind.JsonNode;

/** Every value of one row in full, to be read and copied. */
final class RowDetails extends StackPane {
    private static final int LONGEST = 20_000; // a TextArea gets slow above

    RowDetails() {
        getStyleClass().add("row-details");
        setMinWidth(220);
        showNothing();
    }

    void showNothing() {
        getChildren()
                .setAll(
                        new EmptyState(
                                "table-row",
                                text("dataset.row.none"),
                                text("dataset.row.none.help")));
    }

    void show(Row row) {
        var values = Layout.styled(new VBox(12), "row-values");
        row.values()
                .properties()
                .forEach(
                        entry -> values.getChildren().add(value(entry.getKey(), entry.getValue())));
        var scroll = new ScrollPane(values);
        scroll.setFitToWidth(true);
        var head =
                Panels.header(
                        text("dataset.row", row.id()),
                        Labels.mono(text("dataset.line", row.line()), "muted"));
        getChildren().setAll(new VBox(Layout.styled(head, "ruled"), Layout.tall(scroll)));
    }

    private static VBox value(String name, JsonNode value) {
        var words = value.isContainer() ? value.toPrettyString() : RowsModel.text(value);
        var cut = words.length() > LONGEST ? words.substring(0, LONGEST) + "…" : words;
        var area = Layout.styled(new TextArea(cut), "plain-text");
        area.setEditable(false);
        area.setWrapText(true);
        area.setAccessibleText(name);
        area.setPrefRowCount(Math.clamp(cut.length() / 38 + (int) cut.lines().count(), 1, 14));
        area.setMinHeight(30);
        return Layout.column(4, Labels.mono(name, "muted"), area);
    }
}
