package dev.dspex.judgement;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.node.ObjectNode;

import java.time.Instant;

/**
 * What a person thinks of an answer to some inputs. The JSON of a judgement is not to be changed.
 */
public sealed interface Judgement {
    /** Values by input field; secret ones are masked. */
    ObjectNode inputs();

    /** Values by output field. */
    ObjectNode answer();

    Origin origin();

    /**
     * Who judged what.
     *
     * @param by name of the person
     * @param run id of the run that gave the answer; null for none
     * @param row id of the row in its data; null for none
     */
    record Origin(String by, Instant at, @Nullable String run, @Nullable String row) {}

    /**
     * How good an answer is.
     *
     * @param score 0 (bad) to 1 (good)
     */
    record Rating(ObjectNode inputs, ObjectNode answer, double score, Origin origin)
            implements Judgement {
        public Rating {
            if (!(score >= 0 && score <= 1)) {
                throw new IllegalArgumentException("a rating is from 0 to 1: " + score);
            }
        }
    }

    /**
     * That an answer is better than another one, or as good.
     *
     * @param over the other one, by output field
     * @param tie whether both are as good
     */
    record Preference(
            ObjectNode inputs, ObjectNode answer, ObjectNode over, boolean tie, Origin origin)
            implements Judgement {}
}
