package dev.dspex.cli;

import dev.dspex.orchestration.Adaptation;
import dev.dspex.orchestration.Arm;
import dev.dspex.orchestration.Conductor;
import dev.dspex.orchestration.SessionPlan;
import dev.dspex.orchestration.Strategy;
import dev.dspex.orchestration.Thompson;
import dev.dspex.orchestration.TrendTest;
import dev.dspex.program.ModuleKind;
import dev.dspex.run.RunRequest;
import dev.dspex.run.SessionArm;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

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
            description = "How often to go through the rows (default: 1).")
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

    @Option(names = "--dry-run", description = "Only say what would be decided.")
    boolean dryRun;

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
        if (rounds < 1 || interval < 0 || coolDown < 0) {
            throw CliException.input(
                    "bad_session",
                    "A session has at least one round, and times are not negative.",
                    "Look at --rounds, --interval and --cool-down.");
        }
        List<Arm> wanted = new ArrayList<>();
        for (String arm : arms.isEmpty() ? List.of("Predict", "ChainOfThought") : arms) {
            wanted.add(arm(arm));
        }
        List<@Nullable String> lms = new ArrayList<>();
        wanted.forEach(arm -> lms.add(arm.lm()));
        lms.add(scoring.judge());
        try (Workspace workspace =
                Workspace.open(
                        terminal, options, program.place, lms.toArray(new @Nullable String[0]))) {
            RunRequest request = request(workspace, wanted);
            return Job.run(terminal, workspace.runs(), request, options.json, false);
        }
    }

    private RunRequest request(Workspace workspace, List<Arm> wanted) throws CliException {
        List<SessionArm> chosen = new ArrayList<>();
        for (Arm arm : wanted) chosen.add(of(workspace, arm));
        var settings =
                new Conductor.Settings(
                        TrendTest.STANDARD,
                        TrendTest.STANDARD.window() / 2,
                        Duration.ofSeconds(coolDown),
                        dryRun);
        var plan =
                new SessionPlan(
                        settings,
                        Adaptation.standard(),
                        strategy(),
                        Duration.ofMillis(interval),
                        Math.min(2, inFlight.workers()),
                        Thompson.DRIFTING,
                        true);
        return new RunRequest.Session(
                workspace.setup(),
                chosen,
                workspace.rows(scoring.data, split, scoring.limit),
                rounds,
                workspace.metric(scoring.metric),
                plan,
                inFlight.workers());
    }

    private static SessionArm of(Workspace workspace, Arm arm) throws CliException {
        try {
            return SessionArm.of(workspace.setup(), arm);
        } catch (IllegalArgumentException e) {
            throw CliException.input(
                    "bad_arm",
                    "The program has no module node for the arm \"" + arm.name() + "\".",
                    "Name a node of the program that is a module: NODE=KIND.");
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

    /** Reads {@code [NODE=]KIND[@LM]}. */
    private static Arm arm(String text) throws CliException {
        int equals = text.indexOf('=');
        int at = text.indexOf('@', equals + 1);
        String node = equals < 0 ? null : text.substring(0, equals).strip();
        String kind = text.substring(equals + 1, at < 0 ? text.length() : at).strip();
        String lm = at < 0 ? null : text.substring(at + 1).strip();
        if (!kind.isEmpty() && ModuleKind.of(kind).isEmpty()) {
            throw CliException.input(
                    "unknown_kind",
                    "The arm \"" + text + "\" names no kind of module: \"" + kind + "\".",
                    "Write [NODE=]KIND[@LM], such as ChainOfThought or route=Predict@main.");
        }
        return new Arm(text, node, kind.isEmpty() ? null : kind, lm);
    }
}
