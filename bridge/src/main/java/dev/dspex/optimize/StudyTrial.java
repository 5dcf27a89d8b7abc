package dev.dspex.optimize;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import java.util.Collections;
import java.util.Locale;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One trial of a study.
 *
 * @param number from 0
 * @param values of all free variables, those out of force too
 * @param inForce the values that take part, those that follow from others too; never changed
 * @param notes what the sampler wants to see again
 * @param scores by number of rows; never changed
 */
public record StudyTrial(
        int number,
        ObjectNode values,
        ObjectNode inForce,
        ObjectNode notes,
        State state,
        SortedMap<Integer, Double> scores) {
    /** How far a trial came. */
    public enum State {
        RUNNING,
        /** Cut short: others did better on as many rows. */
        PRUNED,
        COMPLETE,
        FAILED
    }

    public StudyTrial {
        scores = Collections.unmodifiableSortedMap(new TreeMap<>(scores));
    }

    static StudyTrial running(int number, ObjectNode values, ObjectNode inForce, ObjectNode notes) {
        return new StudyTrial(number, values, inForce, notes, State.RUNNING, new TreeMap<>());
    }

    boolean done() {
        return state != State.RUNNING;
    }

    /** Its score on the most rows. Only of a trial that has one. */
    public double score() {
        return Objects.requireNonNull(scores.get(scores.lastKey()), "no score");
    }

    @Nullable Double at(int rows) {
        return scores.get(rows);
    }

    StudyTrial at(int rows, double score) {
        SortedMap<Integer, Double> more = new TreeMap<>(scores);
        more.put(rows, score);
        return new StudyTrial(number, values, inForce, notes, state, more);
    }

    StudyTrial asRunning() {
        return new StudyTrial(number, values, inForce, notes, State.RUNNING, new TreeMap<>());
    }

    StudyTrial scoredAs(StudyTrial twin) {
        return new StudyTrial(number, values, inForce, notes, twin.state, twin.scores);
    }

    StudyTrial complete() {
        return in(State.COMPLETE);
    }

    StudyTrial pruned() {
        return in(State.PRUNED);
    }

    StudyTrial failed() {
        return in(State.FAILED);
    }

    private StudyTrial in(State next) {
        return new StudyTrial(number, values, inForce, notes, next, scores);
    }

    /** As the job kind {@code ask} has it. */
    public void write(ArrayNode trials) {
        ObjectNode json = trials.addObject();
        json.put("number", number).put("state", state.name().toLowerCase(Locale.ROOT));
        json.set("values", values);
        json.set("notes", notes);
        if (!scores.isEmpty()) {
            json.put("rows", scores.lastKey());
            json.putArray("scores").add(score());
        }
    }
}
