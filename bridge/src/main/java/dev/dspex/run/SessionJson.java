package dev.dspex.run;

import dev.dspex.orchestration.Adaptation;
import dev.dspex.orchestration.AdaptationJson;
import dev.dspex.orchestration.Arm;
import dev.dspex.orchestration.Conductor;
import dev.dspex.orchestration.SessionPlan;
import dev.dspex.orchestration.Strategy;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the stored request of a live session says of it, and what it says of a session. */
public final class SessionJson {
    private SessionJson() {}

    static void write(ObjectNode json, RunRequest.Session request) {
        json.put("rounds", request.rounds()).put("workers", request.workers());
        ArrayNode arms = json.putArray("arms");
        for (SessionArm one : request.arms()) {
            Arm arm = one.arm();
            arms.addObject()
                    .put("name", arm.name())
                    .put("node", arm.node())
                    .put("kind", arm.kind())
                    .put("lm", arm.lm());
        }
        SessionPlan plan = request.plan();
        Conductor.Settings settings = plan.settings();
        json.put("strategy", plan.strategy().key())
                .put("interval", plan.interval().toMillis() / 1000.0)
                .put("parallel", plan.parallel())
                .put("discount", plan.discount())
                .put("by_class", plan.byClass())
                .put("dry_run", settings.dryRun())
                .put("cool_down", settings.coolDown().toMillis() / 1000.0)
                .put("hysteresis", settings.hysteresis());
        if (!plan.locked().isEmpty()) json.put("locked", plan.locked());
        feed(json.putObject("feed"), request);
        json.set("rules", AdaptationJson.write(plan.rules()));
        request.limits().tell(json);
    }

    private static void feed(ObjectNode json, RunRequest.Session request) {
        switch (request.feed()) {
            case SessionFeed.Data _ -> json.put("kind", "data");
            case SessionFeed.Watched watched ->
                    json.put("kind", "watched").put("path", watched.path().toString());
            case SessionFeed.Requests _ -> json.put("kind", "requests");
        }
        String otherwise = request.feed().otherwise();
        if (otherwise != null) json.put("otherwise", otherwise);
    }

    /** Where the tasks of a session came from; empty where they came from outside. */
    public static Optional<SessionFeed> feed(JsonNode request) {
        JsonNode feed = request.path("feed");
        String otherwise = text(feed, "otherwise");
        return switch (feed.path("kind").asString("data")) {
            case "data" -> Optional.of(new SessionFeed.Data(otherwise));
            case "watched" ->
                    Optional.of(
                            new SessionFeed.Watched(
                                    Path.of(feed.path("path").asString("")), otherwise));
            default -> Optional.empty();
        };
    }

    /** The modules that a session chose from. */
    public static List<Arm> arms(JsonNode request) {
        var arms = new ArrayList<Arm>();
        for (JsonNode arm : request.path("arms")) {
            arms.add(
                    new Arm(
                            arm.path("name").asString(""),
                            text(arm, "node"),
                            text(arm, "kind"),
                            text(arm, "lm")));
        }
        return arms;
    }

    private static @Nullable String text(JsonNode json, String key) {
        return json.path(key).isString() ? json.path(key).asString() : null;
    }

    /** How a session went at its beginning. */
    public static SessionPlan plan(JsonNode request) {
        SessionPlan usual = SessionPlan.STANDARD;
        Conductor.Settings settings = usual.settings();
        return new SessionPlan(
                new Conductor.Settings(
                        settings.test(),
                        request.path("hysteresis").asInt(settings.hysteresis()),
                        seconds(request, "cool_down", settings.coolDown()),
                        request.path("dry_run").asBoolean(false)),
                rules(request.path("rules")),
                Strategy.of(request.path("strategy").asString(usual.strategy().key())),
                seconds(request, "interval", usual.interval()),
                request.path("parallel").asInt(usual.parallel()),
                request.path("discount").asDouble(usual.discount()),
                request.path("by_class").asBoolean(usual.byClass()),
                request.path("locked").asString(""));
    }

    /** The limits that a session was given. */
    public static Limits limits(JsonNode request) {
        return RequestJson.limits(request);
    }

    private static List<Adaptation> rules(JsonNode rules) {
        try {
            return rules.isArray() ? AdaptationJson.read(rules) : Adaptation.standard();
        } catch (AdaptationJson.BadRules e) {
            throw new IllegalStateException(e);
        }
    }

    private static Duration seconds(JsonNode json, String key, Duration usual) {
        JsonNode value = json.path(key);
        return value.isNumber() ? Duration.ofMillis(Math.round(value.asDouble() * 1000)) : usual;
    }
}
