package dev.dspex.app.dataset;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.app.fx.Background;
import dev.dspex.app.kit.Buttons;
import dev.dspex.app.kit.Figures;
import dev.dspex.app.kit.FileDialogs;
import dev.dspex.dataset.Export;
import dev.dspex.dataset.TableDisk;
import dev.dspex.run.ParquetFiles;

import javafx.scene.Node;
import javafx.stage.Window;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/** Rows out of other files, and into them. */
final class DataFiles {
    private static final List<String> READ = List.of("*.jsonl", "*.ndjson", "*.csv", "*.parquet");

    private final TableModel model;
    private final PromptBar prompt;
    private final FileDialogs dialogs;
    private final ParquetFiles parquet;
    private final Background background;

    DataFiles(TableModel model, PromptBar prompt, DataSource source, Background background) {
        this.model = model;
        this.prompt = prompt;
        this.dialogs = source.dialogs();
        this.parquet = source.parquet();
        this.background = background;
    }

    /** The rows of a file that the person chooses come to the end of the table, as one step. */
    void read(Window owner) {
        dialogs.file(owner, text("dataset.import.title"), READ).ifPresent(this::read);
    }

    private void read(Path file) {
        var name = String.valueOf(file.getFileName());
        background.run(
                () ->
                        ParquetFiles.is(file)
                                ? parquet.read(file, rows -> new TableDisk(rows, name).read())
                                : new TableDisk(file, name).read(),
                opened -> {
                    switch (opened) {
                        case TableDisk.Opened.Ok(var table) -> {
                            model.add(table.rows().stream().map(row -> row.values()).toList());
                            said(text("dataset.import.done", Figures.count(table.size()), name));
                        }
                        case TableDisk.Opened.TooLarge(var bytes) ->
                                said(text("dataset.import.large", name, Figures.bytes(bytes)));
                        case TableDisk.Opened.Bad(var problems) -> said(problems.getFirst().text());
                    }
                },
                error -> said(failure(error, name)));
    }

    /** Writes the rows that are shown, in the order that is shown. */
    void write(Window owner, String name) {
        dialogs.place(owner, text("dataset.export.title"), name + ".csv").ifPresent(this::write);
    }

    private void write(Path file) {
        var table = model.table();
        var rows = IntStream.range(0, model.size()).map(model::number).boxed().toList();
        background.run(
                () -> {
                    if (ParquetFiles.is(file))
                        parquet.write(file, jsonl -> Export.write(table, rows, jsonl));
                    else Export.write(table, rows, file);
                    return rows.size();
                },
                count ->
                        said(text("dataset.export.done", Figures.count(count), file.getFileName())),
                error ->
                        said(
                                error instanceof ParquetFiles.NotConverted
                                        ? String.valueOf(error.getMessage())
                                        : text(
                                                "dataset.unsaved",
                                                String.valueOf(error.getMessage()))));
    }

    private static String failure(Throwable error, String name) {
        return error instanceof ParquetFiles.NotConverted
                ? String.valueOf(error.getMessage())
                : text("dataset.failed", name);
    }

    private void said(String sentence) {
        var close = Buttons.button(text("dataset.ok"), null);
        close.setOnAction(_ -> prompt.close());
        prompt.say(sentence, new Node[] {close});
    }
}
