package dev.dspex.program;

import org.jspecify.annotations.Nullable;

/**
 * What a wrapping module runs.
 *
 * @param inner kind that is run; null only where nothing is wrapped
 * @param reward function of the project that judges an attempt, as {@code code/x.py:f}; BestOfN,
 *     Refine, and SelfCorrecting where it has one
 * @param over input that takes a list, and each of whose items is worked on; Parallel
 */
public record Wrapping(@Nullable ModuleKind inner, @Nullable String reward, @Nullable String over) {

    public static final Wrapping NONE = new Wrapping(null, null, null);

    /** Only what a kind knows; Predict is wrapped where nothing else is said. */
    Wrapping fitting(ModuleKind kind) {
        Kind known = kind.kind();
        if (!known.inner()) {
            return NONE;
        }
        return new Wrapping(
                inner == null ? ModuleKind.PREDICT : inner,
                known.judged() ? reward : null,
                known.over() ? over : null);
    }
}
