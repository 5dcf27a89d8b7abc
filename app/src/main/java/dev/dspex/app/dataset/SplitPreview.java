package dev.dspex.app.dataset;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.app.kit.Figures;
import dev.dspex.app.kit.Labels;
import dev.dspex.app.kit.Layout;
import dev.dspex.dataset.SplitFiles;

import javafx.geometry.HPos;
import javafx.scene.Node;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;

import java.util.Map;

/** How many rows of each class each part gets, and which files they go into. */
final class SplitPreview extends VBox {
    private final GridPane counts = new GridPane(8, 4);
    private final VBox files = new VBox(6);

    SplitPreview() {
        super(14);
        setId("split-preview");
        var name = new ColumnConstraints();
        name.setHgrow(Priority.ALWAYS);
        name.setMinWidth(78);
        counts.getColumnConstraints().add(name);
        for (int i = 0; i < SplitModel.PARTS.size(); i++) {
            var column = new ColumnConstraints(62);
            column.setHalignment(HPos.RIGHT);
            counts.getColumnConstraints().add(column);
        }
        getChildren().addAll(counts, files);
    }

    void show(
            SplitModel.Preview preview,
            SplitModel.Choice choice,
            String source,
            Map<String, String> data) {
        counts.getChildren().clear();
        line(Labels.muted(""), part -> Labels.muted(part));
        line(
                Labels.label(text("dataset.split.all"), "strong"),
                part -> Labels.mono(Figures.count(preview.count(part)), "strong"));
        for (var count : preview.classes()) {
            var name =
                    count.name() == null
                            ? Labels.muted(text("dataset.split.others"))
                            : count.name().isBlank()
                                    ? Labels.muted(text("dataset.split.empty"))
                                    : Labels.cut(count.name(), "mono");
            line(
                    name,
                    part -> {
                        var rows = count.parts().get(SplitModel.PARTS.indexOf(part));
                        return Labels.mono(Figures.count(rows), rows == 0 ? "muted" : "value");
                    });
        }
        files.getChildren().clear();
        for (var part : SplitModel.PARTS) {
            var before = data.get(part);
            if (preview.count(part) > 0) {
                var path =
                        SplitFiles.file(SplitModel.beside(source, choice.folder()), part, source);
                files.getChildren().add(file(path, instead(part, before)));
            } else if (before != null)
                files.getChildren().add(file(before, text("dataset.split.stays", part)));
        }
    }

    private static String instead(String part, @Nullable String before) {
        return before == null
                ? text("dataset.split.becomes", part)
                : text("dataset.split.instead", part, before);
    }

    private static Node file(String path, String what) {
        return Layout.column(1, Labels.cut(path, "mono"), Labels.prose(what, "small", "muted"));
    }

    private interface Cell {
        Node of(String part);
    }

    private void line(Node name, Cell cell) {
        var row = counts.getRowCount();
        counts.add(name, 0, row);
        for (int i = 0; i < SplitModel.PARTS.size(); i++)
            counts.add(cell.of(SplitModel.PARTS.get(i)), i + 1, row);
    }
}
