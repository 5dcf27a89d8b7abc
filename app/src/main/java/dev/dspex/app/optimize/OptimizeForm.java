package dev.dspex.app.optimize;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.app.kit.Buttons;
import dev.dspex.app.kit.Chips;
import dev.dspex.app.kit.EmptyState;
import dev.dspex.app.kit.Fields;
import dev.dspex.app.kit.Figures;
import dev.dspex.app.kit.Labels;
import dev.dspex.app.kit.Layout;
import dev.dspex.app.kit.Panels;
import dev.dspex.app.kit.RunState;
import dev.dspex.app.kit.StateIcon;
import dev.dspex.app.kit.ViewStates;
import dev.dspex.optimize.Forecast;

import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;

import java.util.function.Consumer;

/** Starts a study: the optimizers at the left, the settings of the chosen one at the right. */
public final class OptimizeForm extends HBox {
    private static final double LIST = 300;

    private final OptimizeFormModel model;
    private final Consumer<OptimizeFormModel.Start> start;
    private final ListView<Optimizer> list = new ListView<>();
    private final VBox content = new VBox();
    private final ScrollPane scroll = new ScrollPane(content);
    private final VBox notes = new VBox(4);
    private final Button startButton = Buttons.primary(text("optimize.form.start"), "auto-fix");
    private final ViewStates body = new ViewStates(scroll);
    private final ForecastPane forecast;
    private @Nullable SettingsForm settings;

    /**
     * @param forecaster says what the study would cost
     */
    public OptimizeForm(
            OptimizeFormModel model,
            Consumer<OptimizeFormModel.Start> start,
            Forecaster forecaster) {
        this.model = model;
        this.start = start;
        forecast = new ForecastPane(forecaster, this::take);
        setId("optimize-form");
        list.setId("optimizers");
        list.setAccessibleText(text("optimize.form.optimizers"));
        list.getStyleClass().add("optimizers");
        list.setCellFactory(_ -> new OptimizerCell());
        list.getSelectionModel()
                .selectedItemProperty()
                .subscribe(
                        optimizer -> {
                            if (optimizer == null || optimizer == model.chosen()) return;
                            model.choose(optimizer);
                            showChosen();
                        });
        startButton.setId("optimize-start");
        startButton.setOnAction(_ -> begin());
        scroll.setFitToWidth(true);
        var foot = Layout.styled(Layout.row(12, Layout.wide(notes), startButton), "run-foot");
        var left =
                Layout.width(
                        Layout.styled(
                                new VBox(
                                        Panels.header(text("optimize.form.optimizers")),
                                        Layout.tall(list)),
                                "run-side"),
                        LIST);
        getChildren().addAll(left, Layout.wide(new VBox(Layout.tall(body), foot)));
        loading();
    }

    /** Shows bars until {@link #opened} is called. */
    public void loading() {
        startButton.setDisable(true);
        body.loading(6);
    }

    /** Says that the worker could not describe its optimizers. */
    public void failed(String happened, String todo, String log) {
        body.failed(happened, todo, log);
    }

    /** Call after the model was opened. */
    public void opened() {
        list.getItems().setAll(model.optimizers());
        var chosen = model.chosen();
        if (chosen == null) {
            body.show(
                    new EmptyState(
                            "auto-fix",
                            text("optimize.form.none"),
                            text("optimize.form.none.todo")));
            return;
        }
        list.getSelectionModel().select(chosen);
        list.scrollTo(chosen);
        showChosen();
    }

    private void showChosen() {
        var optimizer = model.chosen();
        if (optimizer == null) return;
        var form = new SettingsForm(model, optimizer, this::validate);
        settings = form;
        content.getChildren()
                .setAll(
                        head(optimizer),
                        forecast,
                        splits(),
                        lms(optimizer),
                        variables(optimizer),
                        new BudgetFields(model.budget(), this::validate),
                        Panels.section(Panels.sectionTitle(text("optimize.settings")), form));
        scroll.setVvalue(0);
        body.show(scroll);
        validate();
    }

    /** Takes the optimizer that fits. */
    private void take(Forecast.Advice advice) {
        model.take(advice);
        list.getSelectionModel().select(model.chosen());
        list.scrollTo(model.chosen());
        showChosen();
    }

    /** Whether the variables are changed as well; nothing where there is no choice. */
    private VBox variables(Optimizer optimizer) {
        var count = model.setting().variables();
        var too = new CheckBox(text("optimize.form.variables_too", Figures.count(count)));
        too.setId("change-variables");
        too.setSelected(model.changesVariables());
        too.selectedProperty()
                .addListener(
                        (_, _, chosen) -> {
                            model.changeVariables(chosen);
                            validate();
                        });
        var section =
                Panels.section(
                        Panels.sectionTitle(text("optimize.form.variables")),
                        too,
                        Labels.prose(text("optimize.form.variables.help"), "muted"));
        section.setVisible(count > 0 && !optimizer.needsVariables());
        section.setManaged(section.isVisible());
        return section;
    }

