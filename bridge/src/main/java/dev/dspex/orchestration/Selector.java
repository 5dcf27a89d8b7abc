package dev.dspex.orchestration;

import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** Chooses the module that gets a task, and learns from how it did. */
public sealed interface Selector permits Thompson, LinUcb {
    /**
     * Chooses an arm for a task.
     *
     * @param terms which arms may be chosen and what they are charged
     */
    Selection select(Task task, Terms terms);

    /**
     * Learns what became of a task.
     *
     * @param reward 0 to 1
     */
    void learn(Task task, String arm, double reward);

    /**
     * Under what terms an arm is chosen.
     *
     * @param costs what a task costs with an arm, in dollars
     * @param weight score that a dollar is worth, 0 where cost does not matter
     * @param locked the arm that a person chose; empty for none
     * @param out arms that cannot be had now
     */
    record Terms(Map<String, Double> costs, double weight, String locked, Set<String> out) {
        /** Every arm may be chosen, whatever it costs. */
        public static final Terms FREE = new Terms(Map.of(), 0, "", Set.of());

        public Terms {
            costs = Map.copyOf(costs);
            out = Set.copyOf(out);
        }

        /** What is taken off the score of an arm. */
        double charge(String arm) {
            return weight * costs.getOrDefault(arm, 0.0);
        }

        Predicate<String> allowed() {
            return arm -> locked.isEmpty() ? !out.contains(arm) : arm.equals(locked);
        }
    }
}
