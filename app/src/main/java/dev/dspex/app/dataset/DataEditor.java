package dev.dspex.app.dataset;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.app.fx.Background;
import dev.dspex.app.kit.Buttons;
import dev.dspex.app.kit.Figures;
import dev.dspex.app.kit.Layout;
import dev.dspex.dataset.Cells;
import dev.dspex.dataset.Leaks;
import dev.dspex.dataset.Row;
import dev.dspex.dataset.SplitFiles;
import dev.dspex.dataset.Table;
import dev.dspex.dataset.TableDisk;
import dev.dspex.edit.TableDocument;
import dev.dspex.program.Field;
import dev.dspex.program.FieldType;
import dev.dspex.program.Program;

import javafx.geometry.Orientation;
import javafx.scene.control.Button;
import javafx.scene.control.SplitPane;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** Rows that are edited: the grid, its tools, and the row in full beside it. */
final class DataEditor extends VBox {
    /** Rows that a metric is tried on where none are chosen. */
    private static final int TRIED = 10;

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
    private final SplitPane rows;
    private final LeakList leakList;
    private Subscription leaking = Subscription.EMPTY;
    private int total;

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
                        text("dataset.edit.column"),
                        text("dataset.edit.expect"));
        model = new TableModel(document, new Cells(program.get(), disk.format()), names);
        saver = new TableSaver(document, disk, background, source.written());
        details = new RowDetails(model);
        side = new StackPane(details);
        grid = new DataGrid(name, model, model, this::selected);
        bar = new DataBar(name, model, saver, grid, prompt);
        var files = new DataFiles(model, prompt, source, background);
        bar.offer(
                DataBar.item(text("dataset.import"), () -> files.read(getScene().getWindow())),
                DataBar.item(
                        text("dataset.export"),
                        () -> files.write(getScene().getWindow(), stem(name))));
        bar.onLeaks(this::showLeaks);
        leakList =
                new LeakList(
                        source.shownAs(),
                        place -> {
                            if (place.file().equals(source.shownAs())) reveal(place.number());
                            else source.leakage().show(place);
                        },
                        this::showDetails);
        offerSplit();
        var metric = DataBar.item(text("dataset.metric.menu"), this::tryMetric);
        metric.setId("data-metric");
        bar.offer(metric);
        GridKeys.install(grid, model);
        var wide = new SplitPane(grid, side);
        wide.setDividerPositions(0.72);
        SplitPane.setResizableWithParent(side, false);
        rows = new SplitPane(wide);
        rows.setOrientation(Orientation.VERTICAL);
        getChildren().addAll(bar, prompt, Layout.tall(rows));
        total = model.total();
        showColumns();
        grid.fill();
        document.listen(this::changed);
        saver.stateProperty().subscribe(this::saving);
        sceneProperty()
                .subscribe(
                        (_, scene) -> {
                            leaking.unsubscribe();
                            if (scene == null) saver.flush();
                            else {
                                saver.look();
                                leaking = source.leakage().found().subscribe(this::leaks);
                            }
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

    /** Below the rows, which stay to be chosen from. */
    private void tryMetric() {
        var tester =
                new MetricTester(
                        program.get(),
                        source.metrics(),
                        background,
                        this::tried,
                        this::closeTester);
        closeTester();
        rows.getItems().add(tester);
        rows.setDividerPositions(0.5);
    }

    private void closeTester() {
        if (rows.getItems().size() > 1) rows.getItems().removeLast();
    }

    /** The selected rows, else the first ones. */
    private List<Row> tried() {
        var selected = grid.selectedRows();
        var numbers =
                selected.size() > 1
                        ? List.copyOf(selected)
                        : IntStream.range(0, Math.min(TRIED, model.size()))
                                .mapToObj(model::number)
                                .toList();
        return numbers.stream().flatMap(number -> model.row(number).stream()).toList();
    }

    private void showLeaks() {
        side.getChildren().setAll(leakList);
    }

    private void leaks(List<Leaks.Leak> found) {
        var file = source.shownAs();
        var own =
                found.stream()
                        .filter(l -> l.row().file().equals(file) || l.other().file().equals(file))
                        .toList();
        var marks = new HashMap<Integer, String>();
        for (var leak : own) {
            var there = LeakList.there(leak, file);
            marks.put(
                    LeakList.here(leak, file).number(),
                    text("dataset.leaks.mark", Figures.count(there.number() + 1), there.file()));
        }
        leakList.show(own);
        bar.leaks(marks.size());
        grid.mark(marks);
    }

    /** Shows a row, whatever is searched for. */
    void reveal(int number) {
        if (number >= model.total()) return;
        bar.showAll();
        grid.reveal(number, null);
    }

    /** Shows the row of an answer, with the answer as what is expected. */
    void expect(Expected answer) {
        var inputs = program.get().inputs().stream().map(Field::name).toList();
        var outputs = program.get().outputs().stream().map(Field::name).toList();
        var number = model.rowOf(answer, inputs);
        if (number.isEmpty()) {
            prompt.say(text("dataset.expect.gone"));
            return;
        }
        model.expect(number.getAsInt(), answer, outputs);
        reveal(number.getAsInt());
    }

    void undo() {
        model.document().undo();
    }

    void redo() {
        model.document().redo();
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
        if (model.total() != total) {
            var grown = model.total() > total;
            total = model.total();
            model.search();
            grid.fill();
            if (grown) grid.reveal(total - 1, null);
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
