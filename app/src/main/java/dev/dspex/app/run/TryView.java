package dev.dspex.app.run;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.app.feed.Statuses;
import dev.dspex.app.kit.Buttons;
import dev.dspex.app.kit.Figures;
import dev.dspex.app.kit.Labels;
import dev.dspex.app.kit.Layout;
import dev.dspex.app.kit.RunState;
import dev.dspex.app.kit.StateIcon;
import dev.dspex.app.run.RunActions.DataRow;
import dev.dspex.program.Field;

import javafx.beans.value.ObservableValue;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.util.List;
import java.util.Set;

/** One module by itself: its inputs typed on the spot, and beside them its answer as it comes. */
public final class TryView extends HBox {
    private static final double INPUTS = 360;
    private static final KeyCombination RUN = KeyCombination.valueOf("Shortcut+Enter");

    /** What the view asks for. */
    public interface Actions {
        /** Runs the module on these inputs. */
        void run(ObjectNode inputs);

        void stop();

        /** Rows that inputs can be taken from. */
        List<DataRow> rows();

        /** Whether there are workers to run on. */
        ObservableValue<Boolean> ready();
    }

    private final RunModel model;
    private final Actions actions;
    private final InputsModel inputs = new InputsModel();
    private final InputsForm form;
    private final LiveOutputs outputs;
    private final StateIcon state = new StateIcon(RunState.IDLE);
    private final Label status = Labels.muted("");
    private final Label figures = Labels.mono("", "muted");
    private final Button run = Buttons.primary(text("run.try.run"), "play");
    private final Button stop = Buttons.button(text("run.stop"), "stop", "stop");
    private boolean filled;

    /**
     * @param model of the runs that are tries
     * @param live what they say while they go on
     */
    public TryView(RunModel model, LiveText live, Actions actions) {
        this.model = model;
        this.actions = actions;
        form = new InputsForm(inputs);
        outputs = new LiveOutputs(model, live);
        setId("try");
        getChildren().addAll(inputsSide(), Layout.wide(answerSide()));
        model.watch(this::refresh);
        live.watch(outputs::refresh);
        actions.ready().subscribe(this::refresh);
        addEventFilter(
                KeyEvent.KEY_PRESSED,
                e -> {
                    if (!RUN.match(e)) return;
                    e.consume();
                    if (!run.isDisabled()) start();
                });
    }

    /** Called when other inputs are typed. */
    public void onEdited(Runnable listener) {
        inputs.onEdited(listener);
    }

    /** The module has these inputs now; what was typed for those that stay is kept. */
    public void setInputs(List<Field> fields) {
        if (!fields.equals(inputs.fields())) {
            inputs.setFields(fields, Set.of());
            form.rebuild();
        }
        var rows = actions.rows();
        if (!filled && !rows.isEmpty() && inputs.isUntouched()) take(rows.getFirst().values());
        refresh();
    }

    /** What is typed, without the fields in which nothing or something wrong stands. */
    public ObjectNode typed() {
        return inputs.right();
    }

    private void take(JsonNode values) {
        filled = true;
        inputs.fill(values);
        form.rebuild();
    }

    private void start() {
        form.values().ifPresent(actions::run);
    }

    private VBox inputsSide() {
        run.setId("try-run");
        run.setTooltip(
                new javafx.scene.control.Tooltip(
                        Buttons.tip(text("run.try.run"), RUN.getDisplayText())));
        run.setOnAction(_ -> start());
        stop.setId("try-stop");
        stop.setOnAction(_ -> actions.stop());
        var scroll = Layout.tall(new ScrollPane(form));
        scroll.setFitToWidth(true);
        scroll.setMinSize(0, 0);
        var picker =
                new RowPicker(
                        actions::rows,
                        row -> {
                            take(row.values());
                            inputs.tellEdited();
                        });
        var take = picker.button();
        take.setId("try-take-row");
        var foot = Layout.row(8, run, stop, Layout.grow(), take);
        return Layout.width(
                Layout.styled(new VBox(scroll, Layout.styled(foot, "run-foot")), "run-side"),
                INPUTS);
    }

    private VBox answerSide() {
        var head = Layout.styled(Layout.row(8, state, Layout.wide(status), figures), "lane-bar");
        return new VBox(head, Layout.tall(outputs));
    }

    private void refresh() {
        var ready = actions.ready().getValue();
        run.setDisable(model.running() || inputs.fields().isEmpty() || !ready);
        stop.setDisable(!model.running());
        state.setState(model.state());
        status.setText(
                model.isEmpty()
                        ? ready ? text("run.try.alone") : text("run.starting")
                        : Statuses.word(model.status()));
        figures.setText(figures());
        outputs.refresh();
    }

    private String figures() {
        if (model.isEmpty() || model.running()) return "";
        var tokens = model.usage().tokens();
        var seconds = Figures.seconds(model.seconds());
        return tokens == 0 ? seconds : seconds + "  " + text("run.tokens", Figures.large(tokens));
    }
}
