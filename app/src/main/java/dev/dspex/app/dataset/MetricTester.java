package dev.dspex.app.dataset;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.app.dataset.TrialModel.Source;
import dev.dspex.app.fx.Background;
import dev.dspex.app.kit.Buttons;
import dev.dspex.app.kit.FieldProblem;
import dev.dspex.app.kit.Fields;
import dev.dspex.app.kit.Figures;
import dev.dspex.app.kit.Labels;
import dev.dspex.app.kit.Layout;
import dev.dspex.app.kit.Panels;
import dev.dspex.dataset.Row;
import dev.dspex.event.RunError;
import dev.dspex.program.Field;
import dev.dspex.program.Program;
import dev.dspex.run.Queries;
import dev.dspex.run.Rows;

import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;

import java.util.List;
import java.util.function.Supplier;

/** Tries a metric on rows of the grid above, and makes it the project's own. */
final class MetricTester extends VBox {
    private static final double FORM = 352;

    private final Program program;
    private final Metrics metrics;
    private final Background background;
    private final Supplier<List<Row>> chosen;
    private final MetricForm form;
    private final StackPane table = new StackPane();
    private final StackPane problem = new StackPane();
    private final Label count = Labels.cut("", "small", "muted");
    private final Label outcome = Labels.muted("");
    private final Label written = Labels.cut("", "mono", "small", "muted");
    private final Button run = Buttons.primary(text("dataset.metric.try"), "play");
    private final Button use = Buttons.button(text("dataset.metric.use"), null);
    private final ComboBox<Source> source =
            Fields.combo(text("dataset.metric.answers"), MetricTester::name, _ -> null);
    private Subscription readiness = Subscription.EMPTY;
    private TrialModel model;
    private boolean scoring;
    private int asked;

    /**
     * @param chosen the rows to try it on, as they are selected now
     */
    MetricTester(
            Program program,
            Metrics metrics,
            Background background,
            Supplier<List<Row>> chosen,
            Runnable close) {
        this.program = program;
        this.metrics = metrics;
        this.background = background;
        this.chosen = chosen;
        setId("metric-tester");
        getStyleClass().add("ruled-top");
        var outputs = program.outputs().stream().map(Field::name).toList();
        var draft = MetricDraft.parse(metrics.metric());
        form = new MetricForm(outputs, metrics.lms(), draft, this::refresh);
        background.run(metrics::functions, form::functions, error -> fail(error.getMessage()));
        run.setId("metric-try");
        run.setOnAction(_ -> score());
        use.setId("metric-use");
        use.setOnAction(_ -> metrics.use(form.draft().text()));
        outcome.setId("metric-outcome");
        written.setId("metric-text");
        source.setId("metric-answers");
        source.getItems().setAll(Source.values());
        source.setValue(Source.PROGRAM);
        source.valueProperty().subscribe((_, _) -> fill());
        model = take();
        var leave = Buttons.icon("close", text("dataset.close"));
        leave.setId("metric-close");
        leave.setOnAction(_ -> close.run());
        var body = new HBox(left(), Layout.wide(right()));
        getChildren()
                .addAll(
                        Layout.styled(
                                Panels.header(text("dataset.metric.title"), outcome, leave),
                                "ruled"),
                        Layout.tall(body));
        sceneProperty()
                .subscribe(
                        (_, scene) -> {
                            readiness.unsubscribe();
                            if (scene != null)
                                readiness = metrics.ready().subscribe(_ -> refresh());
                        });
        fill();
    }

    private VBox left() {
        var settings = new VBox(12, form, written, problem, Layout.row(8, run, use));
        var scroll = new ScrollPane(Layout.styled(settings, "row-values"));
        scroll.setFitToWidth(true);
        return Layout.width(Layout.styled(new VBox(Layout.tall(scroll)), "run-side"), FORM);
    }

