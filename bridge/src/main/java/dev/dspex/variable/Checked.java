package dev.dspex.variable;

import dev.dspex.program.Problem;

import java.util.List;

/** Whether variables, bindings and rules make a space. */
public sealed interface Checked {

    record Ok(VariableSpace space) implements Checked {}

    /** What is wrong; each problem names the variable as its node, and the key as its field. */
    record Bad(List<Problem> problems) implements Checked {
        public Bad {
            problems = List.copyOf(problems);
        }
    }
}
