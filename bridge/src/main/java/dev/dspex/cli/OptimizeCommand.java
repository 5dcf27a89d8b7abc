package dev.dspex.cli;

import dev.dspex.optimize.Sampler;
import dev.dspex.run.Outcome;
import dev.dspex.run.RunRequest;
import dev.dspex.run.RunResult;
import dev.dspex.run.Tuning;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

import java.util.LinkedHashMap;
import java.util.Map;

@Command(name = "optimize", description = "Search a better version of a program.")
final class OptimizeCommand extends ProjectCommand {
    @Option(
            names = "--optimizer",
            paramLabel = "NAME",
            description = "Such as BootstrapFewShot or MIPROv2 (default: the project's).")
    @Nullable String optimizer;

    @Option(names = "--set", paramLabel = "NAME=VALUE", description = "A setting of the optimizer.")
    Map<String, String> settings = new LinkedHashMap<>();

    @Option(
            names = "--teacher",
            paramLabel = "ALIAS",
            description = "LM that makes demonstrations.")
    @Nullable String teacher;

    @Option(
            names = "--prompt-lm",
            paramLabel = "ALIAS",
            description = "LM that writes instructions.")
    @Nullable String promptLm;

    @Option(
            names = "--variables",
            description = "Change the program's variables too, not its texts alone.")
    boolean variables;

    @Option(names = "--apply", description = "Use what was found from now on, if it is accepted.")
    boolean apply;

    @Option(
            names = "--advise",
            description =
                    "Only say which optimizer fits, why, and what it will cost. Costs nothing.")
    boolean advise;

    @Mixin Budget budget = new Budget();
    @Mixin Continuing continuing = new Continuing();
    @Mixin ScoringOptions scoring = new ScoringOptions();
    @Mixin InFlight inFlight = new InFlight();
    @Mixin ProgramArgument program = new ProgramArgument();
    @Mixin ProjectOptions options = new ProjectOptions();

    @Override
    ProjectOptions options() {
        return options;
    }

    @Override
    int run(Terminal terminal) throws CliException, InterruptedException {
        if (continuing.asked()) {
            return continuing.run(
                    terminal,
                    options,
                    program.place,
                    this::changed,
                    (workspace, result) -> applied(terminal, workspace, result));
        }
        try (Workspace workspace =
                Workspace.open(
                        terminal, options, program.place, teacher, promptLm, scoring.judge())) {
            if (advise) {
                String named = optimizer;
                RunRequest.Optimization asked = request(workspace, named == null ? "" : named);
                return new Advising(terminal, workspace).say(asked, named == null, options.json);
            }
            RunRequest.Optimization request = request(workspace, named(workspace));
            new Advising(terminal, workspace).warn(request);
            return Job.run(
                    terminal,
                    workspace.runs(),
                    request,
                    options.json,
                    false,
                    result -> applied(terminal, workspace, result));
        }
    }

    private String named(Workspace workspace) throws CliException {
        String name = optimizer == null ? workspace.optimizer() : optimizer;
        if (name == null) {
            throw CliException.input(
                    "usage",
                    "No optimizer is named.",
                    "Give one with --optimizer; dspex optimize --advise says which fits.");
        }
        return name;
    }

    /** What is asked for, with an optimizer. */
    private RunRequest.Optimization request(Workspace workspace, String name) throws CliException {
        Map<String, String> roles = new LinkedHashMap<>();
        if (teacher != null) {
            roles.put("teacher", teacher);
        }
        if (promptLm != null) {
            roles.put("prompt_lm", promptLm);
        }
        boolean hasTest = scoring.data != null || workspace.hasSplit("test");
        return new RunRequest.Optimization(
                workspace.setup(),
                name,
                settings(workspace, name),
                roles,
                workspace.metric(scoring.metric),
                workspace.rows(null, "train", scoring.limit),
                workspace.rows(null, "validation", scoring.limit),
                hasTest ? workspace.rows(scoring.data, "test", scoring.limit) : null,
                tuning(workspace, name),
                inFlight.workers(),
                inFlight.threads(),
                budget.limits());
    }

    /** What it may change besides texts; null for nothing. */
    private @Nullable Tuning tuning(Workspace workspace, String name) throws CliException {
        boolean search = Sampler.of(name).isPresent();
        if (!search && !variables) {
            return null;
        }
        Tuning tuning = workspace.tuning();
        if (tuning.isEmpty()) {
            throw CliException.input(
                    "no_variables",
                    (search ? name + " searches over variables" : "--variables is given")
                            + ", and none drives a setting of this program.",
                    "Bind one in variables.json; dspex variables --discover lists the settings.");
        }
        return tuning;
    }

    /** A request of an earlier run with what this command line says anew. */
    private RunRequest.Optimization changed(RunRequest.Optimization before, boolean branch) {
        String name = branch && optimizer != null ? optimizer : before.optimizer();
        ObjectNode all =
                name.equals(before.optimizer())
                        ? before.settings().deepCopy()
                        : Terminal.MAPPER.createObjectNode();
        if (branch) {
            settings.forEach((key, value) -> all.set(key, value(value)));
        }
        return new RunRequest.Optimization(
                before.setup(),
                name,
                all,
                before.lmRoles(),
                branch && scoring.metric != null ? scoring.metric : before.metric(),
                before.train(),
                before.validation(),
                before.test(),
                before.tuning(),
                before.workers(),
                before.threads(),
                budget.over(before.limits()));
    }

    /** The project's settings where they are for this optimizer, with those of the command line. */
    private ObjectNode settings(Workspace workspace, String name) {
        ObjectNode all =
                name.equals(workspace.optimizer())
                        ? workspace.optimizerSettings()
                        : Terminal.MAPPER.createObjectNode();
        settings.forEach((key, value) -> all.set(key, value(value)));
        return all;
    }

    private static JsonNode value(String text) {
        try {
            return Terminal.MAPPER.readTree(text);
        } catch (JacksonException e) {
            return StringNode.valueOf(text);
        }
    }

    private boolean applied(Terminal terminal, Workspace workspace, RunResult result) {
        if (apply && result.outcome() instanceof Outcome.Improved improved && improved.accepted()) {
            try {
                if (improved.values() != null) {
                    workspace.writes().use(improved.values());
                    terminal.say("The variables have the values that were found.");
                }
                if (improved.state() != null) {
                    workspace.writes().use(improved.state());
                    terminal.say("The project uses " + improved.state() + " now.");
                }
            } catch (CliException e) {
                terminal.error(e.error(), false);
                return false;
            }
        }
        return true;
    }
}
