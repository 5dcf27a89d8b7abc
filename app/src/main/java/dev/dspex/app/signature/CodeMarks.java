package dev.dspex.app.signature;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.app.kit.Buttons;
import dev.dspex.app.kit.Labels;
import dev.dspex.app.kit.Layout;
import dev.dspex.app.kit.PythonCode;
import dev.dspex.app.kit.RunState;
import dev.dspex.app.kit.StateIcon;
import dev.dspex.program.python.Mark;

import javafx.scene.layout.VBox;

import org.fxmisc.richtext.CodeArea;
import org.fxmisc.richtext.model.StyleSpans;
import org.fxmisc.richtext.model.StyleSpansBuilder;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;

/** What is wrong in the code: underlined at its place, and said below with a way there. */
final class CodeMarks extends VBox {
    private static final int MOST = 4;

    private final CodeArea area;
    private List<Mark> shown = List.of();

    CodeMarks(CodeArea area) {
        this.area = area;
        getStyleClass().add("code-marks");
        setId("code-marks");
    }

    void show(List<Mark> marks) {
        var content = area.getText();
        if (!content.isEmpty()) area.setStyleSpans(0, styled(content, marks));
        lines(marks);
        if (marks.equals(shown)) return;
        shown = List.copyOf(marks);
        getChildren().setAll(marks.stream().limit(MOST).map(this::row).toList());
        if (marks.size() > MOST)
            getChildren().add(Labels.muted(text("signature.marks.more", marks.size() - MOST)));
    }

    private void lines(List<Mark> marks) {
        var wrong = marks.stream().filter(Mark::error).map(m -> m.line() - 1).toList();
        for (var i = 0; i < area.getParagraphs().size(); i++) {
            List<String> style = wrong.contains(i) ? List.of("error-line") : List.of();
            if (!area.getParagraph(i).getParagraphStyle().equals(style))
                area.setParagraphStyle(i, style);
        }
    }

    private static StyleSpans<Collection<String>> styled(String content, List<Mark> marks) {
        var colours = PythonCode.colours(content);
        if (marks.isEmpty()) return colours;
        var spans = new StyleSpansBuilder<Collection<String>>();
        var at = 0;
        for (var mark : marks) {
            var from = Math.max(at, Math.min(mark.span().from(), content.length()));
            var to = Math.min(Math.max(mark.span().to(), from + 1), content.length());
            if (to <= from) continue;
            spans.add(Collections.emptyList(), from - at);
            spans.add(List.of(mark.error() ? "wrong" : "doubtful"), to - from);
            at = to;
        }
        spans.add(Collections.emptyList(), content.length() - at);
        return colours.overlay(
                spans.create(),
                (colour, mark) -> {
                    if (mark.isEmpty()) return colour;
                    var both = new ArrayList<>(colour);
                    both.addAll(mark);
                    return both;
                });
    }

    private javafx.scene.Node row(Mark mark) {
        var there =
                Buttons.link(
                        text("signature.marks.line", mark.line(), mark.column()),
                        () -> {
                            area.moveTo(Math.min(mark.span().from(), area.getLength()));
                            area.requestFollowCaret();
                            area.requestFocus();
                        });
        there.setMinWidth(javafx.scene.layout.Region.USE_PREF_SIZE);
        return Layout.styled(
                Layout.row(
                        8,
                        new StateIcon(mark.error() ? RunState.ERROR : RunState.WARNING),
                        there,
                        Layout.wide(Labels.prose(mark.message(), "small"))),
                mark.error() ? "code-error" : "code-warning");
    }
}
