package dev.dspex.app.signature;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.app.kit.Figures;
import dev.dspex.app.kit.Icons;
import dev.dspex.app.kit.Labels;
import dev.dspex.app.kit.Layout;

import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

import org.fxmisc.flowless.VirtualizedScrollPane;
import org.fxmisc.richtext.StyleClassedTextArea;
import org.fxmisc.richtext.model.StyleSpans;
import org.fxmisc.richtext.model.StyleSpansBuilder;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A part of a prompt, with its tokens. The place that is read stays while the words change. */
final class PromptColumn extends VBox {
    private static final Pattern MARKER =
            Pattern.compile("\\[\\[ ## \\w+ ## \\]\\]|</?[a-zA-Z_]\\w*>|── \\w+ ──");

    private final StyleClassedTextArea area = new StyleClassedTextArea();
    private final Label tokens = Labels.mono("", "muted");

    PromptColumn(String title, String icon) {
        area.setEditable(false);
        area.setWrapText(true);
        area.setAccessibleText(title);
        var head = new HBox(Icons.icon(icon), Layout.wide(Labels.label(title, "medium")), tokens);
        getChildren()
                .addAll(
                        Layout.styled(head, "lane-bar"),
                        Layout.tall(new VirtualizedScrollPane<>(area)));
        getStyleClass().add("prompt-column");
        setMinWidth(160);
    }

    void show(List<Prompt.Message> messages) {
        var sum = messages.stream().mapToLong(Prompt.Message::tokens).sum();
        tokens.setText(text("signature.tokens", Figures.count(sum)));
        var content =
                messages.size() == 1
                        ? messages.getFirst().content()
                        : messages.stream()
                                .map(m -> "── " + m.role() + " ──\n" + m.content())
                                .collect(Collectors.joining("\n\n"));
        if (content.equals(area.getText())) return;
        var first = area.getText().isEmpty();
        area.replaceText(content);
        if (!content.isEmpty()) area.setStyleSpans(0, markers(content));
        area.moveTo(0);
        if (first) area.requestFollowCaret();
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
}
