package dev.dspex.app.optimize;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.app.chart.ChartPanel;
import dev.dspex.app.chart.ScoreChart;
import dev.dspex.app.chart.ScoreData;
import dev.dspex.app.kit.EmptyState;
import dev.dspex.app.kit.ErrorState;
import dev.dspex.app.kit.Figures;
import dev.dspex.app.kit.Layout;
import dev.dspex.app.kit.WhileShown;
import dev.dspex.event.RunError;
import dev.dspex.program.Words;

import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

import org.controlsfx.control.SegmentedButton;

import java.util.List;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * A study, live or reopened: score, Pareto front, candidates, rows, variables, workers, lineage,
 * the selected candidate, the result.
 */
public final class StudyView extends StackPane {
    /** With more candidates the views follow once a second. */
    private static final int MANY = 1_000;

    private final StudyModel model;
    private final UnaryOperator<String> nameOf;
    private final StudyHeader header;
    private final ResultBanner banner;
    private final ScoreChart score = new ScoreChart(ScoreUnit.CALLS.axis());
    private final ChartPanel scorePanel = new ChartPanel(text("optimize.score"), score);
    private final ParetoPanel pareto;
    private final CandidatesView candidates;
    private final RowsView rows;
    private final VariablesView variables;
    private final WorkersView workers;
    private final LineageTab lineage;
    private final ImportanceView importance;
    private final ViewTabs wide;
    private final ViewTabs narrow;
    private final CandidatePanel panel;
    private final Region page;
    private final EmptyState empty;
    private final Paced paced;
    private ScoreUnit unit = ScoreUnit.CALLS;
    private String study = "";
    private String chosen = "";
    private boolean byPerson;

    /**
     * @param nameOf the name of a run by its id, such as "Study 14"
     * @param start the button that opens the form, shown while there is no study
     */
    public StudyView(
            StudyModel model, StudyActions actions, UnaryOperator<String> nameOf, Button start) {
        this.model = model;
        this.nameOf = nameOf;
        header = new StudyHeader(model, actions);
        banner = new ResultBanner(actions);
        paced = new Paced(this::parts, () -> model.candidates().size() > MANY);
        wide = new ViewTabs("study-tabs", paced::run);
        narrow = new ViewTabs("study-more", paced::run);
        pareto = new ParetoPanel(model, paced::run);
        candidates = new CandidatesView(model, this::choose, actions.steering()::branch);
        rows = new RowsView(model, paced::run, this::chooseRow);
        variables = new VariablesView(model, candidates::only, this::choose);
        workers = new WorkersView(model, this::chooseRow);
        lineage = new LineageTab(model, this::choose);
        importance = new ImportanceView(model);
        panel = new CandidatePanel(model);
        setId("study");
        page = page();
        empty =
                new EmptyState(
                        "chart-line", text("optimize.none"), text("optimize.none.todo"), start);
        empty.getStyleClass().add("island");
        getChildren().setAll(empty);
        model.watch(new WhileShown(this, this::changed)::changed);
        paced.now();
    }

    private Region page() {
        var units = List.of(ScoreUnit.values());
        var toggles = new SegmentedButton();
        for (var one : units) {
            var button = new ToggleButton(one.word());
            button.setSelected(one == unit);
            button.setOnAction(
                    _ -> {
                        button.setSelected(true);
                        unit = one;
                        paced.run(this::score);
                    });
            toggles.getButtons().add(button);
        }
        scorePanel.setControls(toggles);
        wide.add("tab-candidates", text("optimize.candidates"), candidates);
        wide.add("tab-rows", text("optimize.rows"), rows);
        wide.add("tab-variables", text("optimize.variables"), variables);
        wide.add("tab-workers", text("optimize.workers"), workers);
        narrow.add("tab-lineage", text("optimize.lineage"), lineage);
        narrow.add("tab-importance", text("optimize.importance"), importance);
        narrow.add("tab-slice", text("optimize.slice"), new SliceView(model, paced::run));
        var top = island(new VBox(header, banner));
        top.setMinHeight(USE_PREF_SIZE);
        var charts = new HBox(4, grow(island(scorePanel), 740), grow(island(pareto), 480));
        charts.setMinHeight(240);
        charts.setPrefHeight(316);
        charts.setMaxHeight(316);
        var lower = Layout.tall(new HBox(4, grow(island(wide), 756), grow(island(narrow), 464)));
        var column = new VBox(4, top, charts, lower);
        HBox.setHgrow(column, Priority.ALWAYS);
        column.setMinWidth(0);
        var side = Layout.width(island(panel), 364);
        return Layout.styled(new HBox(4, column, side), "study");
    }

