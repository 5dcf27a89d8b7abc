package dev.dspex.app.compare;

import dev.dspex.judgement.AnswerPair;
import dev.dspex.judgement.AnswerPairs;
import dev.dspex.judgement.Choice;
import dev.dspex.judgement.Preferences;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A person chooses between the answers of two runs, a row at a time, without knowing whose they
 * are. What was chosen earlier is not asked again. JavaFX thread only.
 */
public final class BlindModel {
    /** A run that answers, by its id and by the name that people know it by. */
    public record Side(String run, String name) {}

    private final Side first;
    private final Side second;
    private final AnswerPairs answers;
    private final Choosing choosing;
    private final Set<AnswerPair> skipped = new HashSet<>();
    private final Deque<AnswerPair> past = new ArrayDeque<>();
    private Optional<AnswerPair> current = Optional.empty();

    public BlindModel(Side first, Side second, AnswerPairs answers, Choosing choosing) {
        this.first = first;
        this.second = second;
        this.answers = answers;
        this.choosing = choosing;
        next();
    }

    /** The pair to be judged; empty when all were judged or skipped. */
    public Optional<AnswerPair> current() {
        return current;
    }

    /**
     * Keeps what was chosen and goes to the next pair.
     *
     * @param side FIRST for the answer at the left, SECOND for the one at the right
     */
    public void choose(Choice side) {
        current.ifPresent(
                pair -> {
                    var choice = pair.chosen(side);
                    var run = choice == Choice.SECOND ? second.run() : first.run();
                    choosing.choose(pair, choice, run);
                    skipped.remove(pair);
                    past.push(pair);
                    next();
                });
    }

    /** Goes to the next pair without a choice. */
    public void skip() {
        current.ifPresent(
                pair -> {
                    skipped.add(pair);
                    past.push(pair);
                    next();
                });
    }

    /** Back to the pair before, to choose anew; the last choice counts. */
    public void back() {
        if (!past.isEmpty()) current = Optional.of(past.pop());
    }

    public boolean canGoBack() {
        return !past.isEmpty();
    }

    /** Asks once more for what was skipped. */
    public void again() {
        skipped.clear();
        next();
    }

    private void next() {
        current =
                pairs().stream()
                        .filter(pair -> !skipped.contains(pair) && chosen(pair).isEmpty())
                        .findFirst();
    }

    /** What people said about a pair, whenever it was. */
    public Optional<Choice> chosen(AnswerPair pair) {
        return choosing.judgements().choice(pair.inputs(), pair.first(), pair.second());
    }

    /** How the two runs stand. */
    public Preferences preferences() {
        return Preferences.of(answers, choosing.judgements());
    }

    public List<AnswerPair> pairs() {
        return answers.pairs();
    }

    /** Rows that both answered alike, which nobody is asked about. */
    public int same() {
        return answers.same();
    }

    public Side first() {
        return first;
    }

    public Side second() {
        return second;
    }
}
