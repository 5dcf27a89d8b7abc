package dev.dspex.app.signature;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.app.kit.Figures;
import dev.dspex.app.kit.Icons;
import dev.dspex.app.kit.Labels;
import dev.dspex.app.kit.Layout;

import javafx.scene.control.SplitPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import org.fxmisc.flowless.VirtualizedScrollPane;
import org.fxmisc.richtext.StyleClassedTextArea;
import org.fxmisc.richtext.model.StyleSpans;
import org.fxmisc.richtext.model.StyleSpansBuilder;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;

/** The messages of a prompt beside each other, and how many tokens each takes. */
final class PromptPane extends HBox {
    private static final Pattern MARKER = Pattern.compile("\\[\\[ ## \\w+ ## \\]\\]");

    PromptPane(Prompt prompt) {
        var columns = Layout.wide(new SplitPane());
        columns.getStyleClass().add("prompt-columns");
        prompt.messages().forEach(message -> columns.getItems().add(column(message)));
        getChildren().addAll(columns, sum(prompt));
    }

    private static Region column(Prompt.Message message) {
        var head =
                new HBox(
                        Icons.icon(icon(message.role())),
                        Layout.wide(Labels.label(title(message.role()), "medium")),
                        Labels.mono(
                                text("signature.tokens", Figures.count(message.tokens())),
                                "muted"));
        var area = new StyleClassedTextArea();
        area.setEditable(false);
        area.setWrapText(true);
        area.setAccessibleText(title(message.role()));
        area.replaceText(message.content());
        if (!message.content().isEmpty()) area.setStyleSpans(0, markers(message.content()));
        area.moveTo(0);
        area.requestFollowCaret();
        var column =
                new VBox(
                        Layout.styled(head, "lane-bar"),
                        Layout.tall(new VirtualizedScrollPane<>(area)));
        column.getStyleClass().add("prompt-column");
        column.setMinWidth(160);
        return column;
    }

    private static StyleSpans<Collection<String>> markers(String content) {
        var spans = new StyleSpansBuilder<Collection<String>>();
        var found = MARKER.matcher(content);
        var end = 0;
        while (found.find()) {
            spans.add(Collections.emptyList(), found.start() - end);
            spans.add(List.of("marker"), found.end() - found.start());
            end = found.end();
        }
        spans.add(Collections.emptyList(), content.length() - end);
        return spans.create();
    }

    private static VBox sum(Prompt prompt) {
        var all =
                Layout.row(
                        6,
                        Labels.label(Figures.count(prompt.tokens()), "verdict"),
                        Labels.muted(text("signature.tokens.unit")));
        all.setAlignment(javafx.geometry.Pos.BASELINE_LEFT);
        var sum = new VBox(8, Labels.muted(text("signature.tokens.estimate")), all);
        for (var message : prompt.messages()) {
            sum.getChildren()
                    .add(
                            Layout.row(
                                    8,
                                    Layout.wide(Labels.label(title(message.role()), "small")),
                                    Labels.mono(Figures.count(message.tokens()))));
        }
        sum.getChildren().add(Labels.muted(prompt.adapter()));
        sum.getStyleClass().add("prompt-sum");
        return Layout.width(sum, 192);
    }

    private static String icon(String role) {
        return switch (role) {
            case "system" -> "cog-outline";
            case "assistant" -> "robot-outline";
            default -> "account-outline";
        };
    }

    private static String title(String role) {
        return switch (role) {
            case "system" -> text("signature.role.system");
            case "assistant" -> text("signature.role.assistant");
            case "user" -> text("signature.role.user");
            default -> role;
        };
    }
}
