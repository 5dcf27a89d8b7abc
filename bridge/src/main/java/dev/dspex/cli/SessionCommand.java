package dev.dspex.cli;

import dev.dspex.orchestration.Adaptation;
import dev.dspex.orchestration.AdaptationJson;
import dev.dspex.orchestration.Arm;
import dev.dspex.orchestration.Conductor;
import dev.dspex.orchestration.SessionPlan;
import dev.dspex.orchestration.Strategy;
import dev.dspex.orchestration.Thompson;
import dev.dspex.orchestration.TrendTest;
import dev.dspex.project.MetricText;
import dev.dspex.run.Limits;
import dev.dspex.run.Rows;
import dev.dspex.run.RunRequest;
import dev.dspex.run.SessionFeed;
import dev.dspex.run.SessionScore;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import tools.jackson.core.JacksonException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

@Command(
        name = "session",
        description =
                "Give rows to a program one after the other, choose among modules by how they do,"
                        + " and adapt.")
final class SessionCommand extends ProjectCommand {
    @Option(
            names = "--arm",
            paramLabel = "[NODE=]KIND[@LM]",
            description =
                    "A module to choose from, such as ChainOfThought, Predict@main or"
                            + " route=ReAct (default: Predict and ChainOfThought).")
    List<String> arms = new ArrayList<>();

    @Option(
            names = "--strategy",
            paramLabel = "NAME",
            description =
                    "performance_optimized, resource_conserving, adaptive_learning or"
                            + " multi_agent_coordinated (default: adaptive_learning).")
    String strategy = Strategy.ADAPTIVE_LEARNING.key();

    @Option(
            names = "--rounds",
            paramLabel = "N",
            description =
                    "How often to go through the rows (default: 1); 0 goes on until it is stopped.")
    int rounds = 1;

    @Option(
            names = "--interval",
            paramLabel = "MS",
            description = "Milliseconds between two tasks (default: 0).")
    long interval;

    @Option(
            names = "--cool-down",
            paramLabel = "S",
            description = "Seconds between two changes of the module (default: 60).")
    long coolDown = 60;

    @Option(
            names = "--watch",
            paramLabel = "FILE|FOLDER",
            description =
                    "Take tasks from a JSONL file that grows, or from all of a folder, until it is"
                            + " stopped.")
    @Nullable Path watch;

    @Option(
            names = "--judge",
            paramLabel = "METRIC",
            description =
                    "Scores answers to rows without a right answer, such as judge:LM:RUBRIC or"
                            + " code/m.py:f.")
    @Nullable String judge;

    @Option(names = "--dry-run", description = "Only say what would be decided.")
    boolean dryRun;

    @Option(
            names = "--lock",
            paramLabel = "ARM",
            description = "Give every task to this module, whatever is decided.")
    String locked = "";

    @Option(
            names = "--rules",
            paramLabel = "FILE",
            description = "What follows from what is seen, as JSON (see --print-rules).")
    @Nullable Path rules;

    @Option(
            names = "--print-rules",
            description = "Print the rules as JSON, to be edited, and do nothing else.")
    boolean printRules;

    @Option(
            names = "--resume",
            paramLabel = "RUN",
            description = "Go on with a session that was stopped, interrupted, or failed.")
    @Nullable String resume;

