package dev.dspex.app.pattern;

import dev.dspex.event.RunEvent.PatternStep;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * The thoughts of a pattern as they stood at a moment, in the order in which they were made. A
 * thought comes after the one that it goes on from.
 */
record ThoughtTree(List<Thought> thoughts) {
    static final ThoughtTree EMPTY = new ThoughtTree(List.of());

    ThoughtTree {
        thoughts = List.copyOf(thoughts);
    }

    static ThoughtTree of(PatternCall call, int moment) {
        var steps = new LinkedHashMap<Integer, PatternStep>();
        for (var telling : call.told(moment)) steps.put(telling.step().step(), telling.step());
        var depths = depths(steps);
        var spent = new HashMap<Integer, Spent>();
        var branches = new HashMap<Integer, Spent>();
        steps.values().forEach(step -> spent.put(step.step(), spent(call, step)));
        for (var step : List.copyOf(steps.values()).reversed()) {
            var all = own(spent, step.step()).plus(own(branches, step.step()));
            branches.put(step.step(), all);
            branches.merge(parent(step), all, Spent::plus);
        }
        var goesOn = call.running() || moment < call.moments();
        var path = path(steps, depths);
        return new ThoughtTree(
                steps.values().stream()
                        .map(
                                step ->
                                        new Thought(
                                                step.step(),
                                                parent(step),
                                                depths.getOrDefault(step.step(), 1),
                                                step.text(),
                                                Standing.of(step, goesOn),
                                                step.score(),
                                                step.reason(),
                                                exchanges(call, step),
                                                own(spent, step.step()),
                                                own(branches, step.step()),
                                                path.contains(step.step())))
                        .toList());
    }

    private static int parent(PatternStep step) {
        var parent = step.parent();
        return parent == null ? 0 : parent;
    }

    private static Map<Integer, Integer> depths(Map<Integer, PatternStep> steps) {
        var depths = new HashMap<Integer, Integer>();
        for (var step : steps.values())
            depths.put(step.step(), depths.getOrDefault(parent(step), 0) + 1);
        return depths;
    }

    private static Spent own(Map<Integer, Spent> of, int number) {
        return of.getOrDefault(number, Spent.NOTHING);
    }

    private static Spent spent(PatternCall call, PatternStep step) {
        return exchanges(call, step).stream()
                .map(Exchange::spent)
                .reduce(Spent.NOTHING, Spent::plus);
    }

    private static List<Exchange> exchanges(PatternCall call, PatternStep step) {
        return step.asked().stream().flatMap(id -> call.exchange(id).stream()).toList();
    }

    /** What was chosen; before that the way to the deepest and best that is not dropped. */
    private static Set<Integer> path(
            Map<Integer, PatternStep> steps, Map<Integer, Integer> depths) {
        var path = new HashSet<Integer>();
        for (var step : steps.values()) if (step.state().equals("chosen")) path.add(step.step());
        if (!path.isEmpty()) return path;
        var best =
                steps.values().stream()
                        .filter(step -> step.kind().equals("thought") && step.score() != null)
                        .filter(step -> !step.state().equals("pruned"))
                        .max(
                                Comparator.comparingInt(
                                                (PatternStep step) ->
                                                        depths.getOrDefault(step.step(), 0))
                                        .thenComparingDouble(ThoughtTree::score))
                        .orElse(null);
        for (var at = best; at != null; at = steps.get(parent(at))) path.add(at.step());
        return path;
    }

    private static double score(PatternStep step) {
        return Objects.requireNonNullElse(step.score(), 0.0);
    }

    Optional<Thought> thought(int number) {
        return thoughts.stream().filter(one -> one.number() == number).findFirst();
    }

    /** Those of each depth, the first ones first. */
    List<List<Thought>> levels() {
        var levels = new ArrayList<List<Thought>>();
        for (var thought : thoughts) {
            while (levels.size() < thought.depth()) levels.add(new ArrayList<>());
            levels.get(thought.depth() - 1).add(thought);
        }
        return levels;
    }

    /** Place by value among those of its depth, from 1; 0 where it has no value. */
    int rank(Thought thought) {
        var score = thought.score();
        if (score == null) return 0;
        return 1
                + (int)
                        thoughts.stream()
                                .filter(one -> one.depth() == thought.depth())
                                .filter(one -> above(one.score(), score))
                                .count();
    }

    private static boolean above(@Nullable Double one, double other) {
        return one != null && one > other;
    }
}
