package dev.dspex.app.compare;

import dev.dspex.judgement.AnswerPair;
import dev.dspex.judgement.Choice;
import dev.dspex.judgement.Judgements;

/** What people chose between answers, and where a new choice goes. JavaFX thread only. */
public interface Choosing {
    /** All that people have said so far. */
    Judgements judgements();

    /**
     * Keeps a choice, from now on part of {@link #judgements()}.
     *
     * @param run id of the run whose answer was chosen, of the first one for a tie
     */
    void choose(AnswerPair pair, Choice choice, String run);
}
