package dev.dspex.app.lab;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.app.kit.Buttons;
import dev.dspex.app.kit.Layout;

import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

import org.controlsfx.control.SegmentedButton;

import java.util.LinkedHashMap;
import java.util.Map;

/** Rules, events and the merged answer. */
final class LabBottom extends VBox {
    private final SetupModel setup;
    private final LabModel model;
    private final RulesView rules;
    private final EventsView events = new EventsView();
    private final MergedView merged = new MergedView();
    private final StackPane body = new StackPane();
    private final Map<ToggleButton, Node> tabs = new LinkedHashMap<>();
    private final SegmentedButton names = new SegmentedButton();
    private final Button undo = Buttons.icon("undo", text("lab.undo"));
    private final Button redo = Buttons.icon("redo", text("lab.redo"));
    private final Button more = Buttons.small(text("lab.rules.new"), "plus");

    LabBottom(SetupModel setup, LabModel model, LabHost host) {
        this.setup = setup;
        this.model = model;
        rules = new RulesView(setup, model, host.choices());
        undo.setId("lab-undo");
        undo.setOnAction(_ -> setup.undo());
        redo.setOnAction(_ -> setup.redo());
        more.setId("lab-new-rule");
        more.setOnAction(
                _ -> {
                    var id = setup.addRule(text("lab.rules.fresh"));
                    showRule(id);
                });
        tab("lab-tab-rules", text("lab.rules"), rules);
        tab("lab-tab-events", text("lab.events"), events);
        tab("lab-tab-merged", text("lab.merged"), merged);
        var header =
                Layout.styled(
                        new HBox(names, Layout.grow(), undo, redo, more), "panel-header", "ruled");
        getStyleClass().add("island");
        getChildren().addAll(header, Layout.tall(body));
        body.setMinSize(0, 0);
        setMinHeight(120);
        setPrefHeight(220);
        show(rules);
    }

    private void tab(String id, String name, Node view) {
        var button = new ToggleButton(name);
        button.setId(id);
        button.setMinWidth(USE_PREF_SIZE);
        button.setOnAction(_ -> show(view));
        names.getButtons().add(button);
        tabs.put(button, view);
    }

    private void show(Node view) {
        tabs.forEach((button, of) -> button.setSelected(of == view));
        if (body.getChildren().size() != 1 || body.getChildren().getFirst() != view)
            body.getChildren().setAll(view);
        refresh();
    }

    void showRule(String id) {
        show(rules);
        rules.select(id);
    }

    void showMerged() {
        show(merged);
    }

    void refresh() {
        undo.setDisable(!setup.canUndo());
        redo.setDisable(!setup.canRedo());
        more.setDisable(setup.plan().isEmpty());
        var shown = body.getChildren().isEmpty() ? rules : body.getChildren().getFirst();
        if (shown == rules) rules.refresh();
        else if (shown == events) events.refresh(model.board(), model.turns());
        else merged.refresh(model.board().merged().orElse(null));
    }
}
