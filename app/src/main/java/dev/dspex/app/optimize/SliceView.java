package dev.dspex.app.optimize;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.app.chart.ChartTable;
import dev.dspex.app.chart.SliceChart;
import dev.dspex.app.kit.EmptyState;
import dev.dspex.app.kit.Fields;

import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.layout.Region;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/** The score against one variable. */
final class SliceView implements ViewTabs.Tab {
    private final StudyModel model;
    private final SliceChart chart = new SliceChart();
    private final ComboBox<String> variable =
            Fields.combo(text("optimize.variable"), name -> name, _ -> null);
    private final EmptyState none =
            new EmptyState(
                    "tune-variant",
                    text("optimize.variables.none"),
                    text("optimize.variables.none.todo"));
    private StudySpace space = StudySpace.NONE;

    SliceView(StudyModel model) {
        this.model = model;
        chart.setId("slice");
        variable.setId("slice-variable");
        variable.getStyleClass().add("low");
        variable.setMaxWidth(180);
        variable.valueProperty().subscribe(_ -> draw());
    }

    @Override
    public Region body() {
        return chart;
    }

    @Override
    public List<Node> controls() {
        return List.of(variable);
    }

    @Override
    public void refresh() {
        space = model.space();
        var names = space.dimensions().stream().map(StudySpace.Dimension::name).toList();
        if (!variable.getItems().equals(names)) {
            var chosen = variable.getValue();
            variable.getItems().setAll(names);
            variable.setValue(
                    names.contains(chosen) ? chosen : names.isEmpty() ? null : first(names));
        }
        draw();
    }

    /** The one that matters most. */
    private String first(List<String> names) {
        var shares = space.shares();
        return shares.isEmpty() ? names.getFirst() : shares.getFirst().variable();
    }

    private void draw() {
        for (int i = 0; i < space.dimensions().size(); i++) {
            var dimension = space.dimensions().get(i);
            if (!dimension.name().equals(variable.getValue())) continue;
            var points = new ArrayList<SliceChart.Point>();
            for (var point : space.points()) {
                double at = point.at()[i];
                if (!Double.isNaN(at))
                    points.add(
                            new SliceChart.Point(
                                    StudyCandidate.name(point.candidate()),
                                    at,
                                    point.score(),
                                    dimension.text(at)));
            }
            chart.show(dimension.name(), points, dimension.choices());
        }
    }

    @Override
    public @Nullable Node empty() {
        return space.dimensions().isEmpty() ? none : null;
    }

    @Override
    public ChartTable table() {
        return chart.table();
    }
}
