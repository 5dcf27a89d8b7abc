package dev.dspex.app.canvas;

import java.util.ArrayList;
import java.util.List;

/** The output strip: at most two lines, broken by count, since its font is of one width. */
final class Strip {
    static final int LINES = 2;
    static final double ADVANCE = 6.9; // JetBrains Mono 11.5 px

    /** Around a line: padding, border, and the pixels to which its words are rounded up. */
    private static final double AROUND = 24;

    /** A run of one line; a label is muted. */
    record Word(String text, boolean label) {}

    private Strip() {}

    static List<List<Word>> lines(NodeStatus status, double width) {
        var columns = (int) Math.max(8, Math.floor((width - AROUND) / ADVANCE));
        if (!status.text().isEmpty()) return tail(status.text(), columns);
        return status.values().entrySet().stream()
                .limit(LINES)
                .map(
                        value -> {
                            var label = value.getKey() + " ";
                            var room = Math.max(4, columns - label.length());
                            return List.of(
                                    new Word(cut(label, columns - 4), true),
                                    new Word(cut(flat(value.getValue()), room), false));
                        })
                .toList();
    }

    /** The last lines of text that is still growing; a column stays free for the caret. */
    private static List<List<Word>> tail(String text, int columns) {
        var lines = new ArrayList<String>();
        var recent = text.length() > 400 ? text.substring(text.length() - 400) : text;
        var line = new StringBuilder();
        for (var word : flat(recent).split(" ")) {
            if (!line.isEmpty() && line.length() + 1 + word.length() > columns - 2) {
                lines.add(line.toString());
                line.setLength(0);
            }
            if (!line.isEmpty()) line.append(' ');
            line.append(cut(word, columns - 2));
        }
        lines.add(line.toString());
        return lines.subList(Math.max(0, lines.size() - LINES), lines.size()).stream()
                .map(l -> List.of(new Word(l, false)))
                .toList();
    }

    private static String flat(String text) {
        return text.strip().replaceAll("\\s+", " ");
    }

    private static String cut(String text, int room) {
        return text.length() <= room ? text : text.substring(0, Math.max(1, room - 1)) + "…";
    }
}
