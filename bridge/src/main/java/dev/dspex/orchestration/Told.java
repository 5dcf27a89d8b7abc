package dev.dspex.orchestration;

import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import java.util.Locale;

/** A decision as its event keeps it. */
public final class Told {
    private Told() {}

    /** What was seen. */
    public static ObjectNode seen(Decision decision) {
        ObjectNode json = json().put("sight", decision.seen().name().toLowerCase(Locale.ROOT));
        json.put("number", decision.number());
        Trend trend = decision.trend();
        if (trend != null) {
            ObjectNode numbers = trend(trend);
            json.put("trend", numbers.path("direction").asString());
            numbers.remove("direction");
            json.setAll(numbers);
        }
        return json;
    }

    /** A trend with its numbers. */
    public static ObjectNode trend(Trend trend) {
        ObjectNode json =
                json().put("direction", trend.direction().name().toLowerCase(Locale.ROOT))
                        .put("n", trend.n())
                        .put("slope", trend.slope())
                        .put("p", trend.p())
                        .put("spread", trend.spread());
        if (!Double.isNaN(trend.usual())) json.put("usual", trend.usual());
        return json;
    }

    /** A change that a person made of how a session goes. */
    public static ObjectNode changed(Course before, Course after) {
        ObjectNode json = json();
        json.set("before", course(before));
        json.set("after", course(after));
        return json.put("reoptimize", false);
    }

    /** What was done. */
    public static ObjectNode chosen(Decision decision) {
        ObjectNode json = json();
        if (!decision.chosen().isEmpty()) json.put("module", decision.chosen());
        json.set("before", course(decision.before()));
        json.set("after", course(decision.after()));
        json.put("reoptimize", decision.reoptimize());
        return json;
    }

    /** The modules it was chosen against, and what was held back. */
    public static ObjectNode rejected(Decision decision) {
        ObjectNode json = json();
        ObjectNode modules = json.putObject("modules");
        decision.against()
                .forEach(
                        (arm, score) -> {
                            if (!arm.equals(decision.chosen())) modules.put(arm, score);
                        });
        decision.vetoes().forEach(json.putArray("held_back")::add);
        return json;
    }

    private static ObjectNode course(Course course) {
        ObjectNode json =
                json().put("interval", course.interval().toMillis() / 1000.0)
                        .put("parallel", course.parallel())
                        .put("temperature", course.temperature())
                        .put("frozen", course.frozen())
                        .put("strategy", course.strategy().key());
        if (!course.locked().isEmpty()) json.put("locked", course.locked());
        course.benched().stream().sorted().forEach(json.putArray("benched")::add);
        return json;
    }

    private static ObjectNode json() {
        return JsonNodeFactory.instance.objectNode();
    }
}
