package dev.dspex.app.optimize;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.app.chart.ChartPanel;
import dev.dspex.app.chart.ParetoChart;
import dev.dspex.app.chart.ParetoPoints;
import dev.dspex.app.kit.EmptyState;
import dev.dspex.app.kit.Fields;
import dev.dspex.app.kit.Layout;

import javafx.scene.control.ComboBox;
import javafx.scene.layout.StackPane;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Score against dollars, tokens or seconds a row. Until the person chooses it is against dollars
 * where they are known, else against tokens, else against seconds.
 */
final class ParetoPanel extends StackPane implements Part {
    private final StudyModel model;
    private final ParetoChart chart = new ParetoChart(ParetoUnit.TOKENS.axis());
    private final ChartPanel panel = new ChartPanel(text("optimize.pareto"), chart);
    private final ComboBox<ParetoUnit> units =
            Fields.combo(text("optimize.pareto.against"), ParetoUnit::word, _ -> null);
    private final EmptyState none =
            new EmptyState(
                    "scatter-plot-outline",
                    text("optimize.no_pareto"),
                    text("optimize.no_pareto.todo"));
    private @Nullable ParetoUnit asked;
    private boolean updating;

    /**
     * @param turn shows a part of the view as soon as it is worked out
     */
    ParetoPanel(StudyModel model, Consumer<Part> turn) {
        this.model = model;
        chart.setId("pareto");
        units.setId("pareto-unit");
        units.getStyleClass().add("low");
        units.valueProperty()
                .subscribe(
                        unit -> {
                            if (unit == null || updating) return;
                            asked = unit;
                            turn.accept(this);
                        });
        panel.setControls(units);
        getChildren().add(Layout.tall(panel));
        setMinSize(0, 0);
    }

    @Override
    public Supplier<Runnable> look() {
        var candidates = model.candidates();
        var known =
                Arrays.stream(ParetoUnit.values()).filter(unit -> known(unit, candidates)).toList();
        var unit =
                asked != null && known.contains(asked)
                        ? asked
                        : known.isEmpty() ? ParetoUnit.TOKENS : known.getFirst();
        var costs =
                candidates.stream()
                        .map(candidate -> unit.of(model.costs(), candidate.id()))
                        .toArray(Double[]::new);
        var front = model.front();
        return () -> {
            var tied = new HashSet<>(front.members());
            tied.removeAll(front.dominators());
            var points = points(candidates, costs, tied);
            return () -> show(unit, known.isEmpty() ? List.of(unit) : known, points, tied);
        };
    }

    private static ParetoPoints points(
            List<StudyCandidate> candidates, @Nullable Double[] costs, Set<String> tied) {
        var points = new ArrayList<ParetoChart.Candidate>();
        for (int i = 0; i < costs.length; i++) {
            var candidate = candidates.get(i);
            var x = costs[i];
            var y = candidate.full();
            if (x != null && y != null)
                points.add(
                        new ParetoChart.Candidate(
                                candidate.name(), x, y, tied.contains(candidate.id())));
        }
        return ParetoPoints.of(points);
    }

    private void show(
            ParetoUnit unit, List<ParetoUnit> known, ParetoPoints points, Set<String> tied) {
        updating = true;
        if (!units.getItems().equals(known)) units.getItems().setAll(known);
        units.setValue(unit);
        updating = false;
        chart.show(unit.axis(), points);
        panel.setLegend(ParetoChart.legend(!tied.isEmpty()));
        if (points.all().isEmpty()) panel.showEmpty(none);
        else panel.showChart();
    }

    private boolean known(ParetoUnit unit, List<StudyCandidate> candidates) {
        return candidates.stream().anyMatch(c -> unit.of(model.costs(), c.id()) != null);
    }
}
