package dev.dspex.app.run;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.app.feed.Values;
import dev.dspex.app.kit.Buttons;
import dev.dspex.app.kit.EmptyState;
import dev.dspex.app.kit.ErrorState;
import dev.dspex.app.kit.Labels;
import dev.dspex.app.kit.Layout;
import dev.dspex.app.kit.Skeleton;
import dev.dspex.program.Words;

import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

import tools.jackson.databind.JsonNode;

import java.util.LinkedHashMap;
import java.util.Map;

/** What the program answered, field by field, or why it did not. */
final class OutputsPane extends StackPane {
    private final RunModel model;
    private final EmptyState empty =
            new EmptyState("play-circle-outline", text("run.none"), text("run.none.todo"));
    private Object shown = "";

    OutputsPane(RunModel model) {
        this.model = model;
        setMinSize(0, 0);
        getChildren().setAll(empty);
    }

    void refresh() {
        var error = model.error();
        Object now =
                model.isEmpty()
                        ? "empty"
                        : error != null
                                ? error
                                : model.outputs().isEmpty()
                                        ? "waiting " + model.status()
                                        : new LinkedHashMap<>(model.outputs());
        if (now.equals(shown)) return;
        shown = now;
        getChildren().setAll(content());
    }

    private Node content() {
        if (model.isEmpty()) return empty;
        var error = model.error();
        if (error != null)
            return scrolled(
                    new ErrorState(
                            Words.told(error.message()),
                            Words.told(error.hint()),
                            error.log(),
                            null));
        if (!model.outputs().isEmpty()) return scrolled(fields(model.outputs()));
        if (model.running()) return new Skeleton(3);
        return new EmptyState(
                "stop-circle-outline", text("run.no_outputs"), text("run.no_outputs.todo"));
    }

    private static Node scrolled(Node content) {
        var pane = new ScrollPane(content);
        pane.setFitToWidth(true);
        pane.setMinSize(0, 0);
        return pane;
    }

    private static VBox fields(Map<String, JsonNode> outputs) {
        var box = Layout.styled(new VBox(), "run-form");
        outputs.forEach((name, value) -> box.getChildren().add(field(name, value)));
        return box;
    }

    private static VBox field(String name, JsonNode value) {
        var words = Values.text(value);
        var copy = Buttons.icon("content-copy", text("run.copy", name), "icon-16");
        copy.setOnAction(_ -> copy(words));
        var head = Layout.row(8, Labels.mono(name, "muted"), Layout.grow(), copy);
        var box = new VBox(2, head, body(name, value, words));
        box.setAccessibleText(name + ", " + words);
        return box;
    }

    private static Label body(String name, JsonNode value, String words) {
        boolean prose = value.isString() && words.length() > 60;
        var label = words.isEmpty() ? Labels.muted(text("run.nothing")) : Labels.prose(words);
        label.setId("output-" + name);
        if (!prose) label.getStyleClass().add("mono");
        return Layout.styled(Layout.wide(label), "run-value");
    }

    private static void copy(String words) {
        var content = new ClipboardContent();
        content.putString(words);
        Clipboard.getSystemClipboard().setContent(content);
    }
}
