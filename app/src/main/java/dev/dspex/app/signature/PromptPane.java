package dev.dspex.app.signature;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.app.kit.Figures;
import dev.dspex.app.kit.Labels;
import dev.dspex.app.kit.Layout;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.SplitPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import java.util.List;

/** The messages of a prompt beside each other, and how many tokens each part takes. */
final class PromptPane extends HBox {
    private final PromptColumn system =
            new PromptColumn(text("signature.role.system"), "cog-outline");
    private final PromptColumn demos =
            new PromptColumn(text("signature.role.demos"), "school-outline");
    private final PromptColumn user =
            new PromptColumn(text("signature.role.user"), "account-outline");
    private final SplitPane columns = Layout.wide(new SplitPane(system, user));
    private final VBox sum = Layout.styled(new VBox(8), "prompt-sum");

    PromptPane() {
        columns.getStyleClass().add("prompt-columns");
        getChildren().addAll(columns, Layout.width(sum, 208));
    }

    void show(Prompt prompt) {
        system.show(prompt.system());
        demos.show(prompt.demos());
        user.show(prompt.asked());
        var hasDemos = !prompt.demos().isEmpty();
        if (hasDemos != columns.getItems().contains(demos)) {
            if (hasDemos) columns.getItems().add(1, demos);
            else columns.getItems().remove(demos);
        }
        sum(prompt);
    }

    private void sum(Prompt prompt) {
        var all =
                Layout.row(
                        6,
                        Labels.label(Figures.count(prompt.tokens()), "verdict"),
                        Labels.muted(text("signature.tokens.unit")));
        all.setAlignment(Pos.BASELINE_LEFT);
        sum.getChildren()
                .setAll(
                        Labels.muted(text("signature.prompt.by", prompt.adapter())),
                        all,
                        bar(prompt),
                        part(1, text("signature.role.system"), tokens(prompt.system())));
        if (!prompt.demos().isEmpty())
            sum.getChildren().add(part(3, text("signature.role.demos"), tokens(prompt.demos())));
        sum.getChildren()
                .addAll(
                        part(2, text("signature.role.user"), tokens(prompt.asked())),
                        Labels.prose(text("signature.tokens.method"), "small", "muted"));
        if (!prompt.note().isEmpty())
            sum.getChildren().add(Labels.prose(prompt.note(), "small", "muted"));
    }

    private static Node bar(Prompt prompt) {
        var bar = Layout.styled(new HBox(1), "token-bar");
        var all = Math.max(1, tokens(prompt.messages()));
        var shares =
                List.of(tokens(prompt.system()), tokens(prompt.demos()), tokens(prompt.asked()));
        var series = List.of(1, 3, 2);
        for (var i = 0; i < shares.size(); i++) {
            if (shares.get(i) == 0) continue;
            var piece = Layout.styled(new Region(), "piece", "series-" + series.get(i));
            piece.setPrefWidth(184.0 * shares.get(i) / all);
            piece.setMinWidth(2);
            bar.getChildren().add(piece);
        }
        bar.setAccessibleText(text("signature.tokens", Figures.count(prompt.tokens())));
        return bar;
    }

    private static Node part(int series, String name, long tokens) {
        var dot = Layout.styled(new Region(), "piece", "series-" + series, "legend-piece");
        return Layout.row(
                8,
                dot,
                Layout.wide(Labels.label(name, "small")),
                Labels.mono(Figures.count(tokens)));
    }

    private static long tokens(List<Prompt.Message> messages) {
        return messages.stream().mapToLong(Prompt.Message::tokens).sum();
    }
}
