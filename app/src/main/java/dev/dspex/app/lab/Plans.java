package dev.dspex.app.lab;

import dev.dspex.stream.Pick;
import dev.dspex.stream.StreamLane;
import dev.dspex.stream.StreamPlan;
import dev.dspex.stream.StreamRule;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.stream.IntStream;

/** Plans made of other plans. */
final class Plans {
    /** Where nobody has said a temperature, half of what LMs usually have. */
    private static final double COOL = 0.35;

    private Plans() {}

    static StreamPlan with(
            StreamPlan plan, List<StreamLane> lanes, Pick pick, List<StreamRule> rules) {
        return new StreamPlan(
                lanes,
                pick,
                plan.gate(),
                plan.threshold(),
                plan.judge(),
                plan.margin(),
                rules,
                plan.replayPace());
    }

    /** One lane of a plan alone, at half the temperature that it had. */
    static StreamPlan cooler(StreamPlan plan, String id, @Nullable Double had) {
        var lanes =
                plan.lanes().stream()
                        .filter(lane -> lane.id().equals(id))
                        .map(
                                lane ->
                                        new StreamLane(
                                                id,
                                                lane.name(),
                                                lane.node(),
                                                lane.kind(),
                                                lane.lm(),
                                                had == null ? COOL : had / 2,
                                                lane.fallbacks()))
                        .toList();
        return lanes.isEmpty() ? plan : with(plan, lanes, Pick.ALL, plan.rules());
    }

    static String freeLane(StreamPlan plan) {
        var taken = plan.lanes().stream().map(StreamLane::id).toList();
        return IntStream.rangeClosed('A', 'Z')
                .mapToObj(Character::toString)
                .filter(id -> !taken.contains(id))
                .findFirst()
                .orElseThrow();
    }

    static String freeRule(StreamPlan plan) {
        var taken = plan.rules().stream().map(StreamRule::id).toList();
        return IntStream.iterate(plan.rules().size() + 1, n -> n + 1)
                .mapToObj(n -> "rule-" + n)
                .filter(id -> !taken.contains(id))
                .findFirst()
                .orElseThrow();
    }
}
