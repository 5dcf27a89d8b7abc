package dev.dspex.app.kit;

import org.fxmisc.richtext.CodeArea;
import org.fxmisc.richtext.LineNumberFactory;
import org.fxmisc.richtext.model.StyleSpans;
import org.fxmisc.richtext.model.StyleSpansBuilder;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Python in an area with line numbers and colours. Colours come from a pattern, not from a parser.
 */
public final class PythonCode {
    private static final Pattern TOKENS =
            Pattern.compile(
                    "(?<comment>#[^\\n"
                        + "]*)|(?<string>[rbfRBF]?(?:\"\"\"(?s:.*?)\"\"\"|'''(?s:.*?)'''|\"(?:\\\\.|[^\"\\\\\\n"
                        + "])*\"|'(?:\\\\.|[^'\\\\\\n"
                        + "])*'))"
                        + "|(?<keyword>\\b(?:and|as|assert|async|await|break|class|continue|def|del|elif|else|except|finally|for|from|global|if|import|in|is|lambda|nonlocal|not|or|pass|raise|return|try|while|with|yield|match|case|None|True|False)\\b)"
                        + "|(?<decorator>@[\\w.]+)"
                        + "|(?<number>\\b\\d[\\d_]*(?:\\.\\d+)?(?:[eE][+-]?\\d+)?\\b)"
                        + "|(?<type>\\b(?:str|int|float|bool|list|dict|set|tuple|object|bytes|[A-Z]\\w*)\\b)");
    private static final List<String> KINDS =
            List.of("comment", "string", "keyword", "decorator", "number", "type");

    private PythonCode() {}

    /** A read-only area with the source. */
    public static CodeArea area(String source, String accessibleText) {
        var area = new CodeArea();
        area.getStyleClass().add("code");
        area.setEditable(false);
        area.setAccessibleText(accessibleText);
        area.setParagraphGraphicFactory(LineNumberFactory.get(area));
        show(area, source);
        return area;
    }

    public static void show(CodeArea area, String source) {
        area.replaceText(source);
        if (!source.isEmpty()) area.setStyleSpans(0, colours(source));
        area.moveTo(0);
        area.requestFollowCaret();
    }

    /** Colours anew what was typed. */
    public static void colour(CodeArea area) {
        if (area.getLength() > 0) area.setStyleSpans(0, colours(area.getText()));
    }

    /** The colours of a text, each a style class. */
    public static StyleSpans<Collection<String>> colours(String source) {
        var spans = new StyleSpansBuilder<Collection<String>>();
        var tokens = TOKENS.matcher(source);
        var end = 0;
        while (tokens.find()) {
            spans.add(Collections.emptyList(), tokens.start() - end);
            spans.add(List.of(kind(tokens)), tokens.end() - tokens.start());
            end = tokens.end();
        }
        spans.add(Collections.emptyList(), source.length() - end);
        return spans.create();
    }

    private static String kind(java.util.regex.Matcher token) {
        return KINDS.stream().filter(kind -> token.group(kind) != null).findFirst().orElseThrow();
    }
}
