package dev.dspex.app.dataset;

import dev.dspex.run.LastAnswers;
import dev.dspex.run.Queries;
import dev.dspex.run.Rows;

import javafx.beans.value.ObservableValue;

import tools.jackson.databind.node.ObjectNode;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** The metrics of the project that a data file belongs to. JavaFX thread only but where said. */
public interface Metrics {
    /** The project's own, as dspex.json has it. */
    String metric();

    /** Aliases of LMs that can judge. */
    List<String> lms();

    /** Functions of project code, as {@code code/metric.py:score}. Reads files: any thread. */
    List<String> functions();

    /** Whether a worker can try a metric. */
    ObservableValue<Boolean> ready();

    /** What the program last answered to the rows, by row id. Reads the store: any thread. */
    Map<String, LastAnswers.Answer> answers(List<Rows.Row> rows);

    /**
     * Scores outputs. Project code that is not trusted yet is asked about first; where the person
     * says no, the answer is that it was not run.
     *
     * @param outputs by row id
     */
    void score(
            String metric,
            List<Rows.Row> rows,
            Map<String, ObjectNode> outputs,
            Consumer<Queries.Answer> done);

    /** The project is measured by this metric from now on. */
    void use(String metric);

    /** Shows a file of project code. */
    void open(String file);
}
