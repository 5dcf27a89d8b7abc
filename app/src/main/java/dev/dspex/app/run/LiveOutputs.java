package dev.dspex.app.run;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.app.kit.EmptyState;
import dev.dspex.app.kit.Labels;
import dev.dspex.app.kit.Layout;

import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

import java.util.LinkedHashMap;
import java.util.Map;

/** The answer letter by letter as it arrives, and then its values. */
final class LiveOutputs extends StackPane {
    private final RunModel model;
    private final LiveText live;
    private final OutputsPane ended;
    private final VBox fields = Layout.styled(new VBox(), "run-form");
    private final Map<String, Label> words = new LinkedHashMap<>();
    private final ScrollPane scroll = new ScrollPane(fields);
    private final EmptyState empty =
            new EmptyState("play-circle-outline", text("run.try.none"), text("run.try.todo"));

    LiveOutputs(RunModel model, LiveText live) {
        this.model = model;
        this.live = live;
        ended = new OutputsPane(model);
        scroll.setFitToWidth(true);
        setMinSize(0, 0);
        getChildren().setAll(empty);
    }

    void refresh() {
        ended.refresh();
        var streams = model.running() && model.outputs().isEmpty() && !live.fields().isEmpty();
        if (streams) stream();
        else words.clear();
        var now = model.isEmpty() ? empty : streams ? scroll : ended;
        if (getChildren().getFirst() != now) getChildren().setAll(now);
    }

    private void stream() {
        if (words.isEmpty()) fields.getChildren().clear();
        live.fields()
                .forEach(
                        (field, said) ->
                                words.computeIfAbsent(field, this::label).setText(said.toString()));
        scroll.setVvalue(1);
    }

    private Label label(String field) {
        var label = Layout.styled(Layout.wide(Labels.prose("")), "run-value");
        label.setId("live-" + field);
        label.setAccessibleText(field);
        fields.getChildren().add(new VBox(2, Labels.mono(field, "muted"), label));
        return label;
    }
}
