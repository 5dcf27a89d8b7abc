package dev.dspex.orchestration;

import java.time.Duration;
import java.util.Set;

/**
 * How a session goes at present; what decisions change.
 *
 * @param interval between the starts of two tasks
 * @param parallel tasks at a time at most
 * @param temperature what the temperature of the LMs is multiplied by
 * @param frozen whether no search for better modules may start
 * @param strategy that chooses modules
 * @param locked the module that a person chose; empty for none
 * @param benched modules that were taken off and get no task for now
 */
public record Course(
        Duration interval,
        int parallel,
        double temperature,
        boolean frozen,
        Strategy strategy,
        String locked,
        Set<String> benched) {
    public Course {
        benched = Set.copyOf(benched);
    }

    /** How a session begins. */
    public static Course begin(Duration interval, int parallel, Strategy strategy) {
        return new Course(interval, parallel, 1, false, strategy, "", Set.of());
    }

    Course withInterval(Duration other) {
        return new Course(other, parallel, temperature, frozen, strategy, locked, benched);
    }

    Course withParallel(int other) {
        return new Course(interval, other, temperature, frozen, strategy, locked, benched);
    }

    Course withTemperature(double other) {
        return new Course(interval, parallel, other, frozen, strategy, locked, benched);
    }

    Course withFrozen(boolean other) {
        return new Course(interval, parallel, temperature, other, strategy, locked, benched);
    }

    /** With another strategy. */
    public Course withStrategy(Strategy other) {
        return new Course(interval, parallel, temperature, frozen, other, locked, benched);
    }

    /** With a module that a person chose; empty to let the session choose. */
    public Course withLocked(String other) {
        return new Course(interval, parallel, temperature, frozen, strategy, other, benched);
    }

    Course withBenched(Set<String> other) {
        return new Course(interval, parallel, temperature, frozen, strategy, locked, other);
    }
}
