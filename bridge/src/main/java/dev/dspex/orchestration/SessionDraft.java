package dev.dspex.orchestration;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A session as a person sets it up, before it has a program and rows.
 *
 * @param arms modules to choose from
 * @param metric null for that of the project
 * @param split name of the rows
 * @param rounds how often the rows are gone through, at least 1
 * @param strategy it begins with
 * @param pace how fast it goes
 * @param calls most LM calls; null for no limit
 * @param byClass whether each class of tasks has modules of its own
 * @param dryRun whether decisions are only told
 */
public record SessionDraft(
        List<Arm> arms,
        @Nullable String metric,
        String split,
        int rounds,
        Strategy strategy,
        Pace pace,
        @Nullable Long calls,
        boolean byClass,
        boolean dryRun) {
    /** Modules that can be chosen from at most. */
    public static final int MOST_ARMS = 6;

    /**
     * How fast a session goes.
     *
     * @param interval between the starts of two tasks
     * @param parallel tasks at a time it begins with, at least 1
     * @param coolDown between two changes of the module
     */
    public record Pace(Duration interval, int parallel, Duration coolDown) {
        /** What a session starts with. */
        public static final Pace STANDARD =
                new Pace(Duration.ZERO, 2, Conductor.Settings.STANDARD.coolDown());

        public Pace {
            if (interval.isNegative() || coolDown.isNegative() || parallel < 1)
                throw new IllegalArgumentException(interval + ", " + parallel + ", " + coolDown);
        }
    }

    public SessionDraft {
        arms = List.copyOf(arms);
        if (arms.isEmpty() || arms.size() > MOST_ARMS || rounds < 1 || (calls != null && calls < 1))
            throw new IllegalArgumentException(arms.size() + " arms, " + rounds + ", " + calls);
        if (arms.stream().map(Arm::name).distinct().count() < arms.size())
            throw new IllegalArgumentException("two arms of one name");
    }

    /** Two usual modules, on the rows of a split. */
    public static SessionDraft simple(String split) {
        return new SessionDraft(
                List.of(
                        new Arm("Predict", null, "Predict", null),
                        new Arm("ChainOfThought", null, "ChainOfThought", null)),
                null,
                split,
                1,
                Strategy.ADAPTIVE_LEARNING,
                Pace.STANDARD,
                null,
                false,
                false);
    }

    /** What the session is run with. */
    public SessionPlan plan() {
        Conductor.Settings usual = Conductor.Settings.STANDARD;
        return new SessionPlan(
                new Conductor.Settings(usual.test(), usual.hysteresis(), pace.coolDown(), dryRun),
                Adaptation.standard(),
                strategy,
                pace.interval(),
                pace.parallel(),
                Thompson.DRIFTING,
                byClass);
    }

    /** As a file keeps it. */
    public ObjectNode json() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        var list = json.putArray("arms");
        for (Arm arm : arms) {
            list.addObject()
                    .put("name", arm.name())
                    .put("node", arm.node())
                    .put("kind", arm.kind())
                    .put("lm", arm.lm());
        }
        return json.put("metric", metric)
                .put("split", split)
                .put("rounds", rounds)
                .put("strategy", strategy.key())
                .put("interval", pace.interval().toMillis() / 1000.0)
                .put("parallel", pace.parallel())
                .put("cool_down", pace.coolDown().toMillis() / 1000.0)
                .put("calls", calls)
                .put("by_class", byClass)
                .put("dry_run", dryRun);
    }

    /** What {@link #json} wrote; empty for anything else. */
    public static Optional<SessionDraft> of(JsonNode json) {
        String key = json.path("strategy").asString("");
        var strategy = Arrays.stream(Strategy.values()).filter(one -> one.key().equals(key));
        try {
            List<Arm> arms = new ArrayList<>();
            for (JsonNode arm : json.path("arms")) {
                arms.add(
                        new Arm(
                                arm.path("name").asString(""),
                                text(arm, "node"),
                                text(arm, "kind"),
                                text(arm, "lm")));
            }
            return Optional.of(
                    new SessionDraft(
                            arms,
                            text(json, "metric"),
                            json.path("split").asString(""),
                            json.path("rounds").asInt(1),
                            strategy.findFirst().orElse(Strategy.ADAPTIVE_LEARNING),
                            new Pace(
                                    seconds(json, "interval"),
                                    json.path("parallel").asInt(1),
                                    seconds(json, "cool_down")),
                            json.path("calls").isNumber() ? json.path("calls").asLong() : null,
                            json.path("by_class").asBoolean(false),
                            json.path("dry_run").asBoolean(false)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static @Nullable String text(JsonNode json, String field) {
        return json.path(field).isString() ? json.path(field).asString() : null;
    }

    private static Duration seconds(JsonNode json, String field) {
        return Duration.ofMillis(Math.round(json.path(field).asDouble(0) * 1000));
    }
}
