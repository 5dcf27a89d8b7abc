package dev.dspex.app.dataset;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.app.fx.Background;
import dev.dspex.app.kit.ErrorState;
import dev.dspex.app.kit.Labels;
import dev.dspex.app.kit.Layout;
import dev.dspex.app.kit.RunState;
import dev.dspex.app.kit.StateIcon;
import dev.dspex.app.kit.ViewStates;
import dev.dspex.dataset.Datasets;
import dev.dspex.dataset.Loaded;
import dev.dspex.program.Problem;
import dev.dspex.program.Program;

import javafx.scene.Node;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

import java.nio.file.Path;
import java.util.List;

/** A data file: its rows as a table, or what is wrong with it and on which line. */
public final class DataView extends StackPane {
    private final Background background;
    private final Program program;
    private final ViewStates states = new ViewStates(new StackPane());

    /**
     * @param shownAs the path as the person knows it
     */
    public DataView(Path file, String shownAs, Program program, Background background) {
        this.background = background;
        this.program = program;
        getChildren().add(states);
        states.loading(6);
        background.run(
                () -> Datasets.read(file, shownAs, program),
                this::show,
                error -> states.failed(text("dataset.failed", shownAs), "", String.valueOf(error)));
    }

    private void show(Loaded loaded) {
        states.show(
                switch (loaded) {
                    case Loaded.Ok(var data, var warnings) ->
                            new DataGrid(data, program, warnings, background, this::changed);
                    case Loaded.Bad(var problems) -> wrong(problems);
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
