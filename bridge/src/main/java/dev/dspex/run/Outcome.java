package dev.dspex.run;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a run gave, as far as it came. */
public sealed interface Outcome {
    /** Nothing: it failed or was stopped before. */
    record Nothing() implements Outcome {}

    /** What a program answered, by output field. */
    record Outputs(JsonNode outputs) implements Outcome {}

    /**
     * Streams side by side.
     *
     * @param outputs of the winner; empty where there is none
     * @param winner id of its lane; null where none won
     * @param why it won, or why none did
     * @param lanes what each lane gave, used and saved, as the result of the job says it
     */
    record Merged(JsonNode outputs, @Nullable String winner, String why, JsonNode lanes)
            implements Outcome {}

    /**
     * A function that an LM wrote.
     *
     * @param trials each with code, tests and verdict, as the result of the job says it
     * @param node of the program, as the result of the job says it; null where nothing was accepted
     */
    record Written(JsonNode trials, @Nullable JsonNode node) implements Outcome {
        public boolean accepted() {
            return node != null;
        }
    }

    /**
     * An evaluation.
     *
     * @param score mean over {@code n} rows, 0 to 1, a row with an error counting 0
     * @param skipped further rows, which the metric has no score for
     * @param errors rows with an error
     */
    record Scored(double score, int n, int skipped, int errors, String split, String metric)
            implements Outcome {}

    /**
     * A live session.
     *
     * @param score mean over {@code n} tasks, a task with an error counting 0
     * @param decisions how many were taken
     * @param strategy at the end
     * @param arms by name, in their order
     */
    record Session(
            double score,
            int n,
            int errors,
            String split,
            String metric,
            int decisions,
            String strategy,
            Map<String, OfArm> arms)
            implements Outcome {
        public Session {
            arms = Collections.unmodifiableMap(new LinkedHashMap<>(arms));
        }
    }

    /** What a module of a session did in all; {@code usd} without calls of unknown price. */
    record OfArm(int n, int errors, double score, double usd, double seconds) {
        OfArm plus(OfArm other) {
            return new OfArm(
                    n + other.n,
                    errors + other.errors,
                    score + other.score,
                    usd + other.usd,
                    seconds + other.seconds);
        }

        /** Mean score. */
        public double mean() {
            return n == 0 ? 0 : score / n;
        }
    }

    /**
     * Agents on the rows of a data set.
     *
     * @param score mean over the {@code n} tasks with a score, a task without an answer counting 0
     * @param errors tasks that were given out and got no answer
     * @param split of the rows
     * @param coordination none or consensus
     * @param tasks how many there were
     * @param agreed with a consensus
     * @param splitVotes tasks with more than one answer
     * @param undone that nobody can do
     * @param ballots how often agents were asked
     * @param agents by name, those that were asked
     */
    record Coordinated(
            double score,
            int n,
            int errors,
            String split,
            String metric,
            String coordination,
            int tasks,
            int agreed,
            int splitVotes,
            int undone,
            int ballots,
            Map<String, OfAgent> agents)
            implements Outcome {
        public Coordinated {
            agents = Collections.unmodifiableMap(new LinkedHashMap<>(agents));
        }
    }

    /**
     * What an agent did in all.
     *
     * @param ballots it was asked for
     * @param n those that count for its fitness: with a score or failed, and asked for whatever
     *     others said
     * @param score sum of their scores
     * @param of what it is made of
     */
    record OfAgent(int ballots, int n, int errors, double score, double seconds, String of) {
        OfAgent plus(OfAgent other) {
            return new OfAgent(
                    ballots + other.ballots,
                    n + other.n,
                    errors + other.errors,
                    score + other.score,
                    seconds + other.seconds,
                    of);
        }

        /** Mean score. */
        public double mean() {
            return n == 0 ? 0 : score / n;
        }
    }

    /**
     * An optimization.
     *
     * @param before score of the version it started from; null when not scored
     * @param after score of what it found; null when it was stopped before
     * @param state where the learned state is, relative to the project; null when there is none
     * @param values of the variables that it found; null where it searched none
     * @param best score on the rows it searched with, as the optimizer reports it
     */
    record Improved(
            String optimizer,
            @Nullable Scored before,
            @Nullable Scored after,
            @Nullable Double pValue,
            @Nullable Double minimumGain,
            boolean accepted,
            @Nullable String reason,
            @Nullable String state,
            @Nullable ObjectNode values,
            @Nullable Double best,
            boolean stopped)
            implements Outcome {}
}
