package dev.dspex.app.pattern;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * A thought, an attempt or a ballot, as it stood at a moment.
 *
 * @param number within its pattern, from 1
 * @param parent the one it goes on from, 0 for the input
 * @param depth steps from the input, from 1
 * @param score 0 to 1, or the weight of a ballot; null while it is not known
 * @param asked the calls that were made for it
 * @param spent on it
 * @param branch spent on it and on all that goes on from it
 * @param onPath whether it is on the path that was chosen, or is the best so far
 */
record Thought(
        int number,
        int parent,
        int depth,
        String text,
        Standing standing,
        @Nullable Double score,
        String reason,
        List<Exchange> asked,
        Spent spent,
        Spent branch,
        boolean onPath) {}
