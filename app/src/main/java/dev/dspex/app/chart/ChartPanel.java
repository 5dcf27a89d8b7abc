package dev.dspex.app.chart;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.app.kit.Buttons;
import dev.dspex.app.kit.Labels;
import dev.dspex.app.kit.Layout;

import javafx.geometry.Insets;
import javafx.scene.Node;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

import java.util.List;

/**
 * A chart with its header: title, legend, controls, and the button that shows the numbers as a
 * table instead. Until {@link #showChart} it shows what {@link #showEmpty} was given. FX thread
 * only.
 */
public final class ChartPanel extends VBox {
    private final Chart chart;
    private final HBox legend = Layout.row(16);
    private final HBox controls = Layout.row(4);
    private final StackPane body = new StackPane();
    private final ToggleButton asTable = Buttons.toggle("table", text("chart.as_table"));
    private Node content;

    public ChartPanel(String title, Chart chart) {
        this.chart = chart;
        content = chart;
        getStyleClass().add("chart-panel");
        asTable.setOnAction(_ -> refresh());
        asTable.getGraphic().getStyleClass().add("icon-16");
        legend.setMinWidth(0);
        var header =
                new HBox(
                        Layout.styled(Labels.label(title), "panel-title"),
                        legend,
                        Layout.grow(),
                        controls,
                        asTable);
        getChildren().addAll(Layout.styled(header, "panel-header"), Layout.tall(body));
        StackPane.setMargin(chart, new Insets(0, 8, 2, 8));
        setMinSize(0, 0);
        body.setMinSize(0, 0);
        body.getChildren().setAll(chart);
    }

    /** Stands between the legend and the table button. */
    public void setControls(Node... nodes) {
        controls.getChildren().setAll(nodes);
    }

    public void setLegend(List<LegendKey> keys) {
        legend.getChildren().setAll(Legend.of(keys));
    }

    /** What stands where the chart would be, as long as it has nothing to show. */
    public void showEmpty(Node empty) {
        content = empty;
        refresh();
    }

    public void showChart() {
        if (content == chart && !asTable.isSelected()) return;
        content = chart;
        refresh();
    }

    private void refresh() {
        boolean empty = content != chart;
        asTable.setDisable(empty);
        body.getChildren()
                .setAll(
                        asTable.isSelected() && !empty
                                ? new ChartTableView(chart.table())
                                : content);
    }
}
