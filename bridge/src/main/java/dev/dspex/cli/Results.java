package dev.dspex.cli;

import dev.dspex.event.RunError;
import dev.dspex.run.Outcome;
import dev.dspex.run.RunResult;
import dev.dspex.run.Summary;
import dev.dspex.run.Usage;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.util.Locale;
import java.util.Map;

/** Results of runs as JSON, in shapes that stay, and as text for a person. */
final class Results {
    private Results() {}

    static ObjectNode json(RunResult result, String kind) {
        ObjectNode json = Terminal.MAPPER.createObjectNode();
        json.put("run", result.run()).put("status", result.status().text());
        json.setAll(Summary.of(result.outcome(), result.usage()));
        if (result.outcome() instanceof Outcome.Nothing && kind.equals("run")) {
            json.putNull("outputs");
        }
        RunError error = result.error();
        if (error != null) {
            json.set("error", Terminal.json(error));
        }
        json.put("seconds", Math.round(result.seconds() * 1000) / 1000.0);
        return json;
    }

    private static void say(Terminal terminal, Outcome.Session session) {
        terminal.line(
                String.format(
                        Locale.ROOT,
                        "score %s on %d tasks, %d decisions, %s at the end",
                        Terminal.score(session.score()),
                        session.n(),
                        session.decisions(),
                        session.strategy()));
        session.arms()
                .forEach(
                        (name, arm) ->
                                terminal.line(
                                        String.format(
                                                Locale.ROOT,
                                                "  %-24s %5d tasks, score %s",
                                                name,
                                                arm.n(),
                                                Terminal.score(arm.mean()))));
    }

    /** For a person; outputs that were streamed are not said again. */
    static void say(Terminal terminal, RunResult result, boolean streamed) {
        switch (result.outcome()) {
            case Outcome.Outputs outputs -> {
                if (!streamed) {
                    fields(terminal, outputs.outputs());
                }
            }
            case Outcome.Merged merged -> {
                fields(terminal, merged.outputs());
                terminal.say(merged.why());
            }
            case Outcome.Written written -> WrittenFunction.say(terminal, written);
            case Outcome.Scored scored -> terminal.line(line(scored));
            case Outcome.Session session -> say(terminal, session);
            case Outcome.Coordinated all -> AgentResults.say(terminal, all);
            case Outcome.Improved improved -> say(terminal, improved);
            case Outcome.Nothing _ -> {}
        }
        if (result.error() != null) {
            terminal.error(result.error(), false);
        }
        terminal.say(
                result.run()
                        + " "
                        + result.status().text()
                        + ": "
                        + usage(result.usage())
                        + String.format(Locale.ROOT, ", %.1f s", result.seconds()));
    }

    private static void fields(Terminal terminal, JsonNode outputs) {
        for (Map.Entry<String, JsonNode> field : outputs.properties()) {
            terminal.line(field.getKey() + ": " + text(field.getValue()));
        }
    }

    private static void say(Terminal terminal, Outcome.Improved improved) {
        if (improved.before() != null) {
            terminal.line("before: " + line(improved.before()));
        }
        if (improved.after() != null) {
            terminal.line("after:  " + line(improved.after()));
        }
        terminal.line(
                (improved.accepted() ? "accepted: " : "not accepted: ")
                        + (improved.reason() == null ? "" : improved.reason()));
        if (improved.state() != null) {
            terminal.line("state: " + improved.state());
        }
        if (improved.values() != null) {
            terminal.line("values: " + improved.values());
        }
    }

    private static String line(Outcome.Scored scored) {
        return "score "
                + Terminal.score(scored.score())
                + " on "
                + scored.n()
                + " rows ("
                + scored.split()
                + ", "
                + scored.metric()
                + ")"
                + (scored.skipped() == 0 ? "" : ", " + scored.skipped() + " not rated")
                + (scored.errors() == 0 ? "" : ", " + scored.errors() + " with errors");
    }

    static String usage(Usage usage) {
        String cost =
                usage.usd() == null
                        ? "cost unknown"
                        : String.format(Locale.ROOT, "$%.4f", usage.usd());
        return usage.calls()
                + " LM calls, "
                + (usage.promptTokens() + usage.completionTokens())
                + " tokens, "
                + cost;
    }

    static String text(JsonNode value) {
        return value.isString() ? value.asString() : value.toString();
    }
}
