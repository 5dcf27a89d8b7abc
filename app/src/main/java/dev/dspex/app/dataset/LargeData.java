package dev.dspex.app.dataset;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.app.fx.Background;
import dev.dspex.app.kit.Chips;
import dev.dspex.app.kit.Fields;
import dev.dspex.app.kit.Figures;
import dev.dspex.app.kit.Labels;
import dev.dspex.app.kit.Layout;
import dev.dspex.app.kit.Panels;
import dev.dspex.app.kit.RunState;
import dev.dspex.dataset.Dataset;
import dev.dspex.dataset.TableDisk;
import dev.dspex.program.Problem;
import dev.dspex.program.Program;

import javafx.animation.PauseTransition;
import javafx.scene.control.Label;
import javafx.scene.control.SplitPane;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.VBox;
import javafx.util.Duration;

import org.jspecify.annotations.Nullable;

import java.util.HashSet;
import java.util.List;
import java.util.function.Consumer;

/** Rows of a file that is too large to be edited: read in parts, searched and sorted. */
final class LargeData extends VBox {
    private static final Duration TYPING = Duration.millis(250);

    private final RowsModel rows;
    private final DataGrid grid;
    private final RowDetails details = new RowDetails(null);
    private final Label count = Labels.muted("");
    private final PauseTransition typing = new PauseTransition(TYPING);

    /**
     * @param failed called when the file could not be read any more
     */
    LargeData(
            Dataset data,
            Program program,
            List<Problem> warnings,
            Background background,
            Consumer<Throwable> failed) {
        rows = new RowsModel(data, background, this::arrived, failed);
        grid = new DataGrid(data.name(), rows, null, this::showRow);
        var first = data.row(0).values().propertyNames();
        grid.setColumns(GridColumn.of(program, first));
        var columns = new HashSet<String>();
        grid.columns().forEach(column -> columns.add(column.name()));
        var search = Layout.width(Fields.search(text("dataset.filter"), null), 260);
        search.setId("row-filter");
        typing.setOnFinished(_ -> grid.search(Query.parse(search.getText(), columns)));
        search.textProperty().subscribe((_, _) -> typing.playFromStart());
        var sha = Labels.mono(data.sha256().substring(0, 10), "muted");
        sha.setTooltip(new Tooltip(text("dataset.sha", data.sha256())));
        var readOnly = Chips.state(text("dataset.large"), RunState.IDLE);
        readOnly.setTooltip(
                new Tooltip(text("dataset.large.help", Figures.bytes(TableDisk.LARGEST))));
        var tools =
                Panels.tools(
                        Layout.gap(4),
                        Labels.strong(data.name()),
                        Layout.gap(4),
                        count,
                        Layout.gap(8),
                        readOnly,
                        Layout.grow());
        if (!warnings.isEmpty()) tools.getChildren().add(warning(warnings));
        tools.getChildren().addAll(sha, Layout.gap(8), search);
        var split = new SplitPane(grid, details);
        split.setDividerPositions(0.72);
        SplitPane.setResizableWithParent(details, false);
        getChildren().addAll(tools, Layout.tall(split));
        grid.shownProperty().subscribe(_ -> counted());
        grid.fill();
    }

    private static Label warning(List<Problem> warnings) {
        var chip = Chips.state(text("dataset.warnings", warnings.size()), RunState.WARNING);
        var words = warnings.stream().map(Problem::text).reduce((a, b) -> a + "\n" + b).orElse("");
        chip.setTooltip(new Tooltip(words));
        return chip;
    }

    private void counted() {
        var all = Figures.count(rows.total());
        count.setText(
                rows.size() == rows.total()
                        ? text("dataset.rows", all)
                        : text("dataset.rows.some", Figures.count(rows.size()), all));
    }

    private void arrived() {
        grid.refresh();
        showRow(grid.focusedRow());
    }

    private void showRow(@Nullable Integer number) {
        if (number == null) details.showNothing();
        else rows.row(number).ifPresent(details::show);
    }
}
