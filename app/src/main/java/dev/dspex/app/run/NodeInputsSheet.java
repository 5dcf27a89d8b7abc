package dev.dspex.app.run;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.app.kit.Buttons;
import dev.dspex.app.kit.Labels;
import dev.dspex.app.kit.Layout;
import dev.dspex.program.Field;

import javafx.geometry.Pos;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** Asks for the inputs that one node is to run on. */
public final class NodeInputsSheet extends VBox {
    private static final double WIDTH = 520;
    private static final double TALLEST = 480;

    private final InputsForm form;

    /**
     * @param title name of the node
     * @param inputs the node's own inputs
     * @param known what to fill in, by name; null for nothing
     * @param run takes the inputs, once each is right
     */
    public NodeInputsSheet(
            String title,
            List<Field> inputs,
            @Nullable JsonNode known,
            Consumer<ObjectNode> run,
            Runnable cancel) {
        var model = new InputsModel();
        model.setFields(inputs, Set.of());
        if (known != null) model.fill(known);
        form = new InputsForm(model);
        getStyleClass().add("over-sheet");
        setId("node-inputs");
        Layout.width(this, WIDTH);
        setMaxHeight(Region.USE_PREF_SIZE);
        var start = Buttons.primary(text("run.node.start"), "play");
        start.setId("node-inputs-run");
        start.setDefaultButton(true);
        start.setOnAction(_ -> form.values().ifPresent(run));
        var leave = Buttons.button(text("run.node.cancel"), null);
        leave.setCancelButton(true);
        leave.setOnAction(_ -> cancel.run());
        var scroll = new ScrollPane(form);
        scroll.setFitToWidth(true);
        scroll.setMaxHeight(TALLEST);
        var buttons = Layout.row(8, leave, start);
        buttons.setAlignment(Pos.CENTER_RIGHT);
        getChildren()
                .addAll(
                        Labels.title(text("run.node.title", title)),
                        Labels.prose(text("run.node.help"), "muted"),
                        scroll,
                        buttons);
        setAccessibleText(text("run.node.title", title));
    }

    /** Puts the keyboard into the first field. */
    public void focusFirst() {
        form.focusFirst();
    }
}
