package dev.dspex.program;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Set;

/**
 * What a wrapping module runs.
 *
 * @param inner kind that is run; null only where nothing is wrapped, or members are
 * @param reward function of the project that judges an attempt, as {@code code/x.py:f}; BestOfN,
 *     Refine, and SelfCorrecting where it has one
 * @param over input that takes a list, and each of whose items is worked on; Parallel
 * @param members the modules of a Consensus that asks several; empty where it asks one several
 *     times
 */
public record Wrapping(
        @Nullable ModuleKind inner,
        @Nullable String reward,
        @Nullable String over,
        List<Member> members) {

    /** Settings that a node with members has none of: each member has its own. */
    static final Set<String> OF_MEMBERS = Set.of("N", "temperature");

    public static final Wrapping NONE = new Wrapping(null, null, null);

    public Wrapping {
        members = List.copyOf(members);
    }

    public Wrapping(@Nullable ModuleKind inner, @Nullable String reward, @Nullable String over) {
        this(inner, reward, over, List.of());
    }

    public Wrapping withMembers(List<Member> newMembers) {
        return new Wrapping(inner, reward, over, newMembers);
    }

    /** Only what a kind knows; Predict is wrapped where nothing else is said. */
    Wrapping fitting(ModuleKind kind) {
        Kind known = kind.kind();
        if (!known.inner()) {
            return NONE;
        }
        boolean several = known.members() && !members.isEmpty();
        return new Wrapping(
                several ? null : inner == null ? ModuleKind.PREDICT : inner,
                known.judged() ? reward : null,
                known.over() ? over : null,
                several ? members : List.of());
    }
}
