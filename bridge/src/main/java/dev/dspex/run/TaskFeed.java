package dev.dspex.run;

import org.jspecify.annotations.Nullable;

import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Where the tasks of a session come from. For one thread. */
interface TaskFeed extends AutoCloseable {
    /** What comes next. */
    sealed interface Next {
        /**
         * A task.
         *
         * @param answered takes the session's answer
         */
        record Given(Rows.Row row, Consumer<ArmAnswer> answered) implements Next {}

        /** There may be one later. */
        record Later() implements Next {}

        /** There will be no other. */
        record End() implements Next {}
    }

    /**
     * The next task; waits for a moment where there is none.
     *
     * @param number of the task within the session, from 1
     */
    Next next(int number) throws InterruptedException;

    /** Rows that were done in an earlier part of the session. */
    default void begin(Set<String> done) {
        // where tasks are known by their numbers there is nothing to leave out
    }

    /** The row of a task that was done. */
    Optional<Rows.Row> find(String row);

    /** How many tasks there are; null where nobody knows. */
    @Nullable Long total();

    @Override
    default void close() {
        // most have nothing open
    }
}
