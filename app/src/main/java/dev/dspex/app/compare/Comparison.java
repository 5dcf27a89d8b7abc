package dev.dspex.app.compare;

import dev.dspex.compare.Change;
import dev.dspex.compare.ProgramDiff;
import dev.dspex.compare.RowFlips;
import dev.dspex.compare.StateDiff;
import dev.dspex.program.Program;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the comparison view shows; parts that do not apply are empty.
 *
 * @param before the earlier side
 * @param after the later side
 * @param program null where one of the programs cannot be read any more
 * @param state null where nothing was learned on either side, or it cannot be read any more
 * @param rows null where no rows were scored
 * @param verdict whether the later side is better by more than chance, in words; may be empty
 */
public record Comparison(
        Side before,
        Side after,
        @Nullable ProgramDiff program,
        List<Change> settings,
        @Nullable StateDiff state,
        @Nullable RowFlips rows,
        String verdict) {
    /**
     * One side.
     *
     * @param program null where it cannot be read any more
     */
    public record Side(String name, @Nullable Program program) {}

    /** Two versions of a program. */
    public static Comparison of(String before, Program old, String after, Program now) {
        return new Comparison(
                new Side(before, old),
                new Side(after, now),
                ProgramDiff.of(old, now),
                List.of(),
                null,
                null,
                "");
    }

    /** Ids of the nodes that differ, without those that only moved. */
    Set<String> nodes() {
        var ids = new TreeSet<String>();
        if (program != null)
            for (var part : program.parts())
                if (part.what() == ProgramDiff.What.NODE && part.fate() != ProgramDiff.Fate.MOVED)
                    ids.add(part.name());
        return ids;
    }

    boolean nothing() {
        return (program == null || program.parts().isEmpty())
                && settings.isEmpty()
                && (state == null || state.predictors().isEmpty())
                && (rows == null || rows.better().isEmpty() && rows.worse().isEmpty());
    }
}
