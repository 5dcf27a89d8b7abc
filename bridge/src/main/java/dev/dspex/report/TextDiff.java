package dev.dspex.report;

import java.util.ArrayList;
import java.util.List;

/** The lines that one text loses and another gains, by their longest common subsequence. */
final class TextDiff {
    private TextDiff() {}

    /** How a line of a difference came about. */
    enum Change {
        SAME,
        ADDED,
        REMOVED
    }

    /**
     * A line of a difference.
     *
     * @param change where the line stands
     * @param text the line without its end
     */
    record Line(Change change, String text) {}

    static List<Line> of(String before, String after) {
        var old = before.lines().toList();
        var now = after.lines().toList();
        var common = commonLengths(old, now);
        var lines = new ArrayList<Line>();
        int i = 0;
        int j = 0;
        while (i < old.size() || j < now.size()) {
            if (i < old.size() && j < now.size() && old.get(i).equals(now.get(j))) {
                lines.add(new Line(Change.SAME, old.get(i++)));
                j++;
            } else if (j == now.size()
                    || (i < old.size() && common[i + 1][j] >= common[i][j + 1])) {
                lines.add(new Line(Change.REMOVED, old.get(i++)));
            } else {
                lines.add(new Line(Change.ADDED, now.get(j++)));
            }
        }
        return List.copyOf(lines);
    }

    private static int[][] commonLengths(List<String> old, List<String> now) {
        var common = new int[old.size() + 1][now.size() + 1];
        for (var i = old.size() - 1; i >= 0; i--) {
            for (var j = now.size() - 1; j >= 0; j--) {
                common[i][j] =
                        old.get(i).equals(now.get(j))
                                ? common[i + 1][j + 1] + 1
                                : Math.max(common[i + 1][j], common[i][j + 1]);
            }
        }
        return common;
    }
}
