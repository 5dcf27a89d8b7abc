package dev.dspex.dataset;

import dev.dspex.program.Problem;

import java.util.List;

/** What came of reading a data file. */
public sealed interface Loaded {

    List<Problem> problems();

    /**
     * All rows fit the program; the problems are warnings, such as expected outputs of another
     * type.
     */
    record Ok(Dataset dataset, List<Problem> problems) implements Loaded {
        public Ok {
            problems = List.copyOf(problems);
        }
    }

    /** The first problems of the file, each with its line. */
    record Bad(List<Problem> problems) implements Loaded {
        public Bad {
            problems = List.copyOf(problems);
        }
    }
}
