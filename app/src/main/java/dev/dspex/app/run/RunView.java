package dev.dspex.app.run;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.app.feed.Statuses;
import dev.dspex.app.kit.Buttons;
import dev.dspex.app.kit.EmptyState;
import dev.dspex.app.kit.Fields;
import dev.dspex.app.kit.Figures;
import dev.dspex.app.kit.Labels;
import dev.dspex.app.kit.Layout;
import dev.dspex.app.kit.Panels;
import dev.dspex.app.kit.RunState;
import dev.dspex.app.kit.StateIcon;

import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

import tools.jackson.databind.node.ObjectNode;

import java.time.InstantSource;
import java.util.Optional;

/** The run panel: inputs at the left, what the run gave in the middle, the history at the right. */
public final class RunView extends HBox {
    private static final double INPUTS = 320;
    private static final double HISTORY = 280;

    private final RunModel model;
    private final InputsModel inputs;
    private final HistoryModel history;
    private final RunActions actions;
    private final InputsForm form;
    private final OutputsPane outputs;
    private final StateIcon state = new StateIcon(RunState.IDLE);
    private final Label title = Labels.label("", "panel-title");
    private final Label doing = Labels.cut("", "small", "muted");
    private final Label figures = Labels.mono("", "muted");
    private final Button run = Buttons.primary(text("run.run"), "play");
    private final Button stop = Buttons.button(text("run.stop"), "stop", "stop");

    public RunView(
            RunModel model,
            InputsModel inputs,
            HistoryModel history,
            RunActions actions,
            InstantSource clock) {
        this.model = model;
        this.inputs = inputs;
        this.history = history;
        this.actions = actions;
        form = new InputsForm(inputs);
        outputs = new OutputsPane(model);
        setId("run-panel");
        getStyleClass().add("run-panel");
        getChildren().addAll(inputsSide(), Layout.wide(outputsSide()), historySide(clock));
        model.watch(this::refresh);
        history.watch(this::refresh);
        actions.ready().subscribe(this::refresh);
        refresh();
    }

    /** Call after the inputs of the program changed. */
    public void inputsChanged() {
        form.rebuild();
        refresh();
    }

    /** Starts the program with what is in the form, or says what is wrong there. */
    public void start() {
        values().ifPresent(actions.run());
    }

    /** What is in the form; empty where something is wrong, which the form then says. */
    public Optional<ObjectNode> values() {
        return form.values();
    }

    private Node inputsSide() {
        run.setId("run-start");
        run.setTooltip(new javafx.scene.control.Tooltip(Buttons.tip(text("run.run"), "F5")));
        run.setOnAction(_ -> start());
        stop.setId("run-stop");
        stop.setOnAction(_ -> actions.stop().run());
        var picker =
                new RowPicker(
                        actions.rows(),
                        row -> {
                            inputs.fill(row.values());
                            form.rebuild();
                        });
        var scroll = new ScrollPane(form);
        scroll.setFitToWidth(true);
        scroll.setMinSize(0, 0);
        var foot = Layout.styled(Layout.row(8, run, stop), "run-foot");
        return Layout.width(
                Layout.styled(
                        new VBox(
                                Panels.header(text("run.inputs"), picker.button()),
                                Layout.tall(scroll),
                                foot),
                        "run-side"),
                INPUTS);
    }

    private VBox outputsSide() {
        var header =
                Layout.styled(new HBox(state, title, Layout.wide(doing), figures), "panel-header");
        return new VBox(header, Layout.tall(outputs));
    }

    private Node historySide(InstantSource clock) {
        var list = Layout.tall(new HistoryView(history, actions, clock));
        var search = Fields.search(text("run.history.search"), null);
        search.setId("run-search");
        search.textProperty().subscribe(history::search);
        var header = Panels.header(text("run.history"));
        return Layout.width(
                Layout.styled(
                        new VBox(header, Layout.styled(new VBox(search), "run-search"), list),
                        "run-side",
                        "last"),
                HISTORY);
    }

    private void refresh() {
        boolean ready = actions.ready().getValue();
        boolean noInputs = inputs.fields().isEmpty();
        run.setDisable(model.running() || noInputs || !ready);
        stop.setDisable(!model.running());
        if (noInputs && form.getChildren().isEmpty())
            form.getChildren()
                    .setAll(
                            new EmptyState(
                                    "import",
                                    text("run.inputs.none"),
                                    text("run.inputs.none.todo")));
        state.setState(model.state());
        int number = history.number(model.run());
        title.setText(
                model.isEmpty()
                        ? text("run.outputs")
                        : number > 0
                                ? text("run.title", String.valueOf(number))
                                : Statuses.kind(model.kind()));
        doing.setText(
                model.isEmpty()
                        ? (ready ? "" : text("run.starting"))
                        : model.running() && !model.doing().isEmpty()
                                ? model.doing()
                                : Statuses.word(model.status()));
        figures.setText(figures());
        outputs.refresh();
    }

    private String figures() {
        if (model.isEmpty()) return "";
        var usage = model.usage();
        var all = new StringBuilder(Figures.seconds(model.seconds()));
        if (usage.tokens() > 0)
            all.append("  ").append(text("run.tokens", Figures.large(usage.tokens())));
        var usd = usage.usd();
        if (usd != null && usd > 0) all.append("  ").append(Figures.dollars(usd));
        return all.toString();
    }
}
