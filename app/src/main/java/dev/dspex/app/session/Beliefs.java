package dev.dspex.app.session;

import dev.dspex.event.SessionEvent;
import dev.dspex.orchestration.Belief;
import dev.dspex.orchestration.Task;
import dev.dspex.orchestration.Thompson;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What is believed of each module, for each class of tasks and for all, as the tasks taught it. */
final class Beliefs {
    /** The class of all tasks. */
    static final String ALL = "";

    /**
     * What is known of a module.
     *
     * @param calls tasks that it worked on
     * @param share of the tasks that it worked on, 0 to 1
     * @param errors tasks that it failed
     * @param usd in all; 0 where no price is known
     * @param seconds in all
     */
    record Known(
            String arm,
            Belief belief,
            int calls,
            double share,
            int errors,
            double usd,
            double seconds) {}

    private static final class Sums {
        private int calls;
        private int errors;
        private double usd;
        private double seconds;
    }

    private final List<String> arms;
    private final Thompson bandit;
    private final Map<String, Integer> tasks = new LinkedHashMap<>();
    private final Map<String, Map<String, Sums>> sums = new HashMap<>();

    Beliefs(List<String> arms, double discount) {
        this.arms = List.copyOf(arms);
        bandit = new Thompson(arms.isEmpty() ? List.of("") : arms, discount, 0);
    }

    void learn(SessionEvent.Task task) {
        for (var kind : List.of(ALL, task.of())) {
            tasks.merge(kind, 1, Integer::sum);
            task.answers()
                    .forEach(
                            (arm, answer) -> {
                                bandit.learn(new Task(kind), arm, answer.score());
                                var known =
                                        sums.computeIfAbsent(kind, _ -> new HashMap<>())
                                                .computeIfAbsent(arm, _ -> new Sums());
                                known.calls++;
                                known.errors += answer.error() == null ? 0 : 1;
                                known.usd += answer.usd();
                                known.seconds += answer.seconds();
                            });
        }
    }

    /** Classes of tasks that were met, without that of all. */
    List<String> kinds() {
        return tasks.keySet().stream().filter(kind -> !kind.equals(ALL)).toList();
    }

    /** Every module, in the order of the set-up. */
    List<Known> of(String kind) {
        var all = new ArrayList<Known>();
        double met = Math.max(1, tasks.getOrDefault(kind, 0));
        for (var arm : arms) {
            var known = sums.getOrDefault(kind, Map.of()).getOrDefault(arm, new Sums());
            all.add(
                    new Known(
                            arm,
                            bandit.belief(kind, arm),
                            known.calls,
                            known.calls / met,
                            known.errors,
                            known.usd,
                            known.seconds));
        }
        return all;
    }
}
