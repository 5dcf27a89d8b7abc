package dev.dspex.run;

import dev.dspex.orchestration.Strategy;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import java.util.Optional;

/** The words of a person to a session as decisions of it keep them. */
final class SessionControls {
    private SessionControls() {}

    static ObjectNode nothing() {
        return JsonNodeFactory.instance.objectNode();
    }

    /** What a decision was made upon: the person said so. */
    static ObjectNode seen(SessionControl control) {
        ObjectNode json = nothing().put("sight", "person");
        switch (control) {
            case SessionControl.Lock(String arm) -> json.put("control", "lock").put("arm", arm);
            case SessionControl.Undo() -> json.put("control", "undo");
            case SessionControl.Use(Strategy strategy) ->
                    json.put("control", "strategy").put("strategy", strategy.key());
            case SessionControl.DryRun(boolean only) ->
                    json.put("control", "dry_run").put("only", only);
        }
        return json;
    }

    /** The words that stand in a decision; empty for one of the session itself. */
    static Optional<SessionControl> of(JsonNode seen) {
        return switch (seen.path("control").asString("")) {
            case "lock" -> Optional.of(new SessionControl.Lock(seen.path("arm").asString("")));
            case "undo" -> Optional.of(new SessionControl.Undo());
            case "strategy" -> strategy(seen.path("strategy").asString(""));
            case "dry_run" ->
                    Optional.of(new SessionControl.DryRun(seen.path("only").asBoolean(false)));
            default -> Optional.empty();
        };
    }

    private static Optional<SessionControl> strategy(String key) {
        try {
            return Optional.of(new SessionControl.Use(Strategy.of(key)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    static String why(SessionControl control) {
        return switch (control) {
            case SessionControl.Lock(String arm) when arm.isEmpty() ->
                    "The session chooses the module again, as the person said.";
            case SessionControl.Lock(String arm) -> arm + " was chosen by hand.";
            case SessionControl.Undo() -> "The last decision was taken back by the person.";
            case SessionControl.Use(Strategy strategy) ->
                    "The strategy " + strategy.key() + " was chosen by hand.";
            case SessionControl.DryRun(boolean only) ->
                    only
                            ? "Decisions are only told from now on, as the person said."
                            : "Decisions are carried out from now on, as the person said.";
        };
    }
}
