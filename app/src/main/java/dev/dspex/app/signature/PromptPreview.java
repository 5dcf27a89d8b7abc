package dev.dspex.app.signature;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.app.fx.Fx;
import dev.dspex.app.kit.Buttons;
import dev.dspex.app.kit.EmptyState;
import dev.dspex.app.kit.Layout;
import dev.dspex.app.kit.Panels;
import dev.dspex.app.kit.ViewStates;

import javafx.scene.layout.VBox;

import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** The exact prompt of a node, asked of a worker when the person wants it. */
final class PromptPreview extends VBox {
    private final Supplier<CompletionStage<Prompt>> preview;
    private final Fx fx;
    private final ViewStates prompt;

    PromptPreview(Supplier<CompletionStage<Prompt>> preview, Fx fx) {
        this.preview = preview;
        this.fx = fx;
        var show = Buttons.button(text("signature.preview"), "eye-outline");
        show.setId("preview");
        show.setOnAction(_ -> ask());
        prompt =
                new ViewStates(
                        new EmptyState(
                                "text-box-outline",
                                text("signature.preview.none"),
                                text("signature.preview.none.help"),
                                show));
        var refresh = Buttons.icon("refresh", text("signature.preview"), "icon-16");
        refresh.setOnAction(_ -> ask());
        var head = Panels.header(text("signature.prompt"), refresh);
        getChildren().addAll(Layout.styled(head, "ruled", "ruled-top"), Layout.tall(prompt));
        setMinHeight(80);
    }

    private void ask() {
        prompt.loading(4);
        fx.deliver(
                preview.get(),
                made -> prompt.show(new PromptPane(made)),
                error ->
                        prompt.failed(
                                text("signature.preview.failed"),
                                String.valueOf(error.getMessage()),
                                ""));
    }
}
