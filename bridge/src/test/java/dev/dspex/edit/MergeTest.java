package dev.dspex.edit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dspex.program.Program;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

import org.junit.jupiter.api.Test;

/** Two hands at one program. */
class MergeTest {

    private static Program edited(Program program, long seed, int steps) {
        var edits = new RandomEdits(seed);
        var result = program;
        for (var i = 0; i < steps; i++) result = edits.next(result);
        return result;
    }

    @Property(tries = 100)
    void whatOnlyOneSideChangedIsTaken(@ForAll long seed) {
        var base = edited(Program.empty("any"), seed, 30);
        var changed = edited(base, seed + 1, 10);
        assertThat(Merge.of(base, base, changed).clean()).isTrue();
        assertThat(same(Merge.of(base, base, changed).program(), changed)).isTrue();
        assertThat(Merge.of(base, changed, base))
                .isEqualTo(new Merge(changed, java.util.List.of()));
        assertThat(Merge.of(base, changed, changed).program()).isEqualTo(changed);
    }

    /** The order of parts may differ: it says nothing but where they stand in the file. */
    private static boolean same(Program a, Program b) {
        return a.nodes().containsAll(b.nodes())
                && b.nodes().containsAll(a.nodes())
                && a.links().containsAll(b.links())
                && b.links().containsAll(a.links())
                && a.inputs().containsAll(b.inputs())
                && a.outputs().containsAll(b.outputs());
    }

    @Test
    void differentPartsMerge() {
        var base = Program.empty("any");
        var mine = base.withDescription("Mine");
        var theirs = edited(base, 5, 12);
        var merge = Merge.of(base, mine, theirs);
        assertThat(merge.clean()).isTrue();
        assertThat(merge.program().description()).isEqualTo("Mine");
        assertThat(merge.program().nodes()).containsAll(theirs.nodes());
    }

    @Test
    void theSamePartChangedTwiceIsAConflictAndMineStands() {
        var base = Program.empty("any").withDescription("Base");
        var merge = Merge.of(base, base.withDescription("Mine"), base.withDescription("Theirs"));
        assertThat(merge.conflicts()).containsExactly("description");
        assertThat(merge.program().description()).isEqualTo("Mine");
    }
}
