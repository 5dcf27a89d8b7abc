package dev.dspex.app.canvas;

import dev.dspex.edit.Mark;
import dev.dspex.program.Kind;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Everything that can be added to a program, group by group. */
final class Additions {
    private static final List<Look> GROUPS =
            List.of(Look.MODULE, Look.WRAPPING, Look.DATA, Look.FLOW, Look.PROGRAM, Look.CODE);

    private Additions() {}

    /** What DSPy is about to drop stands last in its group. */
    static List<Addition> all() {
        var all = new ArrayList<Addition>();
        Kind.all().stream()
                .sorted(
                        Comparator.comparingInt((Kind k) -> GROUPS.indexOf(Look.of(k.name())))
                                .thenComparing(k -> k.deprecated() != null))
                .map(KindAddition::new)
                .forEach(all::add);
        all.add(new MarkAddition(Mark.Sort.NOTE));
        all.add(new MarkAddition(Mark.Sort.FRAME));
        return List.copyOf(all);
    }
}
