package dev.dspex.compare;

import com.github.difflib.DiffUtils;
import com.github.difflib.patch.AbstractDelta;
import com.github.difflib.patch.DeltaType;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** What changed between two texts: line by line, and within a line word by word. */
public final class TextDiff {
    private static final Pattern WORD = Pattern.compile("\\s+|\\w+|[^\\s\\w]");

    /** How a line or a piece of one came about. */
    public enum Kind {
        SAME,
        REMOVED,
        ADDED
    }

    /**
     * A line of the inline difference.
     *
     * @param text the line without its end
     */
    public record Line(Kind kind, String text) {}

    /** Words that stand in one side of a line, or in both. */
    public record Piece(Kind kind, String text) {}

    /**
     * A row of the difference side by side.
     *
     * @param before pieces SAME and REMOVED; null where there is no such line
     * @param after pieces SAME and ADDED; null where there is no such line
     */
    public record Row(@Nullable List<Piece> before, @Nullable List<Piece> after) {
        public boolean changed() {
            return before == null
                    || after == null
                    || before.stream().anyMatch(p -> p.kind() != Kind.SAME)
                    || after.stream().anyMatch(p -> p.kind() != Kind.SAME);
        }
    }

    private TextDiff() {}

    /** Lines of both texts; what is removed stands before what is added in its place. */
    public static List<Line> lines(String before, String after) {
        var found = new ArrayList<Line>();
        for (var delta : diff(split(before), split(after))) {
            if (delta.getType() == DeltaType.EQUAL) {
                delta.getSource().getLines().forEach(l -> found.add(new Line(Kind.SAME, l)));
            } else {
                delta.getSource().getLines().forEach(l -> found.add(new Line(Kind.REMOVED, l)));
                delta.getTarget().getLines().forEach(l -> found.add(new Line(Kind.ADDED, l)));
            }
        }
        return found;
    }

    /** Lines beside each other; of lines that changed the words that did. */
    public static List<Row> sideBySide(String before, String after) {
        var rows = new ArrayList<Row>();
        for (var delta : diff(split(before), split(after))) {
            var old = delta.getSource().getLines();
            var now = delta.getTarget().getLines();
            for (int i = 0; i < Math.max(old.size(), now.size()); i++) {
                rows.add(
                        row(
                                i < old.size() ? old.get(i) : null,
                                i < now.size() ? now.get(i) : null));
            }
        }
        return rows;
    }

    private static Row row(@Nullable String old, @Nullable String now) {
        if (old == null) return new Row(null, List.of(new Piece(Kind.ADDED, String.valueOf(now))));
        if (now == null) return new Row(List.of(new Piece(Kind.REMOVED, old)), null);
        var before = new ArrayList<Piece>();
        var after = new ArrayList<Piece>();
        for (var delta : diff(words(old), words(now))) {
            var same = delta.getType() == DeltaType.EQUAL;
            add(before, same ? Kind.SAME : Kind.REMOVED, delta.getSource().getLines());
            add(after, same ? Kind.SAME : Kind.ADDED, delta.getTarget().getLines());
        }
        return new Row(before, after);
    }

    private static void add(List<Piece> pieces, Kind kind, List<String> words) {
        if (words.isEmpty()) return;
        var text = String.join("", words);
        if (!pieces.isEmpty() && pieces.getLast().kind() == kind)
            text = pieces.removeLast().text() + text;
        pieces.add(new Piece(kind, text));
    }

    private static List<AbstractDelta<String>> diff(List<String> before, List<String> after) {
        return DiffUtils.diff(before, after, true).getDeltas();
    }

    private static List<String> split(String text) {
        return text.lines().toList();
    }

    private static List<String> words(String line) {
        return WORD.matcher(line).results().map(r -> r.group()).toList();
    }
}
