package dev.dspex.app.optimize;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.app.chart.ChartPanel;
import dev.dspex.app.chart.ParetoChart;
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

/**
 * Score against dollars, tokens or seconds a row. Until the person chooses it is against dollars
 * where they are known, else against tokens, else against seconds.
 */
final class ParetoPanel extends StackPane {
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

    ParetoPanel(StudyModel model) {
        this.model = model;
        chart.setId("pareto");
        units.setId("pareto-unit");
        units.getStyleClass().add("low");
        units.valueProperty()
                .subscribe(
                        unit -> {
                            if (unit == null || updating) return;
                            asked = unit;
                            refresh();
                        });
        panel.setControls(units);
        getChildren().add(Layout.tall(panel));
        setMinSize(0, 0);
    }

    void refresh() {
        var candidates = model.candidates();
        var shown = unit(candidates);
        updating = true;
        var known =
                Arrays.stream(ParetoUnit.values())
                        .filter(unit -> unit == shown || known(unit, candidates))
                        .toList();
        if (!units.getItems().equals(known)) units.getItems().setAll(known);
        units.setValue(shown);
        updating = false;
        var tied = new HashSet<>(model.front().members());
        tied.removeAll(model.front().dominators());
        var points = new ArrayList<ParetoChart.Candidate>();
        for (var candidate : candidates) {
            var x = shown.of(model.costs(), candidate.id());
            var y = candidate.full();
            if (x != null && y != null)
                points.add(
                        new ParetoChart.Candidate(
                                candidate.name(), x, y, tied.contains(candidate.id())));
        }
        chart.show(shown.axis(), points);
        panel.setLegend(ParetoChart.legend(!tied.isEmpty()));
        if (points.isEmpty()) panel.showEmpty(none);
        else panel.showChart();
    }

    private ParetoUnit unit(List<StudyCandidate> candidates) {
        var wanted = asked;
        if (wanted != null && known(wanted, candidates)) return wanted;
        for (var unit : ParetoUnit.values()) if (known(unit, candidates)) return unit;
        return ParetoUnit.TOKENS;
    }

    private boolean known(ParetoUnit unit, List<StudyCandidate> candidates) {
        return candidates.stream().anyMatch(c -> unit.of(model.costs(), c.id()) != null);
    }
}
