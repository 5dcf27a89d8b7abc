package dev.dspex.run;

import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a search may change: free variables, and what a choice of their values makes of a set-up.
 * Immutable.
 */
public interface Tuning {
    /** The free variables as the job kind {@code ask} has its {@code space}. */
    ArrayNode space();

    /** Their present values, by name. */
    ObjectNode present();

    /** What the values make of the program; or the rule that they break. */
    Tried tried(ObjectNode values);

    /** What became of a choice of values. */
    sealed interface Tried {
        /**
         * They can be run.
         *
         * @param inForce the values that take part, those that follow from others too
         */
        record Valid(Setup setup, ObjectNode inForce) implements Tried {}

        /**
         * They cannot.
         *
         * @param rule what they break, as the person wrote it
         */
        record Broken(String rule) implements Tried {}
    }
}