    private VBox head(Optimizer optimizer) {
        var title = Layout.row(8, Labels.title(optimizer.name()));
        if (model.isRecommended(optimizer))
            title.getChildren().add(Chips.chip(text("optimize.form.recommended"), null, "accent"));
        if (optimizer.needsFeedback())
            title.getChildren().add(Chips.chip(text("optimize.form.needs_feedback"), null));
        if (optimizer.needsValidation())
            title.getChildren().add(Chips.chip(text("optimize.form.needs_validation"), null));
        if (optimizer.needsVariables())
            title.getChildren().add(Chips.chip(text("optimize.form.needs_variables"), null));
        return Layout.styled(
                new VBox(
                        4,
                        title,
                        Labels.prose(optimizer.summary()),
                        Labels.prose(text("optimize.form.best_for", optimizer.bestFor()), "muted")),
                "candidate-summary");
    }

    private VBox splits() {
        var section = Panels.section(Panels.sectionTitle(text("optimize.form.data")));
        for (var split : model.setting().splits()) {
            section.getChildren()
                    .add(
                            Layout.row(
                                    8,
                                    Layout.width(Labels.label(split.name(), "small"), 96),
                                    Layout.wide(Labels.cut(split.path(), "mono", "muted")),
                                    Labels.mono(
                                            text(
                                                    "optimize.form.rows",
                                                    Figures.count(split.rows())))));
        }
        section.getChildren()
                .add(
                        Layout.row(
                                8,
                                Layout.width(
                                        Labels.label(text("optimize.form.metric"), "small"), 96),
                                Labels.mono(model.setting().metric())));
        return section;
    }

    /** Who answers for whom; nothing where all is done by the program's own LM. */
    private Node lms(Optimizer optimizer) {
        var section = Panels.section(Panels.sectionTitle(text("optimize.form.lms")));
        for (var role : optimizer.roles()) {
            var choice =
                    Fields.<String>combo(
                            text("optimize.form.lm." + role),
                            alias -> alias.isEmpty() ? text("optimize.form.lm.own") : alias,
                            _ -> null);
            choice.setId("lm-" + role);
            choice.getItems().add("");
            choice.getItems().addAll(model.setting().lms());
            choice.setValue(model.lm(role));
            choice.setTooltip(new Tooltip(text("optimize.form.lm." + role + ".help")));
            choice.valueProperty()
                    .addListener(
                            (_, _, alias) -> {
                                model.chooseLm(role, alias == null ? "" : alias);
                                validate();
                            });
            section.getChildren()
                    .add(
                            Layout.row(
                                    8,
                                    Layout.width(
                                            Labels.label(text("optimize.form.lm." + role), "small"),
                                            160),
                                    Layout.width(choice, 240)));
        }
        section.setVisible(!optimizer.roles().isEmpty());
        section.setManaged(!optimizer.roles().isEmpty());
        return section;
    }

    private void validate() {
        var problems = model.problems();
        if (settings != null) settings.show(problems);
        notes.getChildren().clear();
        for (var sentence : model.missing())
            notes.getChildren().add(note(RunState.ERROR, sentence));
        if (!problems.isEmpty() || !model.budget().valid())
            notes.getChildren().add(note(RunState.ERROR, text("optimize.form.wrong")));
        for (var sentence : model.warnings())
            notes.getChildren().add(note(RunState.WARNING, sentence));
        var ready = model.start();
        startButton.setDisable(ready == null);
        forecast.changed(ready);
    }

    private static HBox note(RunState state, String sentence) {
        return Layout.row(8, new StateIcon(state, 14), Layout.wide(Labels.prose(sentence)));
    }

    private void begin() {
        var ready = model.start();
        if (ready != null) start.accept(ready);
    }

    private final class OptimizerCell extends ListCell<Optimizer> {
        @Override
        protected void updateItem(@Nullable Optimizer optimizer, boolean empty) {
            super.updateItem(optimizer, empty);
            setPrefWidth(0);
            if (optimizer == null || empty) {
                setGraphic(null);
                setAccessibleText(null);
                return;
            }
            var words = new VBox(2, Labels.label(optimizer.name(), "medium"));
            var best = Labels.prose(optimizer.bestFor(), "muted");
            best.setMaxWidth(LIST - 40);
            words.getChildren().add(best);
            if (model.isRecommended(optimizer))
                words.getChildren()
                        .add(
                                Chips.chip(
                                        text("optimize.form.recommended"),
                                        null,
                                        "accent",
                                        "tight"));
            setGraphic(words);
            setAccessibleText(optimizer.name() + ". " + optimizer.bestFor());
        }
    }
}
