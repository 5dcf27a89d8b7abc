package dev.dspex.app.dataset;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.app.command.Undoing;
import dev.dspex.app.fx.Background;
import dev.dspex.app.kit.ErrorState;
import dev.dspex.app.kit.Labels;
import dev.dspex.app.kit.Layout;
import dev.dspex.app.kit.RunState;
import dev.dspex.app.kit.StateIcon;
import dev.dspex.app.kit.ViewStates;
import dev.dspex.dataset.Datasets;
import dev.dspex.dataset.Loaded;
import dev.dspex.dataset.Table;
import dev.dspex.dataset.TableDisk;
import dev.dspex.program.Problem;

import javafx.scene.Node;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * A data file: its rows to be edited, or to be read where it is too large for that, or what is
 * wrong with it and on which line.
 */
public final class DataView extends StackPane implements Undoing {
    /** What came of reading the file. */
    private sealed interface Read {
        record Edited(TableDisk disk, Table table) implements Read {}

        record Large(Loaded loaded) implements Read {}

        record Wrong(List<Problem> problems) implements Read {}
    }

    private final DataSource source;
    private final Background background;
    private @Nullable DataEditor editor;
    private @Nullable Integer wanted;
    private @Nullable Expected expected;
    private final ViewStates states = new ViewStates(new StackPane());

    public DataView(DataSource source, Background background) {
        this.source = source;
        this.background = background;
        getChildren().add(states);
        states.loading(6);
        background.run(
                this::read,
                this::show,
                error ->
                        states.failed(
                                text("dataset.failed", source.shownAs()),
                                "",
                                String.valueOf(error)));
    }

    private Read read() {
        var disk = new TableDisk(source.file(), source.shownAs());
        return switch (disk.read()) {
            case TableDisk.Opened.Ok(var table) -> new Read.Edited(disk, table);
            case TableDisk.Opened.TooLarge _ ->
                    new Read.Large(
                            Datasets.read(source.file(), source.shownAs(), source.program().get()));
            case TableDisk.Opened.Bad(var problems) -> new Read.Wrong(problems);
        };
    }

    /** Shows a row, as soon as the file is read. */
    public void reveal(int number) {
        wanted = number;
        if (editor != null) editor.reveal(number);
    }

    /** Makes an answer what is expected of its row, as soon as the file is read. */
    public void expect(Expected answer) {
        if (editor == null) expected = answer;
        else editor.expect(answer);
    }

    @Override
    public void undo() {
        if (editor != null) editor.undo();
    }

    @Override
    public void redo() {
        if (editor != null) editor.redo();
    }

    private DataEditor edit(TableDisk disk, Table table) {
        var made = new DataEditor(source, table, disk, background);
        editor = made;
        if (wanted != null) made.reveal(wanted);
        if (expected != null) made.expect(expected);
        expected = null;
        return made;
    }

    private void show(Read read) {
        states.show(
                switch (read) {
                    case Read.Edited(var disk, var table) -> edit(disk, table);
                    case Read.Large(Loaded.Ok(var data, var warnings)) ->
                            new LargeData(
                                    data,
                                    source.program().get(),
                                    warnings,
                                    background,
                                    this::changed);
                    case Read.Large(Loaded.Bad(var problems)) -> wrong(problems);
                    case Read.Wrong(var problems) -> wrong(problems);
                });
    }

    /** The file is not the one that was checked. */
    private void changed(Throwable error) {
        states.show(
                new ErrorState(
                        text("dataset.changed"),
                        text("dataset.changed.help"),
                        String.valueOf(error),
                        null));
    }

    private static Node wrong(List<Problem> problems) {
        var list =
                Layout.styled(
                        new VBox(
                                4,
                                Labels.title(text("dataset.wrong")),
                                Labels.muted(text("dataset.wrong.help"))),
                        "problem-page");
        for (var problem : problems) {
            var line = problem.line() == null ? "" : text("dataset.line", problem.line());
            var row =
                    Layout.row(
                            10,
                            new StateIcon(problem.isError() ? RunState.ERROR : RunState.WARNING),
                            Layout.width(Labels.mono(line, "muted"), 80),
                            Layout.wide(
                                    Layout.column(
                                            1,
                                            Labels.prose(problem.message()),
                                            Labels.prose(problem.hint(), "muted"))));
            list.getChildren().add(Layout.styled(row, "problem-row"));
        }
        var scroll = new ScrollPane(list);
        scroll.setFitToWidth(true);
        return scroll;
    }
}
