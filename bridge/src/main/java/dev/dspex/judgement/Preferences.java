package dev.dspex.judgement;

import dev.dspex.optimize.Acceptance;

/**
 * How often people chose the answers of one run over those of another.
 *
 * @param first rows on which the first run's answer is better
 * @param second rows on which the second run's is
 * @param ties rows on which both are as good
 * @param open rows that nobody has judged
 */
public record Preferences(int first, int second, int ties, int open) {
    public static Preferences of(AnswerPairs pairs, Judgements judgements) {
        int[] counts = new int[Choice.values().length];
        int open = 0;
        for (var pair : pairs.pairs()) {
            var choice = judgements.choice(pair.inputs(), pair.first(), pair.second());
            if (choice.isPresent()) {
                counts[choice.get().ordinal()]++;
            } else {
                open++;
            }
        }
        return new Preferences(counts[0], counts[1], counts[2], open);
    }

    public int judged() {
        return first + second + ties;
    }

    /** Share of the judged rows that the second run won, 0 to 1, a tie being half; NaN for none. */
    public double winRate() {
        return judged() == 0 ? Double.NaN : (second + ties / 2.0) / judged();
    }

    /** Two-sided p of the exact sign test; ties do not count. */
    public double pValue() {
        return Acceptance.signTest(second, first);
    }

    /** Whether one of them is better by more than chance. */
    public boolean decided() {
        return pValue() < Acceptance.ALPHA;
    }
}
