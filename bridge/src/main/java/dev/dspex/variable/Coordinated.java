package dev.dspex.variable;

import dev.dspex.program.Problem;

import java.util.List;

/** What came of a change. */
public sealed interface Coordinated {

    /** It took place; where no value differs nothing was told. */
    record Done(Snapshot after, List<ValueChange> changes) implements Coordinated {}

    /** Somebody was faster: the variable has another version than was expected. */
    record Conflict(String name, long expected, long actual) implements Coordinated {}

    /** It is not allowed. */
    record Refused(List<Problem> problems) implements Coordinated {}

    /** Another one works on the variable. */
    record Held(String name, Lease.Info by) implements Coordinated {}
}
