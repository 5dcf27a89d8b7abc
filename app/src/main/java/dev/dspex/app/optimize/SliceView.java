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
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The score against one variable. */
final class SliceView implements ViewTabs.Tab {
    /** What is drawn: the names of all variables, and the points of one. */
    private record Slice(
            List<String> names,
            String variable,
            List<SliceChart.Point> points,
            List<String> choices) {
        static final Slice NONE = new Slice(List.of(), "", List.of(), List.of());

        static Slice of(StudySpace space, @Nullable String wanted) {
            var names = space.dimensions().stream().map(StudySpace.Dimension::name).toList();
            if (names.isEmpty()) return NONE;
            var variable = wanted != null && names.contains(wanted) ? wanted : first(space, names);
            int at = names.indexOf(variable);
            var dimension = space.dimensions().get(at);
            var points = new ArrayList<SliceChart.Point>();
            for (var point : space.points()) {
                double value = point.at()[at];
                if (!Double.isNaN(value))
                    points.add(
                            new SliceChart.Point(
                                    StudyCandidate.name(point.candidate()),
                                    value,
                                    point.score(),
                                    dimension.text(value)));
            }
            return new Slice(names, variable, points, dimension.choices());
        }

        /** The one that matters most. */
        private static String first(StudySpace space, List<String> names) {
            var shares = space.shares();
            return shares.isEmpty() ? names.getFirst() : shares.getFirst().variable();
        }
    }

    private final StudyModel model;
    private final SliceChart chart = new SliceChart();
    private final ComboBox<String> variable =
            Fields.combo(text("optimize.variable"), name -> name, _ -> null);
    private final EmptyState none =
            new EmptyState(
                    "tune-variant",
                    text("optimize.variables.none"),
                    text("optimize.variables.none.todo"));
    private Slice slice = Slice.NONE;
    private boolean updating;

    /**
     * @param turn shows a part of the view as soon as it is worked out
     */
    SliceView(StudyModel model, Consumer<Part> turn) {
        this.model = model;
        chart.setId("slice");
        variable.setId("slice-variable");
        variable.getStyleClass().add("low");
        variable.setMaxWidth(180);
        variable.valueProperty()
                .subscribe(
                        name -> {
                            if (name != null && !updating) turn.accept(this);
                        });
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
    public Supplier<Runnable> look() {
        var space = model.space();
        var wanted = variable.getValue();
        return () -> {
            var now = Slice.of(space.get(), wanted);
            return () -> show(now);
        };
    }

    private void show(Slice now) {
        slice = now;
        updating = true;
        if (!variable.getItems().equals(now.names)) variable.getItems().setAll(now.names);
        variable.setValue(now.names.isEmpty() ? null : now.variable);
        updating = false;
        chart.show(now.variable, now.points, now.choices);
    }

    @Override
    public @Nullable Node empty() {
        return slice.names.isEmpty() ? none : null;
    }

    @Override
    public Supplier<ChartTable> table() {
        var now = slice;
        return () -> SliceChart.table(now.variable, now.points);
    }
}
