package dev.dspex.app.dataset;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.app.fx.Background;
import dev.dspex.app.kit.Chips;
import dev.dspex.app.kit.EmptyState;
import dev.dspex.app.kit.Fields;
import dev.dspex.app.kit.Figures;
import dev.dspex.app.kit.Labels;
import dev.dspex.app.kit.Layout;
import dev.dspex.app.kit.Panels;
import dev.dspex.app.kit.RunState;
import dev.dspex.app.kit.TypeDot;
import dev.dspex.app.kit.TypeLook;
import dev.dspex.dataset.Dataset;
import dev.dspex.program.Field;
import dev.dspex.program.Problem;
import dev.dspex.program.Program;

import javafx.animation.PauseTransition;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.scene.control.Label;
import javafx.scene.control.SplitPane;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.VBox;
import javafx.util.Duration;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntFunction;

/** Rows as a table, long values cut, with the whole row beside it. */
final class DataGrid extends VBox {
    private static final Duration TYPING = Duration.millis(250);

    private static final double TEXT = 360;
    private static final double SCROLL_BAR = 12;

    private final RowsModel rows;
    private final TableView<Integer> table = new TableView<>();
    private final RowDetails details = new RowDetails();
    private final Label count = Labels.muted("");
    private final PauseTransition typing = new PauseTransition(TYPING);

    DataGrid(
            Dataset data,
            Program program,
            List<Problem> warnings,
            Background background,
            Consumer<Throwable> failed) {
        rows = new RowsModel(data, background, this::arrived, failed);
        table.setId("rows");
        table.setAccessibleText(data.name());
        table.setPlaceholder(
                new EmptyState("magnify", text("dataset.none"), text("dataset.none.help")));
        table.getColumns().add(number());
        program.inputs()
                .forEach(field -> table.getColumns().add(column(field, text("dataset.input"))));
        program.outputs()
                .forEach(field -> table.getColumns().add(column(field, text("dataset.expected"))));
        table.widthProperty().subscribe(width -> stretch(width.doubleValue()));
        table.getSelectionModel().selectedItemProperty().subscribe(this::showRow);
        var filter = Layout.width(Fields.search(text("dataset.filter"), null), 240);
        filter.setId("row-filter");
        filter.textProperty().subscribe((_, words) -> later(words));
        var sha = Labels.mono(data.sha256().substring(0, 10), "muted");
        sha.setTooltip(new Tooltip(text("dataset.sha", data.sha256())));
        var tools =
                Panels.tools(
                        Layout.gap(4),
                        Labels.strong(data.name()),
                        Layout.gap(4),
                        count,
                        Layout.grow());
        if (!warnings.isEmpty()) tools.getChildren().add(warning(warnings));
        tools.getChildren().addAll(sha, Layout.gap(8), filter);
        var split = new SplitPane(table, details);
        split.setDividerPositions(0.72);
        SplitPane.setResizableWithParent(details, false);
        getChildren().addAll(tools, Layout.tall(split));
        fill();
    }

    private static Label warning(List<Problem> warnings) {
        var chip = Chips.state(text("dataset.warnings", warnings.size()), RunState.WARNING);
        var words = warnings.stream().map(Problem::text).reduce((a, b) -> a + "\n" + b).orElse("");
        chip.setTooltip(new Tooltip(words));
        return chip;
    }

    private void later(String words) {
        typing.setOnFinished(_ -> rows.filter(words, this::fill));
        typing.playFromStart();
    }

    private void fill() {
        table.setItems(FXCollections.observableList(new RowNumbers(rows)));
        var all = Figures.count(rows.total());
        count.setText(
                rows.size() == rows.total()
                        ? text("dataset.rows", all)
                        : text("dataset.rows.some", Figures.count(rows.size()), all));
        if (rows.size() > 0) table.getSelectionModel().select(0);
    }

    private void arrived() {
        table.refresh();
        showRow(table.getSelectionModel().getSelectedItem());
    }

    private void showRow(@Nullable Integer number) {
        if (number == null) details.showNothing();
        else rows.row(number).ifPresent(details::show);
    }

    private TableColumn<Integer, Integer> number() {
        var column = new TableColumn<Integer, Integer>(text("dataset.number"));
        column.setCellValueFactory(cell -> new ReadOnlyObjectWrapper<>(cell.getValue()));
        column.setPrefWidth(64);
        column.setSortable(false);
        column.setReorderable(false);
        column.getStyleClass().add("num");
        column.setCellFactory(_ -> new RowCell("num", number -> Figures.count(number + 1)));
        return column;
    }

    private TableColumn<Integer, Integer> column(Field field, String role) {
        var column = new TableColumn<Integer, Integer>();
        var head =
                Layout.row(
                        6,
                        new TypeDot(field.type()),
                        Labels.mono(field.name()),
                        Labels.label(TypeLook.brief(field.type()), "tiny", "muted"));
        head.getStyleClass().add("head");
        Tooltip.install(
                head, new Tooltip(role + ", " + field.type().text() + "\n" + field.description()));
        column.setCellValueFactory(cell -> new ReadOnlyObjectWrapper<>(cell.getValue()));
        column.setGraphic(head);
        column.setId("column-" + field.name());
        column.setSortable(false);
        var number = TypeLook.kind(field.type()) == TypeLook.Kind.NUM;
        column.setPrefWidth(
                Math.max(
                        headWidth(field),
                        TypeLook.kind(field.type()) == TypeLook.Kind.STR ? TEXT : 120));
        column.setUserData(column.getPrefWidth());
        column.setCellFactory(
                _ ->
                        new RowCell(
                                number ? "num" : "text",
                                n ->
                                        rows.row(n)
                                                .map(
                                                        row ->
                                                                flat(
                                                                        RowsModel.text(
                                                                                row.values()
                                                                                        .get(
                                                                                                field
                                                                                                        .name()))))
                                                .orElse("…")));
        return column;
    }

    /** Texts take what the other columns leave of the table. */
    private void stretch(double width) {
        var wide = table.getColumns().stream().filter(c -> usual(c) >= TEXT).toList();
        var free = width - SCROLL_BAR - table.getColumns().stream().mapToDouble(this::usual).sum();
        for (var column : wide)
            column.setPrefWidth(usual(column) + Math.max(0, free) / wide.size());
    }

    private double usual(TableColumn<Integer, ?> column) {
        return column.getUserData() instanceof Double width ? width : column.getPrefWidth();
    }

    /** Room for the dot, the name in Mono 12 and the type in 11. */
    private static double headWidth(Field field) {
        return 56 + field.name().length() * 7.3 + TypeLook.brief(field.type()).length() * 6.4;
    }

    private static String flat(String text) {
        var start = text.length() > 300 ? text.substring(0, 300) : text;
        return start.replaceAll("\\s+", " ");
    }

    /** The value is the number of the row; the text comes from the model. */
    private static final class RowCell extends TableCell<Integer, Integer> {
        private final IntFunction<String> text;

        RowCell(String style, IntFunction<String> text) {
            this.text = text;
            getStyleClass().add(style);
        }

        @Override
        protected void updateItem(@Nullable Integer number, boolean empty) {
            super.updateItem(number, empty);
            setText(empty || number == null ? null : text.apply(number));
        }
    }
}
