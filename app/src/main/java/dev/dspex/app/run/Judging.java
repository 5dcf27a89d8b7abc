package dev.dspex.app.run;

import dev.dspex.app.run.EvaluationModel.Row;

import java.util.OptionalDouble;

/** What a person thinks of the answers of an evaluation. JavaFX thread only. */
public interface Judging {
    /** How good the person found this answer to these inputs, 0 to 1, whichever run gave it. */
    OptionalDouble rating(Row row);

    /**
     * @param run id of the run that gave the answer
     * @param score 0 (bad) to 1 (good)
     */
    void rate(String run, Row row, double score);

    /** Makes the answer what is expected of its row. */
    void expect(String split, Row row);

    /** The listener is called when ratings are known or have changed. */
    void watch(Runnable listener);
}
