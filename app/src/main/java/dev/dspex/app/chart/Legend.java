package dev.dspex.app.chart;

import dev.dspex.app.kit.Labels;
import dev.dspex.app.kit.Layout;

import javafx.scene.layout.HBox;

import java.util.List;

/** What the marks of a chart mean, for its panel header. */
public final class Legend {
    private Legend() {}

    public static HBox of(List<LegendKey> keys) {
        var row = Layout.row(16);
        row.setMinWidth(0);
        for (var key : keys)
            row.getChildren()
                    .add(
                            Labels.withIcon(
                                    Labels.label(key.name(), "small", "muted"),
                                    new LegendMark(key),
                                    4));
        return row;
    }
}
