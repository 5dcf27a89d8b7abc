package dev.dspex.cli;

import dev.dspex.run.Outcome;
import dev.dspex.run.RunRequest;
import dev.dspex.run.RunResult;
import dev.dspex.store.RunSummary;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import tools.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.List;

@Command(
        name = "replay",
        description =
                "Run a run once more from the answers in its journal: no LM is asked, nothing is"
                        + " paid, nothing is stored. Fails when the outcome is another one.")
final class ReplayCommand extends ProjectCommand {
    @Parameters(paramLabel = "RUN", description = "Id or number of the run.")
    String run = "";

    @Option(
            names = "--pace",
            paramLabel = "PACE",
            description =
                    "Of streams: once, recorded, or a number of times as fast as recorded; without"
                            + " it as the run was set up.")
    @Nullable String pace;

    @Mixin ProjectOptions options = new ProjectOptions();

    @Override
    ProjectOptions options() {
        return options;
    }

    @Override
    int run(Terminal terminal) throws CliException, InterruptedException {
        StoredRun stored = StoredRun.find(options, null, run);
        try (Workspace workspace = stored.workspace(terminal, options)) {
            RunRequest request = paced(stored.request(workspace));
            return Job.run(
                    terminal,
                    workspace.runs(),
                    runs -> runs.replay(stored.summary().id(), request),
                    request.kind(),
                    options.json,
                    true,
                    result -> equal(terminal, stored.summary(), result));
        }
    }

    private RunRequest paced(RunRequest request) throws CliException {
        if (pace == null) {
            return request;
        }
        if (!(request instanceof RunRequest.Streams streams)) {
            throw CliException.input(
                    "usage", "--pace is for runs of streams.", "Leave it out for this one.");
        }
        Double factor =
                switch (pace) {
                    case "once" -> null;
                    case "recorded" -> 1.0;
                    default -> factor(pace);
                };
        return new RunRequest.Streams(
                streams.setup(),
                streams.inputs(),
                streams.expected(),
                streams.plan().paced(factor),
                streams.part());
    }

    private static Double factor(String text) throws CliException {
        try {
            double factor = Double.parseDouble(text);
            if (factor > 0 && Double.isFinite(factor)) {
                return factor;
            }
        } catch (NumberFormatException e) {
            // Said below.
        }
        throw CliException.input(
                "usage",
                "The pace \"" + text + "\" is none.",
                "Write once, recorded, or a number above 0.");
    }

    private static boolean equal(Terminal terminal, RunSummary before, RunResult now) {
        List<String> other = differences(before.summary(), now.outcome());
        terminal.say(
                other.isEmpty()
                        ? "Equal to the run."
                        : "Not equal to the run: " + String.join(", ", other) + ".");
        return other.isEmpty();
    }

    private static List<String> differences(JsonNode before, Outcome now) {
        List<String> found = new ArrayList<>();
        switch (now) {
            case Outcome.Outputs outputs -> {
                if (!before.path("outputs").toString().equals(outputs.outputs().toString())) {
                    found.add("outputs");
                }
            }
            case Outcome.Merged merged -> {
                if (!before.path("outputs").toString().equals(merged.outputs().toString())) {
                    found.add("outputs");
                }
            }
            case Outcome.Written written -> {
                if (!before.path("trials").toString().equals(written.trials().toString())) {
                    found.add("trials");
                }
            }
            case Outcome.Scored scored -> score(found, "score", before, scored);
            case Outcome.Session session -> session(found, before, session);
            case Outcome.Coordinated all -> {
                if (before.path("score").asDouble(-1) != all.score()) found.add("score");
                if (before.path("agreed").asInt(-1) != all.agreed()) found.add("agreed");
                if (before.path("ballots").asInt(-1) != all.ballots()) found.add("ballots");
            }
            case Outcome.Improved improved -> {
                score(found, "before", before.path("before"), improved.before());
                score(found, "after", before.path("after"), improved.after());
                Double best = improved.best();
                if (before.path("best").isNumber() != (best != null)
                        || (best != null && best != before.path("best").asDouble())) {
                    found.add("best score of the search");
                }
            }
            case Outcome.Nothing _ -> {}
        }
        return found;
    }

    private static void session(List<String> found, JsonNode before, Outcome.Session now) {
        if (before.path("score").asDouble(-1) != now.score()) found.add("score");
        if (before.path("decisions").asInt(-1) != now.decisions()) found.add("decisions");
        if (!before.path("strategy").asString("").equals(now.strategy())) found.add("strategy");
        now.arms()
                .forEach(
                        (name, arm) -> {
                            JsonNode then = before.path("arms").path(name);
                            if (then.path("n").asInt(-1) != arm.n()
                                    || then.path("score").asDouble(-1) != arm.mean()) {
                                found.add(name);
                            }
                        });
    }

    private static void score(
            List<String> found, String name, JsonNode before, Outcome.@Nullable Scored now) {
        JsonNode score = before.path("score");
        if (score.isNumber() != (now != null) || (now != null && score.asDouble() != now.score())) {
            found.add(name);
        }
    }
}
