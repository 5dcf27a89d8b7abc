package dev.dspex.optimize;

import tools.jackson.databind.node.ObjectNode;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The trials of a search over variables: which is asked for next, what the sampler may know then,
 * and which are not worth scoring further.
 *
 * <p>All of it follows from the numbers of the trials, never from which of several running ones is
 * done first: the sampler is told of a trial only once it must be done, {@code parallel} trials
 * later. So a search over many workers gives the same trials each time, and one that is resumed
 * goes on as if it had not been stopped. Not thread-safe.
 */
public final class Study {
    /** One in this many goes on after a rung (successive halving, Jamieson 2016). */
    public static final int REDUCTION = 3;

    /** The most that a sampler may suggest against the rules before a trial is given up. */
    public static final int ATTEMPTS = 50;

    private final int trials;
    private final int parallel;
    private final List<Integer> rungs;
    private final List<StudyTrial> all = new ArrayList<>();
    private boolean exhausted;

    /** What to do next. */
    public sealed interface Step {
        /**
         * Ask the sampler for this trial.
         *
         * @param known the trials before it, as the sampler may see them
         */
        record Ask(int number, List<StudyTrial> known) implements Step {}

        /** Nothing, until a running trial is done. */
        record Wait() implements Step {}

        /** Nothing any more. */
        record Finished() implements Step {}
    }

    /**
     * @param trials how many there are at most, at least 1
     * @param parallel how many run at once, at least 1
     * @param rungs numbers of rows, rising, after which a trial may be cut short; the last is all
     */
    public Study(int trials, int parallel, List<Integer> rungs) {
        if (trials < 1 || parallel < 1 || rungs.isEmpty()) {
            throw new IllegalArgumentException(
                    trials + " trials, " + parallel + " at once, rungs " + rungs);
        }
        this.trials = trials;
        this.parallel = parallel;
        this.rungs = List.copyOf(rungs);
    }

    /** Numbers of rows after which a trial is looked at: 9, 27, 81 … and all. */
    public static List<Integer> halving(int rows) {
        List<Integer> rungs = new ArrayList<>();
        for (int rung = 9; rung * 2 <= rows; rung *= REDUCTION) {
            rungs.add(rung);
        }
        rungs.add(rows);
        return rungs;
    }

    public Step next() {
        int number = all.size();
        boolean over = exhausted || number >= trials;
        if (over) {
            return all.stream().allMatch(StudyTrial::done) ? new Step.Finished() : new Step.Wait();
        }
        boolean ready = settled(number).allMatch(StudyTrial::done);
        return ready ? new Step.Ask(number, known(number)) : new Step.Wait();
    }

    /** The trials before {@code number}; those that may still run count as running. */
    private List<StudyTrial> known(int number) {
        List<StudyTrial> known = new ArrayList<>();
        for (StudyTrial trial : all.subList(0, number)) {
            known.add(trial.number() <= number - parallel ? trial : trial.asRunning());
        }
        return known;
    }

    /**
     * The sampler suggested the next trial; it runs now. Where a trial that must be done by now had
     * the same values in force, it has the scores of that one and is done.
     *
     * @param values of all free variables
     * @param inForce those that take part, and what follows from them
     * @return the earlier trial; empty where this one must be scored
     */
    public Optional<StudyTrial> begin(ObjectNode values, ObjectNode inForce, ObjectNode notes) {
        StudyTrial trial = StudyTrial.running(all.size(), values, inForce, notes);
        Optional<StudyTrial> twin =
                settled(trial.number())
                        .filter(other -> other.state() == StudyTrial.State.COMPLETE)
                        .filter(other -> other.inForce().equals(inForce))
                        .findFirst();
        all.add(twin.map(trial::scoredAs).orElse(trial));
        return twin;
    }

    /** The trials that must be done when {@code number} is asked for or looked at. */
    private Stream<StudyTrial> settled(int number) {
        return all.subList(0, Math.max(0, number - parallel + 1)).stream();
    }

    /** The sampler has nothing more to suggest. */
    public void exhausted() {
        exhausted = true;
    }

    /** A running trial could not be scored. */
    public void failed(int number) {
        all.set(number, trial(number).failed());
    }

    /**
     * A running trial was scored on the rows of a rung.
     *
     * @return the next number of rows to score it on, empty where it is done
     */
    public Optional<Integer> scored(int number, double score, int rows) {
        StudyTrial trial = trial(number).at(rows, score);
        int rung = rungs.indexOf(rows);
        if (rung < 0) {
            throw new IllegalArgumentException(rows + " rows are no rung of " + rungs);
        }
        boolean last = rung == rungs.size() - 1;
        boolean goesOn = !last && promising(number, rows, score);
        all.set(number, last ? trial.complete() : goesOn ? trial : trial.pruned());
        return goesOn ? Optional.of(rungs.get(rung + 1)) : Optional.empty();
    }

    /** Whether it is among the best third of what was scored on as many rows before it. */
    private boolean promising(int number, int rows, double score) {
        List<Double> rivals =
                new ArrayList<>(
                        settled(number)
                                .flatMap(other -> Optional.ofNullable(other.at(rows)).stream())
                                .toList());
        rivals.add(score);
        rivals.sort(Comparator.reverseOrder());
        return score >= rivals.get(Math.max(0, rivals.size() / REDUCTION - 1));
    }

    /** Rows that a trial is scored on first. */
    public int firstRung() {
        return rungs.getFirst();
    }

    /** The trial with the best score on all rows; the earlier one of equals. */
    public Optional<StudyTrial> best() {
        return all.stream()
                .filter(trial -> trial.state() == StudyTrial.State.COMPLETE)
                .max(
                        Comparator.comparingDouble(StudyTrial::score)
                                .thenComparing(StudyTrial::number, Comparator.reverseOrder()));
    }

    /** The trials so far, by number. */
    public List<StudyTrial> trials() {
        return List.copyOf(all);
    }

    public StudyTrial trial(int number) {
        return all.get(number);
    }
}
