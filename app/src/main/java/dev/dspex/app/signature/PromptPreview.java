package dev.dspex.app.signature;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.app.fx.Fx;
import dev.dspex.app.kit.EmptyState;
import dev.dspex.app.kit.ErrorState;
import dev.dspex.app.kit.Fields;
import dev.dspex.app.kit.Labels;
import dev.dspex.app.kit.Layout;
import dev.dspex.app.kit.ViewStates;

import javafx.animation.PauseTransition;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.util.Duration;

import org.controlsfx.control.SegmentedButton;
import org.jspecify.annotations.Nullable;

/**
 * The exact prompt of a module by a chosen adapter, asked of a worker anew after each edit; beside
 * it, the place to try the module. No LM is called for the prompt.
 */
final class PromptPreview extends VBox {
    private static final Duration QUIET = Duration.millis(250);

    private final SignatureEditor editor;
    private final PromptSource source;
    private final Fx fx;
    private final PromptPane pane = new PromptPane();
    private final ViewStates prompt = new ViewStates(starting());
    private final ComboBox<String> adapter =
            Fields.combo(text("signature.adapter"), a -> a, _ -> null);
    private final Label live = Labels.muted(text("signature.prompt.live"));
    private final PauseTransition quiet = new PauseTransition(QUIET);
    private boolean asking;
    private boolean again;

    /**
     * @param tryIt the place to try the module; null for none
     */
    PromptPreview(SignatureEditor editor, PromptSource source, @Nullable Node tryIt, Fx fx) {
        this.editor = editor;
        this.source = source;
        this.fx = fx;
        adapter.setId("prompt-adapter");
        adapter.getItems().setAll(PromptSource.ADAPTERS);
        adapter.setValue(source.adapter());
        adapter.valueProperty().addListener(_ -> ask());
        quiet.setOnFinished(_ -> ask());
        source.ready().subscribe(_ -> changed());
        var body = Layout.tall(new VBox(Layout.tall(prompt)));
        var head =
                Layout.row(
                        8,
                        tryIt == null
                                ? Labels.label(text("signature.prompt"), "panel-title")
                                : tabs(body, tryIt),
                        Layout.grow(),
                        live,
                        adapter);
        getChildren().addAll(Layout.styled(head, "panel-header", "ruled", "ruled-top"), body);
        setMinHeight(80);
    }

    private Node tabs(VBox body, Node tryIt) {
        var first = tab("prompt-tab", text("signature.prompt"), body, prompt);
        var second = tab("try-tab", text("signature.try"), body, tryIt);
        first.setSelected(true);
        live.visibleProperty().bind(first.selectedProperty());
        return new SegmentedButton(first, second);
    }

    private static ToggleButton tab(String id, String title, VBox body, Node content) {
        var tab = new ToggleButton(title);
        tab.setId(id);
        VBox.setVgrow(content, Priority.ALWAYS);
        tab.setOnAction(
                _ -> {
                    tab.setSelected(true);
                    body.getChildren().setAll(content);
                });
        return tab;
    }

    /** The module, or what it is asked with, has changed. */
    void changed() {
        quiet.playFromStart();
    }

    private void ask() {
        if (!source.ready().getValue()) {
            if (!shown()) prompt.show(starting());
            return;
        }
        var module = editor.module();
        if (module.isEmpty()) return;
        if (asking) {
            again = true;
            return;
        }
        asking = true;
        if (!shown()) prompt.loading(4);
        fx.deliver(
                source.preview(module.get(), editor.program(), adapter.getValue()),
                this::made,
                this::failed);
    }

    private boolean shown() {
        return prompt.getChildren().contains(pane);
    }

    private void made(Prompt made) {
        pane.show(made);
        prompt.show(pane);
        next();
    }

    private void failed(Throwable error) {
        prompt.show(
                new ErrorState(
                        text("signature.preview.failed"),
                        String.valueOf(error.getMessage()),
                        "",
                        null));
        next();
    }

    private void next() {
        asking = false;
        if (!again) return;
        again = false;
        ask();
    }

    private static EmptyState starting() {
        return new EmptyState(
                "text-box-outline",
                text("signature.preview.starting"),
                text("signature.preview.starting.help"));
    }
}
