package dev.dspex.app.scaffold;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.app.kit.Buttons;
import dev.dspex.app.kit.FieldProblem;
import dev.dspex.app.kit.Fields;
import dev.dspex.app.kit.Labels;
import dev.dspex.app.kit.Layout;
import dev.dspex.program.CodeNode;

import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;

import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * Asks for a task, shows what the LM wrote for it and what its tests say, and adds it as a node.
 */
public final class ScaffoldSheet extends VBox {
    private final TextArea task = new TextArea();
    private final TextField function = Fields.mono("", text("scaffold.function"));
    private final Button write = Buttons.primary(text("scaffold.write"), "auto-fix");
    private final Button add = Buttons.primary(text("scaffold.add"), "plus");
    private final Button leave = Buttons.button(text("scaffold.cancel"), null);
    private final VBox said = new VBox(8);
    private final VBox steps = new VBox(4);
    private @Nullable CodeNode made;
    private boolean busy;

    /**
     * What the sheet asks for.
     *
     * @param write has a function written, from the task and the function's name and arguments
     * @param stop ends what is being written
     * @param keep takes the node that the person accepts
     * @param close takes the sheet away
     */
    public record Host(
            BiConsumer<String, String> write,
            Runnable stop,
            Consumer<CodeNode> keep,
            Runnable close) {}

    /**
     * @param lm alias of the LM that writes
     */
    public ScaffoldSheet(String lm, Host host) {
        getStyleClass().addAll("over-sheet", "trust-sheet");
        setId("scaffold-sheet");
        setAccessibleText(text("scaffold.title"));
        Layout.width(this, 720);
        setMaxHeight(Region.USE_PREF_SIZE);
        task.setId("scaffold-task");
        task.setAccessibleText(text("scaffold.task"));
        task.setPromptText(text("scaffold.task.prompt"));
        task.setPrefRowCount(3);
        task.setWrapText(true);
        function.setId("scaffold-function");
        function.setPromptText("double(x: float) -> float");
        Runnable start =
                () -> {
                    if (write.isDisabled()) return;
                    begin();
                    host.write().accept(task.getText().strip(), function.getText().strip());
                };
        function.setOnAction(_ -> start.run());
        write.setId("scaffold-write");
        write.setOnAction(_ -> start.run());
        add.setId("scaffold-add");
        add.setOnAction(
                _ -> {
                    if (made != null) host.keep().accept(made);
                });
        leave.setId("scaffold-leave");
        leave.setOnAction(_ -> (busy ? host.stop() : host.close()).run());
        var buttons = Layout.row(8, Layout.grow(), leave, write, add);
        buttons.setAlignment(Pos.CENTER_RIGHT);
        getChildren()
                .addAll(
                        Labels.title(text("scaffold.title")),
                        Labels.prose(text("scaffold.help", lm), "muted"),
                        new VBox(4, Labels.muted(text("scaffold.task")), task),
                        new VBox(4, Labels.muted(text("scaffold.function")), function),
                        said,
                        buttons);
        task.textProperty().subscribe(this::judge);
        function.textProperty().subscribe(this::judge);
        offer(null);
    }

    /** Puts the keyboard into the task. */
    public void takeKeyboard() {
        task.requestFocus();
    }

    /** Puts in what was asked before. */
    public void ask(String given, String head) {
        task.setText(given);
        function.setText(head);
    }

    /**
     * A trial that goes on or has ended.
     *
     * @param number from 1
     * @param ended whether it has; {@code verdict} says how
     */
    public void step(int number, boolean ended, String verdict) {
        while (steps.getChildren().size() >= number) steps.getChildren().removeLast();
        steps.getChildren()
                .add(
                        ended
                                ? Labels.prose(text("scaffold.trial", number, verdict), "small")
                                : Labels.muted(text("scaffold.trying", number)));
    }

    /** Shows what was written; the last trial counts. */
    public void show(Scaffolded scaffolded) {
        end();
        said.getChildren().setAll(new TrialsView(scaffolded.trials()));
        offer(scaffolded.node());
    }

    /** Nothing could be written. */
    public void failed(String why) {
        end();
        var problem = new FieldProblem(why, null);
        problem.setId("scaffold-failed");
        said.getChildren().setAll(problem);
        offer(null);
    }

    private void begin() {
        steps.getChildren().setAll(Labels.muted(text("scaffold.busy")));
        said.getChildren().setAll(steps);
        offer(null);
        busy = true;
        leave.setText(text("scaffold.stop"));
        write.setDisable(true);
    }

    private void end() {
        busy = false;
        leave.setText(text("scaffold.cancel"));
    }

    private void offer(@Nullable CodeNode node) {
        made = node;
        add.setVisible(node != null);
        add.setManaged(node != null);
        write.setText(node == null ? text("scaffold.write") : text("scaffold.again"));
        write.getStyleClass().remove("primary");
        if (node == null) write.getStyleClass().add("primary");
        judge();
    }

    private void judge() {
        write.setDisable(task.getText().isBlank() || function.getText().isBlank());
    }
}
