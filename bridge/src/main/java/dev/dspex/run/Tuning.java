package dev.dspex.run;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import java.util.List;
import java.util.Map;

/**
 * What a search may change: free variables, and what a choice of their values makes of a set-up.
 * Immutable.
 */
public interface Tuning {
    /** Whether there is nothing to change. */
    boolean isEmpty();

    /**
     * A variable that anything could be: it needs proposals to choose among.
     *
     * @param node path of the node that it drives
     * @param demos whether it is a set of demonstrations, else an instruction
     * @param most demonstrations in a set
     */
    record Open(String variable, String node, boolean demos, int most) {}

    List<Open> open();

    /** The same with what the open variables may be; what they are now they always may be. */
    Tuning choosing(Map<String, List<JsonNode>> options);

    /** The free variables as the job kind {@code ask} has its {@code space}. */
    ArrayNode space();

    /** All of it as the job kind {@code optimize} has its {@code tuning}. */
    ObjectNode config();

    /** Their present values, by name. */
    ObjectNode present();

    /** The same with these as the present values, where they are allowed. */
    Tuning beginning(ObjectNode values);

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
         * @param rule what they break, as a sentence
         */
        record Broken(String rule) implements Tried {}
    }
}
