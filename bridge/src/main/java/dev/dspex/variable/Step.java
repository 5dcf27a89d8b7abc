package dev.dspex.variable;

import dev.dspex.program.Problem;

import java.util.List;

/** What came of new values for a space. */
public sealed interface Step {

    /**
     * The space with the new values and all that follows from them.
     *
     * @param changes in the order in which the values followed, each variable once
     */
    record Taken(VariableSpace space, List<ValueChange> changes) implements Step {
        public Taken {
            changes = List.copyOf(changes);
        }
    }

    /** The values are not allowed; nothing has changed. */
    record Refused(List<Problem> problems) implements Step {
        public Refused {
            problems = List.copyOf(problems);
        }
    }
}