    private static Region island(Region content) {
        var island = Layout.styled(new VBox(Layout.tall(content)), "island");
        island.setMinSize(0, 0);
        return island;
    }

    private static Region grow(Region region, double width) {
        region.setPrefWidth(width);
        HBox.setHgrow(region, Priority.ALWAYS);
        return region;
    }

    private void choose(String id) {
        if (id.equals(chosen)) return;
        byPerson = true;
        showCandidate(id);
    }

    private void chooseRow(String candidate, String row) {
        panel.openRow(row);
        byPerson = true;
        showCandidate(candidate);
    }

    /** Follows the best one until the person has chosen. */
    private void showCandidate(String id) {
        chosen = id;
        candidates.select(id);
        lineage.select(id);
        rows.mark(id);
        variables.mark(id);
        workers.mark(id);
        panel.show(id.isEmpty() ? null : model.candidate(id));
    }

    private void changed() {
        if (model.run().equals(study)) paced.run();
        else paced.now();
    }

    private List<Part> parts() {
        if (model.isEmpty()) return List.of(Part.quick(this::turn), Part.quick(this::follow));
        return List.of(
                Part.quick(this::turn),
                Part.quick(this::head),
                this::score,
                pareto,
                wide::look,
                Part.quick(() -> narrow.suggest(overVariables() ? importance : lineage)),
                narrow::look,
                Part.quick(this::follow));
    }

    private void head() {
        header.refresh(nameOf.apply(model.run()));
        banner.show(model.result(), model.rows().counts());
    }

    /** To the study that the model has now. */
    private void turn() {
        if (!model.run().equals(study)) turnTo(model.run());
        if (!chosen.isEmpty() && model.candidate(chosen) == null) {
            chosen = "";
            byPerson = false;
        }
    }

    private void follow() {
        var best = model.best().map(StudyCandidate::id).orElse("");
        showCandidate(byPerson ? chosen : best);
        var error = model.error();
        if (model.isEmpty()) show(empty);
        else if (error != null && model.candidates().isEmpty()) show(failed(error));
        else show(page);
    }

    /** Another study: nothing is chosen in it, and nothing brushed. */
    private void turnTo(String run) {
        study = run;
        chosen = "";
        byPerson = false;
        narrow.forget();
        variables.forget();
    }

    /** Candidates of such a study have values and no parents. */
    private boolean overVariables() {
        var all = model.candidates();
        return all.size() > 1 && all.stream().allMatch(c -> c.parents().isEmpty());
    }

    private Region failed(RunError error) {
        var state =
                new ErrorState(
                        Words.told(error.message()), Words.told(error.hint()), error.log(), null);
        return new VBox(header, Layout.tall(new StackPane(state)));
    }

    private void show(Node now) {
        if (getChildren().size() != 1 || getChildren().getFirst() != now) getChildren().setAll(now);
    }

    private Supplier<Runnable> score() {
        var of = unit;
        var work = of.data(model);
        return () -> {
            var data = work.get();
            return () -> {
                if (of == unit) show(of, data);
            };
        };
    }

    private void show(ScoreUnit of, ScoreData data) {
        score.show(of.axis(), data);
        scorePanel.setLegend(
                ScoreChart.legend(
                        rows("optimize.full_rows", data.full()),
                        rows("optimize.mini_rows", data.minibatches())));
        if (data.full().isEmpty() && data.minibatches().isEmpty())
            scorePanel.showEmpty(
                    new EmptyState(
                            "chart-line",
                            text("optimize.no_score"),
                            text("optimize.no_score.todo")));
        else scorePanel.showChart();
    }

    private static String rows(String key, List<ScoreData.Evaluation> points) {
        return points.isEmpty() ? "" : text(key, Figures.count(points.getLast().rows()));
    }
}
