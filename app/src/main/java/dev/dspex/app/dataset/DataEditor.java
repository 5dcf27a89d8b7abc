package dev.dspex.app.dataset;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.app.fx.Background;
import dev.dspex.app.kit.Buttons;
import dev.dspex.app.kit.Layout;
import dev.dspex.dataset.Cells;
import dev.dspex.dataset.SplitFiles;
import dev.dspex.dataset.Table;
import dev.dspex.dataset.TableDisk;
import dev.dspex.edit.TableDocument;
import dev.dspex.program.Field;
import dev.dspex.program.FieldType;
import dev.dspex.program.Program;

import javafx.scene.control.Button;
import javafx.scene.control.SplitPane;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;

import java.util.function.Supplier;

/** Rows that are edited: the grid, its tools, and the row in full beside it. */
final class DataEditor extends VBox {
    private final DataSource source;
    private final Background background;
    private final Supplier<Program> program;
    private final TableModel model;
    private final TableSaver saver;
    private final DataGrid grid;
    private final DataBar bar;
    private final PromptBar prompt = new PromptBar();
    private final RowDetails details;
    private final StackPane side;
    private int rows;

    DataEditor(DataSource source, Table table, TableDisk disk, Background background) {
        this.source = source;
        this.background = background;
        program = source.program();
        var name = String.valueOf(disk.file().getFileName());
        var document = new TableDocument(table);
        var names =
                new TableModel.Names(
                        text("dataset.edit.value"),
                        text("dataset.edit.clear"),
                        text("dataset.edit.paste"),
                        text("dataset.edit.add"),
                        text("dataset.edit.duplicate"),
                        text("dataset.edit.delete"),
                        text("dataset.edit.read"),
                        text("dataset.edit.column"));
        model = new TableModel(document, new Cells(program.get(), disk.format()), names);
        saver = new TableSaver(document, disk, background, source.written());
        details = new RowDetails(model);
        side = new StackPane(details);
        grid = new DataGrid(name, model, model, this::selected);
        bar = new DataBar(name, model, saver, grid, prompt);
        var files = new DataFiles(model, prompt, source.dialogs(), background);
        bar.offer(
                DataBar.item(text("dataset.import"), () -> files.read(getScene().getWindow())),
                DataBar.item(
                        text("dataset.export"),
                        () -> files.write(getScene().getWindow(), stem(name))));
        offerSplit();
        GridKeys.install(grid, model);
        var split = new SplitPane(grid, side);
        split.setDividerPositions(0.72);
        SplitPane.setResizableWithParent(side, false);
        getChildren().addAll(bar, prompt, Layout.tall(split));
        rows = model.total();
        showColumns();
        grid.fill();
        document.listen(this::changed);
        saver.stateProperty().subscribe(this::saving);
        sceneProperty()
                .subscribe(
                        (_, scene) -> {
                            if (scene == null) saver.flush();
                            else saver.look();
                        });
    }

    /** A file that came of a split can also be given back. */
    private void offerSplit() {
        var splits = DataBar.item(text("dataset.split.menu"), this::split);
        splits.setId("data-split");
        bar.offer(splits);
        var folder = source.file().toAbsolutePath().getParent();
        if (folder == null || SplitFiles.read(folder).filter(this::isPart).isEmpty()) return;
        var undo =
                DataBar.item(
                        text("dataset.split.undo"),
                        () -> {
                            saver.flush(); // a part that was edited is kept
                            source.splits().undo(folder);
                        });
        undo.setId("data-unsplit");
        bar.offer(undo);
    }

    private boolean isPart(SplitFiles made) {
        return made.parts().values().stream().anyMatch(p -> p.path().equals(source.shownAs()));
    }

    private void split() {
        var columns = model.table().columns();
        var suggested =
                program.get().outputs().stream()
                        .filter(f -> f.type() instanceof FieldType.Literal)
                        .map(Field::name)
                        .filter(columns::contains)
                        .findFirst()
                        .orElse(null);
        side.getChildren()
                .setAll(
                        new SplitForm(
                                model.table(), source, suggested, background, this::showDetails));
    }

    private void showDetails() {
        side.getChildren().setAll(details);
    }

    private static String stem(String name) {
        var dot = name.lastIndexOf('.');
        return dot < 0 ? name : name.substring(0, dot);
    }

    private void showColumns() {
        grid.setColumns(GridColumn.of(program.get(), model.table().columns()));
    }

    private void selected(@Nullable Integer number) {
        details.show(number);
    }

    private void changed() {
        showColumns();
        if (model.total() != rows) {
            var grown = model.total() > rows;
            rows = model.total();
            model.search();
            grid.fill();
            if (grown) grid.reveal(rows - 1, null);
        } else grid.refresh();
        details.show(grid.focusedRow());
        bar.refresh();
    }

    private void saving(TableSaver.State state) {
        switch (state) {
            case CONFLICT ->
                    prompt.say(
                            text("dataset.conflict"),
                            answer(text("dataset.conflict.theirs"), saver::takeTheirs),
                            answer(text("dataset.conflict.mine"), saver::keepMine));
            case FAILED ->
                    prompt.say(
                            text("dataset.unsaved", saver.failure()),
                            answer(text("dataset.again"), saver::keepTrying));
            case SAVED, WAITING -> {}
        }
    }

    private Button answer(String words, Runnable does) {
        var button = Buttons.button(words, null);
        button.setOnAction(
                _ -> {
                    prompt.close();
                    does.run();
                });
        return button;
    }
}
