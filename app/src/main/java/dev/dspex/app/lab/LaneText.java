package dev.dspex.app.lab;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Everything that a lane has written, from the first letter on, with the headings and cards
 * between. Places are counted in letters; a card takes one. Nothing is dropped: a view shows a
 * window of it.
 */
final class LaneText {
    /** A stretch of the text as a view shows it. */
    sealed interface Stretch {
        /** Empty style: as it is. */
        record Words(String text, String style) implements Stretch {}

        record Note(Card card) implements Stretch {}
    }

    /** From and to are places; to is not within. */
    record Mark(long from, long to) {}

    static final String HEADING = "heading";
    static final String REPEATED = "repeated";

    private static final class Part {
        final long start;
        final String style;
        final StringBuilder text = new StringBuilder();
        final Card card;

        Part(long start, String style, Card card) {
            this.start = start;
            this.style = style;
            this.card = card;
        }

        long end() {
            return start + (card == NOTHING ? text.length() : 1);
        }
    }

    private static final Card NOTHING = new Card(Card.Kind.TOLD, "", "", "");

    private final List<Part> parts = new ArrayList<>();
    private final List<Mark> marks = new ArrayList<>();

    long length() {
        return parts.isEmpty() ? 0 : parts.getLast().end();
    }

    /** A line of its own that says what follows. */
    void heading(String words) {
        breakLine();
        add(HEADING, words + "\n");
    }

    void write(String words) {
        add("", words);
    }

    void card(Card card) {
        breakLine();
        parts.add(new Part(length(), "", card));
        add("", "\n");
    }

    /** Marks what a rule objected to. */
    void mark(long from, long to) {
        if (to > from) marks.add(new Mark(Math.max(0, from), Math.min(length(), to)));
    }

    List<Mark> marks() {
        return List.copyOf(marks);
    }

    /** Where the last {@code words} words of the text begin, within its last part of text. */
    long lastWords(int words) {
        for (int i = parts.size() - 1; i >= 0; i--) {
            var part = parts.get(i);
            if (part.card != NOTHING || !part.style.isEmpty() || part.text.isEmpty()) continue;
            int at = part.text.length();
            for (int left = words; left > 0 && at > 0; left--) {
                while (at > 0 && Character.isWhitespace(part.text.charAt(at - 1))) at--;
                while (at > 0 && !Character.isWhitespace(part.text.charAt(at - 1))) at--;
            }
            return part.start + at;
        }
        return length();
    }

    /** What stands between two places. */
    List<Stretch> between(long from, long to) {
        var found = new ArrayList<Stretch>();
        for (int i = partAt(from); i < parts.size(); i++) {
            var part = parts.get(i);
            if (part.start >= to) break;
            if (part.card != NOTHING) found.add(new Stretch.Note(part.card));
            else words(part, Math.max(from, part.start), Math.min(to, part.end()), found);
        }
        return found;
    }

    /** The words of everything, cards left out: what is copied. */
    String text() {
        var all = new StringBuilder();
        for (var part : parts) if (part.card == NOTHING) all.append(part.text);
        return all.toString();
    }

    /**
     * The next place at which the words stand, whatever their case; from the beginning again where
     * there is none behind; -1 where there is none at all.
     */
    long find(String wanted, long from) {
        if (wanted.isEmpty()) return -1;
        long behind = find(wanted, from, Long.MAX_VALUE);
        return behind >= 0 ? behind : find(wanted, 0, from + wanted.length());
    }

    private long find(String wanted, long from, long to) {
        var low = wanted.toLowerCase(Locale.ROOT);
        for (int i = partAt(from); i < parts.size(); i++) {
            var part = parts.get(i);
            if (part.start >= to) return -1;
            if (part.card != NOTHING) continue;
            int begin = (int) Math.max(0, from - part.start);
            int at = part.text.toString().toLowerCase(Locale.ROOT).indexOf(low, begin);
            if (at >= 0 && part.start + at < to) return part.start + at;
        }
        return -1;
    }

    private void words(Part part, long from, long to, List<Stretch> found) {
        long at = from;
        for (var mark : marks) {
            if (mark.to() <= at || mark.from() >= to) continue;
            cut(part, at, Math.max(at, mark.from()), part.style, found);
            long end = Math.min(to, mark.to());
            cut(part, Math.max(at, mark.from()), end, REPEATED, found);
            at = end;
        }
        cut(part, at, to, part.style, found);
    }

    private static void cut(Part part, long from, long to, String style, List<Stretch> found) {
        if (to <= from) return;
        var words = part.text.substring((int) (from - part.start), (int) (to - part.start));
        found.add(new Stretch.Words(words, style));
    }

    private void add(String style, String words) {
        if (words.isEmpty()) return;
        if (parts.isEmpty()
                || parts.getLast().card != NOTHING
                || !parts.getLast().style.equals(style))
            parts.add(new Part(length(), style, NOTHING));
        parts.getLast().text.append(words);
    }

    /** What follows begins on a line of its own. */
    private void breakLine() {
        if (parts.isEmpty()) return;
        var last = parts.getLast();
        if (last.card == NOTHING && last.text.charAt(last.text.length() - 1) == '\n') return;
        add("", "\n");
    }

    private int partAt(long place) {
        int low = 0;
        int high = parts.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (parts.get(middle).end() <= place) low = middle + 1;
            else high = middle;
        }
        return low;
    }
}
