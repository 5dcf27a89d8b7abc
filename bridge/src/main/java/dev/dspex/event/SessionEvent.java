package dev.dspex.event;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** What happens in a live session, besides its decisions. */
public sealed interface SessionEvent extends RunEvent {
    /**
     * A task of a session is done: who was chosen for it, against whom, and what came of it. The
     * session can be told again from these alone.
     *
     * @param task 1, 2, … in the order in which tasks were given out
     * @param after tasks that were done when this one was given out
     * @param at when it was done, epoch milliseconds
     * @param row id of the row
     * @param of class of the task
     * @param scores of every module as they were compared
     * @param by why these modules
     * @param answers of the modules that were asked, in that order
     * @param given module whose answer the session gave
     * @param score of that answer
     * @param trend after it: direction, n, slope, p, spread, usual (absent while unknown)
     */
    record Task(
            int task,
            int after,
            double at,
            String row,
            String of,
            Map<String, Double> scores,
            String by,
            Map<String, Answer> answers,
            String given,
            double score,
            JsonNode trend)
            implements SessionEvent {
        public Task {
            scores = Collections.unmodifiableMap(new LinkedHashMap<>(scores));
            answers = Collections.unmodifiableMap(new LinkedHashMap<>(answers));
        }

        /** The same task with other answers of the same modules. */
        public Task with(Map<String, Answer> others) {
            Answer own = others.get(given);
            double scored = own == null ? 0 : own.score();
            return new Task(task, after, at, row, of, scores, by, others, given, scored, trend);
        }
    }

    /**
     * What a module gave for a task.
     *
     * @param usd what it cost, 0 where no price is known
     * @param error code of why it failed; null where it did not
     */
    record Answer(double score, double usd, double seconds, @Nullable String error) {}
}