    private VBox right() {
        var again = Buttons.small(text("dataset.metric.take"), "table-row");
        again.setId("metric-take");
        again.setOnAction(
                _ -> {
                    model = take();
                    fill();
                });
        var answers = Labels.muted(text("dataset.metric.answers"));
        var tools =
                Panels.tools(
                        Layout.gap(4), count, again, Layout.gap(8), answers, source, Layout.gap(4));
        for (var child : tools.getChildren())
            if (child instanceof Region region) region.setMinWidth(Region.USE_PREF_SIZE);
        return new VBox(tools, Layout.tall(table));
    }

    private TrialModel take() {
        return new TrialModel(
                program,
                chosen.get().stream().map(row -> new Rows.Row(row.id(), row.values())).toList());
    }

    /** The answers come anew from where the person wants them. */
    private void fill() {
        var rows = model;
        outcome.setText("");
        switch (source.getValue()) {
            case EXPECTED -> rows.fill(true);
            case NOTHING -> rows.fill(false);
            case PROGRAM ->
                    background.run(
                            () -> metrics.answers(rows.rows()),
                            found -> {
                                if (rows != model || source.getValue() != Source.PROGRAM) return;
                                rows.fill(found);
                                showRows();
                                if (found.isEmpty() && !rows.trials().isEmpty())
                                    outcome.setText(text("dataset.metric.unanswered"));
                            },
                            error -> fail(error.getMessage()));
        }
        showRows();
    }

    private void showRows() {
        count.setText(text("dataset.rows", Figures.count(model.trials().size())));
        table.getChildren().setAll(new TrialTable(model, this::edited, metrics::open));
        refresh();
    }

    private void edited() {
        outcome.setText("");
        refresh();
    }

    private void refresh() {
        var wrong = form.problem();
        var draft = form.draft();
        written.setText(draft.text());
        problem.getChildren().clear();
        if (!wrong.isEmpty()) problem.getChildren().add(new FieldProblem(wrong, null));
        var ready = Boolean.TRUE.equals(metrics.ready().getValue());
        run.setDisable(scoring || !ready || !wrong.isEmpty() || model.answered() == 0);
        use.setDisable(!wrong.isEmpty() || draft.text().equals(metrics.metric()));
    }

    /** Asks a worker for the scores of the answers as they stand. */
    void score() {
        var rows = model;
        var ticket = ++asked;
        scoring = true;
        outcome.setText(text("dataset.metric.scoring"));
        refresh();
        var outputs = rows.outputs();
        metrics.score(
                form.draft().text(),
                rows.rows().stream().filter(row -> outputs.containsKey(row.id())).toList(),
                outputs,
                answer -> {
                    scoring = false;
                    refresh();
                    if (rows != model || ticket != asked) return;
                    switch (answer) {
                        case Queries.Answer.Ok(var body) -> scored(body);
                        case Queries.Answer.Failed(var error) -> failed(error);
                    }
                });
    }

    private void scored(JsonNode body) {
        model.take(body.path("rows"));
        table.getChildren().setAll(new TrialTable(model, this::edited, metrics::open));
        var errors = body.path("errors").asInt(0);
        var calls = body.at("/usage/calls").asInt(0);
        var words = text("dataset.metric.mean", Figures.score(body.path("score").asDouble(0)));
        if (errors > 0) words += " · " + text("dataset.metric.errors", errors);
        if (calls > 0) words += " · " + text("dataset.metric.calls", calls);
        outcome.setText(words);
    }

    private void failed(RunError error) {
        model.clearResults();
        outcome.setText("");
        fail(TrialModel.told(error));
        var file = error.where().file();
        if (file == null) return;
        var open = Buttons.small(text("dataset.metric.open"), "language-python");
        open.setOnAction(_ -> metrics.open(file));
        problem.getChildren().setAll(new FieldProblem(TrialModel.told(error), open));
    }

    private void fail(@Nullable String sentence) {
        problem.getChildren().setAll(new FieldProblem(String.valueOf(sentence), null));
    }

    private static String name(Source source) {
        return switch (source) {
            case PROGRAM -> text("dataset.metric.answers.program");
            case EXPECTED -> text("dataset.metric.answers.expected");
            case NOTHING -> text("dataset.metric.answers.nothing");
        };
    }
}
