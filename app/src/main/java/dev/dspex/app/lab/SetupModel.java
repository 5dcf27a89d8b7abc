package dev.dspex.app.lab;

import dev.dspex.stream.Pick;
import dev.dspex.stream.StreamLane;
import dev.dspex.stream.StreamPlan;
import dev.dspex.stream.StreamRule;

import org.jspecify.annotations.Nullable;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The lanes and rules that the person has set up, with undo. Empty until they do. JavaFX thread
 * only.
 */
public final class SetupModel {
    private static final int STEPS = 100;

    private final List<Runnable> watchers = new ArrayList<>();
    private final Deque<StreamPlan> before = new ArrayDeque<>();
    private final Deque<StreamPlan> after = new ArrayDeque<>();
    private @Nullable StreamPlan plan;

    /** What was stored; nothing of it is undone. */
    public void load(@Nullable StreamPlan stored) {
        plan = stored;
        before.clear();
        after.clear();
        changed();
    }

    /** The action runs after each change. */
    public void watch(Runnable action) {
        watchers.add(action);
    }

    public Optional<StreamPlan> plan() {
        return Optional.ofNullable(plan);
    }

    public boolean canUndo() {
        return !before.isEmpty();
    }

    public boolean canRedo() {
        return !after.isEmpty();
    }

    public void undo() {
        step(before, after);
    }

    public void redo() {
        step(after, before);
    }

    private void step(Deque<StreamPlan> from, Deque<StreamPlan> to) {
        if (from.isEmpty() || plan == null) return;
        to.push(plan);
        plan = from.pop();
        changed();
    }

    private void changed() {
        watchers.forEach(Runnable::run);
    }

    /** Two lanes to begin with: the program as it is, and a livelier one. */
    void begin() {
        var usual = StreamPlan.simple();
        var lively = new StreamLane("B", "", null, null, null, 0.9, List.of());
        plan =
                new StreamPlan(
                        List.of(usual.lanes().getFirst(), lively),
                        Pick.BEST_OF,
                        usual.gate(),
                        usual.threshold(),
                        usual.judge(),
                        usual.margin(),
                        usual.rules(),
                        usual.replayPace());
        changed();
    }

    private void edit(UnaryOperator<StreamPlan> change) {
        if (plan == null) return;
        var now = change.apply(plan);
        if (now.equals(plan)) return;
        before.push(plan);
        if (before.size() > STEPS) before.removeLast();
        after.clear();
        plan = now;
        changed();
    }

    void pick(Pick pick) {
        edit(p -> Plans.with(p, p.lanes(), pick, p.rules()));
    }

    /**
     * A metric is null where there is none.
     *
     * @param pace of answers that are known already, as a plan has it
     */
    void judge(
            @Nullable String gate,
            double threshold,
            @Nullable String judge,
            double margin,
            @Nullable Double pace) {
        edit(
                p ->
                        new StreamPlan(
                                p.lanes(), p.pick(), gate, threshold, judge, margin, p.rules(),
                                pace));
    }

    /** A further lane, the program as it is; nothing where there are as many as can be. */
    void addLane() {
        edit(
                p -> {
                    if (p.lanes().size() == StreamPlan.MOST_LANES) return p;
                    var lanes = new ArrayList<>(p.lanes());
                    lanes.add(
                            new StreamLane(
                                    Plans.freeLane(p), "", null, null, null, null, List.of()));
                    return Plans.with(p, lanes, p.pick(), p.rules());
                });
    }

    void lane(StreamLane changed) {
        edit(
                p ->
                        Plans.with(
                                p,
                                p.lanes().stream()
                                        .map(l -> l.id().equals(changed.id()) ? changed : l)
                                        .toList(),
                                p.pick(),
                                p.rules()));
    }

    /** The last lane stays. */
    void removeLane(String id) {
        edit(
                p -> {
                    var lanes = p.lanes().stream().filter(l -> !l.id().equals(id)).toList();
                    return lanes.isEmpty() ? p : Plans.with(p, lanes, p.pick(), p.rules());
                });
    }

    /** Gives the id of the new rule. */
    String addRule(String name) {
        var id = plan == null ? "" : Plans.freeRule(plan);
        rules(
                rules ->
                        rules.add(
                                new StreamRule(
                                        id,
                                        name,
                                        StreamRule.Metric.LENGTH,
                                        StreamRule.Compare.OVER,
                                        400,
                                        0,
                                        null,
                                        StreamRule.Action.TELL,
                                        true)));
        return id;
    }

    void rule(StreamRule changed) {
        rules(rules -> rules.replaceAll(r -> r.id().equals(changed.id()) ? changed : r));
    }

    void removeRule(String id) {
        rules(rules -> rules.removeIf(rule -> rule.id().equals(id)));
    }

    private void rules(java.util.function.Consumer<List<StreamRule>> change) {
        edit(
                p -> {
                    var rules = new ArrayList<>(p.rules());
                    change.accept(rules);
                    return Plans.with(p, p.lanes(), p.pick(), rules);
                });
    }
}
