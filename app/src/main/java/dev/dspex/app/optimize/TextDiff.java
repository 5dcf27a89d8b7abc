package dev.dspex.app.optimize;

import java.util.ArrayList;
import java.util.List;

/** What changed between two texts, line by line. */
final class TextDiff {
    enum Kind {
        SAME,
        REMOVED,
        ADDED
    }

    record Line(Kind kind, String text) {}

    private TextDiff() {}

    /**
     * Lines of both texts by their longest common sequence; what is removed stands before what is
     * added.
     */
    static List<Line> of(String before, String after) {
        var old = lines(before);
        var now = lines(after);
        var common = common(old, now);
        var diff = new ArrayList<Line>();
        int i = 0;
        int j = 0;
        while (i < old.size() || j < now.size()) {
            if (i < old.size() && j < now.size() && old.get(i).equals(now.get(j))) {
                diff.add(new Line(Kind.SAME, old.get(i)));
                i++;
                j++;
            } else if (i < old.size() && (j == now.size() || common[i + 1][j] >= common[i][j + 1]))
                diff.add(new Line(Kind.REMOVED, old.get(i++)));
            else diff.add(new Line(Kind.ADDED, now.get(j++)));
        }
        return diff;
    }

    private static List<String> lines(String text) {
        return text.isEmpty() ? List.of() : text.lines().toList();
    }

    private static int[][] common(List<String> a, List<String> b) {
        var length = new int[a.size() + 1][b.size() + 1];
        for (int i = a.size() - 1; i >= 0; i--) {
            for (int j = b.size() - 1; j >= 0; j--) {
                length[i][j] =
                        a.get(i).equals(b.get(j))
                                ? length[i + 1][j + 1] + 1
                                : Math.max(length[i + 1][j], length[i][j + 1]);
            }
        }
        return length;
    }
}
