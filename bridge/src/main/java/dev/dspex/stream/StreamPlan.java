package dev.dspex.stream;

import dev.dspex.project.MetricText;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Streams side by side: their lanes, the rules that watch them, and which answer is taken.
 *
 * @param lanes 1 to 8
 * @param gate metric that an answer must pass to win a race; null: any whole answer passes
 * @param threshold least score of the gate, 0 to 1
 * @param judge metric that scores answers, whole and while they run; null: the quality of the text
 *     as measured decides
 * @param margin by which another lane must be better to take the lead, 0 to 1
 * @param replayPace how fast answers from the journal come: null at once, 1 as they were recorded,
 *     2 twice as fast
 */
public record StreamPlan(
        List<StreamLane> lanes,
        Pick pick,
        @Nullable String gate,
        double threshold,
        @Nullable String judge,
        double margin,
        List<StreamRule> rules,
        @Nullable Double replayPace) {

    public static final int MOST_LANES = 8;

    private static final JsonMapper MAPPER =
            JsonMapper.builder()
                    .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                    .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
                    .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .build();

    public StreamPlan {
        lanes = List.copyOf(lanes);
        rules = List.copyOf(rules);
        if (lanes.isEmpty() || lanes.size() > MOST_LANES) {
            throw new IllegalArgumentException(
                    "1 to " + MOST_LANES + " lanes, not " + lanes.size());
        }
        Set<String> ids = new HashSet<>();
        for (StreamLane lane : lanes) {
            if (!ids.add(lane.id())) {
                throw new IllegalArgumentException("two lanes are named " + lane.id());
            }
        }
    }

    /** One lane, the program as it is, with the usual rules. */
    public static StreamPlan simple() {
        StreamLane lane = new StreamLane("A", "", null, null, null, null, List.of());
        return new StreamPlan(
                List.of(lane), Pick.RACE, null, 0.5, null, 0.1, StreamRule.defaults(), null);
    }

    /** As jobs, stored requests and the project's {@code streams.json} say it. */
    public ObjectNode json() {
        return MAPPER.valueToTree(this);
    }

    /** Reads what {@link #json} wrote; empty when it is of another shape. */
    public static Optional<StreamPlan> of(JsonNode json) {
        try {
            return Optional.of(MAPPER.treeToValue(json, StreamPlan.class));
        } catch (JacksonException | IllegalArgumentException | NullPointerException _) {
            return Optional.empty();
        }
    }

    /** The same with known answers at another pace: null at once, 1 as they were recorded. */
    public StreamPlan paced(@Nullable Double pace) {
        return new StreamPlan(lanes, pick, gate, threshold, judge, margin, rules, pace);
    }

    /** Aliases of the LMs that lanes and their fallbacks name. */
    public List<String> lms() {
        return lanes.stream()
                .flatMap(
                        lane ->
                                Stream.concat(
                                        Stream.ofNullable(lane.lm()),
                                        lane.fallbacks().stream()
                                                .flatMap(other -> Stream.ofNullable(other.lm()))))
                .distinct()
                .toList();
    }

    /** These, and those that judge by its gate or judge. */
    public List<String> everyLm() {
        return Stream.of(
                        lms().stream(),
                        Stream.ofNullable(gate).flatMap(text -> MetricText.lm(text).stream()),
                        Stream.ofNullable(judge).flatMap(text -> MetricText.lm(text).stream()))
                .flatMap(found -> found)
                .distinct()
                .toList();
    }

    /** The same, taking the answer in another way. */
    public StreamPlan picking(Pick other) {
        return new StreamPlan(lanes, other, gate, threshold, judge, margin, rules, replayPace);
    }
}
