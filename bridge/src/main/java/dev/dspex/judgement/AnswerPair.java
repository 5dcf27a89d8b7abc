package dev.dspex.judgement;

import dev.dspex.judgement.Judgement.Origin;
import dev.dspex.judgement.Judgement.Preference;

import tools.jackson.databind.node.ObjectNode;

/**
 * Two answers to the same inputs, to be judged without knowing whose they are.
 *
 * @param row id of the row in its data
 * @param inputs by field; secret ones are masked
 * @param first the answer of the first run
 * @param second the answer of the second run
 * @param turned whether the second one stands at the left
 */
public record AnswerPair(
        String row, ObjectNode inputs, ObjectNode first, ObjectNode second, boolean turned) {
    public ObjectNode left() {
        return turned ? second : first;
    }

    public ObjectNode right() {
        return turned ? first : second;
    }

    /** What was chosen, from the side it stood on: FIRST is the left one. */
    public Choice chosen(Choice side) {
        return turned ? side.turned() : side;
    }

    /** The choice as a judgement. */
    public Preference judged(Choice choice, Origin origin) {
        return choice == Choice.SECOND
                ? new Preference(inputs, second, first, false, origin)
                : new Preference(inputs, first, second, choice == Choice.TIE, origin);
    }
}
