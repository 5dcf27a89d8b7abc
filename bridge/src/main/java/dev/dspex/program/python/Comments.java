package dev.dspex.program.python;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which comment belongs to what: one behind something or within it to that, any other to what comes
 * next in its block, and at the end of a block to the last.
 */
final class Comments {
    private record Anchor(Object owner, int from, int to, boolean header) {}

    private final String text;
    private final List<Anchor> anchors = new ArrayList<>();
    private final Map<Object, List<String>> found = new IdentityHashMap<>();

    private Comments(String text) {
        this.text = text;
    }

    /**
     * The comments of a text; each stands with one of the classes or one of their members, none
     * with an enumeration.
     */
    static Comments of(String text, List<ClassBody> classes) {
        Comments comments = new Comments(text);
        for (ClassBody body : classes) {
            if (body.isEnum()) {
                continue;
            }
            Span name = body.nameSpan();
            comments.anchors.add(new Anchor(body, name.from(), name.to(), true));
            for (ClassBody.Member member : body.members()) {
                comments.anchors.add(new Anchor(member, member.span().from(), member.end(), false));
            }
        }
        if (!comments.anchors.isEmpty()) {
            Lexer.comments(text).forEach(comments::place);
        }
        return comments;
    }

    /** What stands with a class or a member: lines without the signs, empty where nothing does. */
    String at(Object owner) {
        return String.join("\n", found.getOrDefault(owner, List.of()));
    }

    /** The lines of a comment as code. */
    static List<String> lines(String comment, String indent) {
        if (comment.isEmpty()) {
            return List.of();
        }
        List<String> lines = new ArrayList<>();
        for (String line : comment.split("\r\n|\r|\n", -1)) {
            lines.add(indent + (line.isEmpty() ? "#" : "# " + visible(line)));
        }
        return lines;
    }

    /** Without the signs that a Python file cannot hold. */
    private static String visible(String line) {
        StringBuilder safe = new StringBuilder();
        line.codePoints()
                .map(c -> c < ' ' && c != '\t' ? ' ' : c >= 0xD800 && c < 0xE000 ? 0xFFFD : c)
                .forEach(safe::appendCodePoint);
        return safe.toString();
    }

    private void place(Span comment) {
        int lineStart = text.lastIndexOf('\n', comment.from()) + 1;
        boolean alone = text.substring(lineStart, comment.from()).isBlank();
        boolean indented = alone && comment.from() > lineStart;
        Anchor last = null;
        Anchor next = null;
        for (Anchor anchor : anchors) {
            if (anchor.from() < comment.from()) {
                last = anchor;
            } else if (next == null) {
                next = anchor;
            }
        }
        boolean behind = last != null && !alone && last.to() > lineStart;
        boolean within = last != null && comment.from() < last.to();
        boolean end = last != null && (next == null || (indented && next.header()));
        Anchor anchor = last != null && (behind || within || end) ? last : next;
        if (anchor != null) {
            String words =
                    visible(text.substring(comment.from() + 1, comment.to())).stripTrailing();
            found.computeIfAbsent(anchor.owner(), _ -> new ArrayList<>())
                    .add(words.startsWith(" ") ? words.substring(1) : words);
        }
    }
}