    @Option(
            names = "--split",
            paramLabel = "NAME",
            description = "Rows of the project: train, validation or test (default: validation).")
    @Nullable String split;

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
        if (printRules) {
            terminal.line(AdaptationJson.write(rules()).toPrettyString());
            return ExitCode.DONE;
        }
        if (resume != null) return resume(terminal, resume);
        if (rounds < 0 || interval < 0 || coolDown < 0) {
            throw CliException.input(
                    "bad_session",
                    "Rounds and times of a session are not negative.",
                    "Look at --rounds, --interval and --cool-down.");
        }
        List<Arm> wanted = SessionArms.read(arms);
        SessionPlan plan = plan(wanted);
        List<@Nullable String> lms = new ArrayList<>();
        wanted.forEach(arm -> lms.add(arm.lm()));
        lms.add(scoring.judge());
        lms.add(judge == null ? null : MetricText.lm(judge).orElse(null));
        try (Workspace workspace =
                Workspace.open(
                        terminal, options, program.place, lms.toArray(new @Nullable String[0]))) {
            String metric = workspace.metric(scoring.metric);
            String otherwise = judge == null ? null : workspace.metric(judge);
            Rows rows =
                    watch == null
                            ? workspace.rows(scoring.data, split, scoring.limit)
                            : new Rows("live", null, null, List.of());
            scored(terminal, workspace, metric, rows);
            RunRequest request =
                    new RunRequest.Session(
                            workspace.setup(),
                            SessionArms.of(workspace.setup(), wanted),
                            rows,
                            rounds,
                            metric,
                            plan,
                            inFlight.workers(),
                            Limits.NONE,
                            watch == null
                                    ? new SessionFeed.Data(otherwise)
                                    : new SessionFeed.Watched(
                                            watch.toAbsolutePath().normalize(), otherwise));
            return Job.run(terminal, workspace.runs(), request, options.json, false);
        }
    }

    /** Says before the start where answers cannot be scored. */
    private void scored(Terminal terminal, Workspace workspace, String metric, Rows rows)
            throws CliException {
        if (watch != null && Files.notExists(watch)) {
            terminal.say(watch + " is not there yet: the session waits for it.");
        }
        if (judge != null || !SessionScore.needsTruth(metric)) return;
        if (watch != null) {
            terminal.say(
                    "There is no judge: where a row has no right answer, a whole answer counts 1"
                            + " and a failed one 0. --judge scores them.");
            return;
        }
        for (Rows.Row row : rows.rows()) {
            if (!SessionScore.hasTruth(workspace.program(), row.values())) {
                throw CliException.input(
                        "no_score",
                        "The row " + row.id() + " has no right answer, and there is no judge.",
                        "Add the right answers to the rows, or name a judge with --judge.");
            }
        }
    }

    private int resume(Terminal terminal, String run) throws CliException, InterruptedException {
        StoredRun stored = StoredRun.find(options, program.place, run);
        if (!stored.summary().kind().equals("session")) {
            throw CliException.input(
                    "usage",
                    "The run " + stored.summary().id() + " is no session.",
                    "\"dspex runs\" lists the runs with their kinds.");
        }
        try (Workspace workspace = stored.workspace(terminal, options)) {
            RunRequest.Session request = stored.session(workspace);
            return Job.run(
                    terminal,
                    workspace.runs(),
                    runs -> runs.resume(stored.summary().id(), request),
                    request.kind(),
                    options.json,
                    false,
                    _ -> true);
        }
    }

    private SessionPlan plan(List<Arm> wanted) throws CliException {
        if (!locked.isEmpty() && wanted.stream().noneMatch(arm -> arm.name().equals(locked))) {
            throw CliException.input(
                    "arm_unknown",
                    "The session has no module \"" + locked + "\".",
                    "It has: " + String.join(", ", wanted.stream().map(Arm::name).toList()) + ".");
        }
        var settings =
                new Conductor.Settings(
                        TrendTest.STANDARD,
                        TrendTest.STANDARD.window() / 2,
                        Duration.ofSeconds(coolDown),
                        dryRun);
        return new SessionPlan(
                settings,
                rules(),
                strategy(),
                Duration.ofMillis(interval),
                Math.min(2, inFlight.workers()),
                Thompson.DRIFTING,
                true,
                locked);
    }

    private List<Adaptation> rules() throws CliException {
        if (rules == null) return Adaptation.standard();
        try {
            return AdaptationJson.read(Terminal.MAPPER.readTree(Files.readString(rules)));
        } catch (AdaptationJson.BadRules e) {
            throw CliException.input(
                    "bad_rules",
                    rules + ": " + e.getMessage(),
                    "\"dspex session --print-rules\" prints rules to begin with.");
        } catch (IOException | JacksonException e) {
            throw CliException.input(
                    "bad_rules",
                    "The rules in " + rules + " cannot be read.",
                    "\"dspex session --print-rules\" prints rules to begin with.");
        }
    }

    private Strategy strategy() throws CliException {
        List<String> known = Arrays.stream(Strategy.values()).map(Strategy::key).toList();
        String wanted = strategy.toLowerCase(Locale.ROOT);
        if (!known.contains(wanted)) {
            throw CliException.input(
                    "strategy_unknown",
                    "There is no strategy \"" + strategy + "\".",
                    "There are: " + String.join(", ", known) + ".");
        }
        return Strategy.of(wanted);
    }
}
