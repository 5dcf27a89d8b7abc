package dev.dspex.app.optimize;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.app.feed.Values;
import dev.dspex.app.kit.DiffView;
import dev.dspex.app.kit.Labels;
import dev.dspex.event.RunEvent;

import javafx.scene.Node;
import javafx.scene.layout.VBox;

import java.util.Map;
import java.util.stream.Collectors;

/** What an LM was sent, message by message, as it was sent. */
final class PromptText {
    private PromptText() {}

    static VBox of(RunEvent.LmStarted call) {
        var box = new VBox(6);
        box.setAccessibleText(text("optimize.prompt.to", call.alias(), call.model()));
        box.getChildren().add(Labels.muted(text("optimize.prompt.to", call.alias(), call.model())));
        for (var message : call.messages()) {
            box.getChildren().add(Labels.muted(message.role()));
            box.getChildren().add(DiffView.plain(Values.text(message.content())));
        }
        return box;
    }

    /** The prompts of all nodes, each in a fold. */
    static Node sections(Map<String, RunEvent.LmStarted> prompts) {
        var box = new VBox();
        int number = 0;
        for (var prompt : prompts.entrySet())
            box.getChildren()
                    .add(
                            Fold.section(
                                    text("optimize.prompt.of", prompt.getKey()),
                                    "show-prompt-" + number++,
                                    () -> of(prompt.getValue())));
        return box;
    }

    /** What the optimizer's LM was asked and answered for an instruction. */
    static VBox of(Writings.Written written) {
        var asked =
                written.asked().messages().stream()
                        .map(message -> Values.text(message.content()))
                        .collect(Collectors.joining("\n\n"));
        return new VBox(
                6,
                Labels.muted(
                        text(
                                "optimize.prompt.to",
                                written.asked().alias(),
                                written.asked().model())),
                Labels.muted(text("optimize.reflection.in")),
                DiffView.plain(asked),
                Labels.muted(text("optimize.reflection.out")),
                DiffView.plain(written.answer()));
    }
}
